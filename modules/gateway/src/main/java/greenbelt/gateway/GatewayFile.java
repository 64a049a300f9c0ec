package greenbelt.gateway;

import greenbelt.gateway.PoliciesEntry.BoundsEntry;
import greenbelt.http.Method;
import greenbelt.world.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The shape of the file that says what the gateway does, `routes.yaml`. What is not described here is refused.
///
/// @param upstreams where requests can go, by name
/// @param trustedPeers proxies whose `X-Forwarded-For` is believed, by address or network; none when left out
/// @param issuers whose tokens are accepted
/// @param keys which programs have a key, by name
/// @param limits what holds for all routes together
/// @param cache how many answers are kept, of all routes together
/// @param defaults what holds where a route says nothing
/// @param routes which requests are let in; no others are
public record GatewayFile(
        Map<String, UpstreamEntry> upstreams,
        Optional<List<String>> trustedPeers,
        Optional<List<IssuerEntry>> issuers,
        Optional<Map<String, KeyEntry>> keys,
        Optional<List<LimitEntry>> limits,
        Optional<BoundsEntry> cache,
        Optional<PoliciesEntry> defaults,
        List<RouteEntry> routes) {
    /// The most routes.
    public static final int MAX_ROUTES = 10_000;

    public GatewayFile {
        if (routes.isEmpty() || routes.size() > MAX_ROUTES) {
            throw new IllegalArgumentException(
                    "routes must be 1 to %d, was %d".formatted(MAX_ROUTES, routes.size()));
        }
    }

    /// Somebody whose tokens are accepted.
    ///
    /// @param issuer the claim `iss`
    /// @param audience what the claim `aud` must have
    /// @param algorithms by which they sign: RS256, ES256, EdDSA
    /// @param keys the upstream that publishes their keys, at `/.well-known/jwks.json`
    public record IssuerEntry(
            String issuer, String audience, List<String> algorithms, String keys) {}

    /// The key of a program.
    ///
    /// @param sha256 of the whole key, 64 hex digits; the key itself is nowhere
    /// @param scopes what the program may do
    public record KeyEntry(String sha256, List<String> scopes) {}

    /// How many requests there may be.
    ///
    /// @param by whose are counted together: principal, key, address or route; principal when left out
    /// @param requests how many may come back in each `per`
    /// @param per a second when left out
    /// @param burst how many there may be at once; as many as `requests` when left out
    public record LimitEntry(
            Optional<String> by, long requests, Optional<Length> per, Optional<Long> burst) {}

    /// How many requests may be under way at once: either of them.
    ///
    /// @param limit always as many
    /// @param adaptive as many as the service bears
    public record ConcurrencyEntry(Optional<Integer> limit, Optional<AdaptiveEntry> adaptive) {
        public ConcurrencyEntry {
            if (limit.isPresent() == adaptive.isPresent()) {
                throw new IllegalArgumentException(
                        "concurrency must be either limit or adaptive, was "
                                + (limit.isPresent() ? "both" : "neither"));
            }
        }
    }

    /// As many requests under way as the service bears.
    ///
    /// @param least it never falls below
    /// @param most it never rises above
    /// @param slow an answer that takes longer to begin is late
    public record AdaptiveEntry(int least, int most, Length slow) {}

    /// A length of time, such as `10s`.
    public record Length(String text) {
        public Length {
            if (Durations.parse(text).filter(Duration::isPositive).isEmpty()) {
                throw new IllegalArgumentException(
                        "a length must be more than zero: %s, was \"%s\""
                                .formatted(Durations.FORM, text));
            }
        }

        Duration duration() {
            return Durations.parse(text).orElseThrow();
        }
    }

    /// Which requests are let in, and what becomes of them.
    ///
    /// @param methods all when left out
    /// @param host a name, or `*.` and a name
    /// @param headers by name, the value, or `*` for any
    /// @param query by name, the value, or `*` for any
    /// @param weight when several routes share the same requests
    /// @param upstream where they go
    /// @param answer what the gateway itself answers, instead of an upstream
    /// @param access who may send them: anonymous, or token, or key, or both
    /// @param scopes what they must be allowed, all of it
    public record RouteEntry(
            String name,
            PathEntry path,
            Optional<List<Method>> methods,
            Optional<String> host,
            Optional<Map<String, String>> headers,
            Optional<Map<String, String>> query,
            Optional<WeightEntry> weight,
            Optional<RewriteEntry> rewrite,
            Optional<String> upstream,
            Optional<String> answer,
            List<String> access,
            Optional<List<String>> scopes,
            Optional<PoliciesEntry> policies) {
        /// What the gateway can answer itself.
        static final String API_DESCRIPTION = "api-description";

        public RouteEntry {
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
                throw new IllegalArgumentException(
                        "name must be letters, digits, dots and dashes, at most 64, was \"%s\""
                                .formatted(name));
            }
            if (methods.filter(List::isEmpty).isPresent()) {
                throw new IllegalArgumentException("methods must be at least one, was none");
            }
            if (upstream.isPresent() == answer.isPresent()) {
                throw new IllegalArgumentException(
                        "a route must have either upstream or answer, was "
                                + (upstream.isPresent() ? "both" : "neither"));
            }
            answer.filter(text -> !text.equals(API_DESCRIPTION))
                    .ifPresent(text -> {
                        throw new IllegalArgumentException(
                                "answer must be %s, was \"%s\"".formatted(API_DESCRIPTION, text));
                    });
        }
    }

    /// Exactly one of them.
    ///
    /// @param exact this path
    /// @param prefix this path and all below it
    /// @param template paths of this form, such as `/users/{id}`
    public record PathEntry(
            Optional<String> exact, Optional<String> prefix, Optional<String> template) {
        public PathEntry {
            int given =
                    (exact.isPresent() ? 1 : 0)
                            + (prefix.isPresent() ? 1 : 0)
                            + (template.isPresent() ? 1 : 0);
            if (given != 1) {
                throw new IllegalArgumentException(
                        "a path must be one of exact, prefix, template, was %d of them"
                                .formatted(given));
            }
        }
    }

    /// A part of the requests that several routes share.
    ///
    /// @param by whose requests all go the same way: principal, key or address; each is drawn on its own when left out
    /// @param header or those with the same value of this header
    public record WeightEntry(
            String group, int share, Optional<String> by, Optional<String> header) {
        public WeightEntry {
            if (by.isPresent() && header.isPresent()) {
                throw new IllegalArgumentException(
                        "weight must have at most one of by and header, was both");
            }
        }
    }

    /// How what is forwarded differs from what came.
    ///
    /// @param strip taken off the beginning of the path
    /// @param add put in front of the path
    /// @param replace one beginning of the path by another
    /// @param request header fields of the request
    /// @param response header fields of the answer
    public record RewriteEntry(
            Optional<String> strip,
            Optional<String> add,
            Optional<ReplaceEntry> replace,
            Optional<FieldsEntry> request,
            Optional<FieldsEntry> response) {
        public RewriteEntry {
            int given =
                    (strip.isPresent() ? 1 : 0)
                            + (add.isPresent() ? 1 : 0)
                            + (replace.isPresent() ? 1 : 0);
            if (given > 1) {
                throw new IllegalArgumentException(
                        "a rewrite must have at most one of strip, add, replace, was %d of them"
                                .formatted(given));
            }
        }
    }

    /// One beginning of a path by another.
    public record ReplaceEntry(String prefix, String with) {}

    /// What is done to header fields.
    public record FieldsEntry(Optional<Map<String, String>> set, Optional<List<String>> remove) {}
}
