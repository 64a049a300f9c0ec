package greenbelt.gateway.cache;

import greenbelt.gateway.identity.Authentication;
import greenbelt.http.Headers;
import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.http.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which answers may be kept, and how long, for a cache that many share. Pure.
///
/// Only what says so is kept: nothing is guessed from when something was last modified.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9111#section-3">RFC 9111, 3: storing responses in caches</a>
final class Freshness {
    private static final Set<Integer> KEPT = Set.of(200, 203, 204, 300, 301, 308, 404, 405, 410);
    private static final List<String> CREDENTIALS =
            List.of("authorization", Authentication.KEY_FIELD);

    private Freshness() {}

    /// Whether requests like this one may be answered with what was kept.
    static boolean isCacheable(Request request) {
        return request.method() == Method.GET
                && request.headers().first("range").isEmpty()
                && !CacheControl.of(request.headers()).has("no-store");
    }

    /// Why an answer may not be kept; empty when it may.
    static Optional<String> objection(Request request, Response response) {
        var says = CacheControl.of(response.headers());
        if (!KEPT.contains(response.status())) {
            return Optional.of("its status is " + response.status());
        }
        if (says.has("no-store") || says.has("private")) {
            return Optional.of("it says " + (says.has("no-store") ? "no-store" : "private"));
        }
        if (isForSomebody(request)
                && !says.has("public")
                && !says.has("s-maxage")
                && !says.has("must-revalidate")) {
            return Optional.of("it is for whoever sent the credential, and does not say public");
        }
        if (response.headers().first("set-cookie").isPresent()) {
            return Optional.of("it sets a cookie");
        }
        if (varyNames(response).contains("*")) {
            return Optional.of("it varies by what nobody can know");
        }
        return lifetime(response).isPresent()
                ? Optional.empty()
                : Optional.of("it does not say how long it holds");
    }

    /// A credential came with it, so that others may not see the answer unless the service says so.
    ///
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc9111#section-3.5">RFC 9111, 3.5</a>
    private static boolean isForSomebody(Request request) {
        return CREDENTIALS.stream().anyMatch(name -> request.headers().first(name).isPresent());
    }

    /// How long an answer holds, by its own word.
    ///
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc9111#section-4.2.1">RFC 9111, 4.2.1</a>
    static Optional<Duration> lifetime(Response response) {
        var says = CacheControl.of(response.headers());
        return says.time("s-maxage")
                .or(() -> says.time("max-age"))
                .or(() -> expires(response.headers()))
                .or(() -> says.has("no-cache") ? Optional.of(Duration.ZERO) : Optional.empty());
    }

    private static Optional<Duration> expires(Headers headers) {
        if (headers.first("expires").isEmpty()) {
            return Optional.empty();
        }
        var expires = HttpDate.of(headers, "expires");
        var date = HttpDate.of(headers, "date");
        return Optional.of(
                expires.isPresent() && date.isPresent()
                        ? Duration.between(date.get(), expires.get())
                        : Duration.ZERO);
    }

    /// How old an answer is when it comes: what others say, and as long as it was asked for.
    ///
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc9111#section-4.2.3">RFC 9111, 4.2.3</a>
    static Duration ageAtFirst(Headers headers, Duration took, Instant now) {
        var said =
                headers.first("age")
                        .map(String::strip)
                        .filter(text -> text.matches("[0-9]{1,9}"))
                        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                        .orElse(Duration.ZERO)
                        .plus(took);
        var apparent =
                HttpDate.of(headers, "date")
                        .map(date -> Duration.between(date, now))
                        .orElse(Duration.ZERO);
        return said.compareTo(apparent) >= 0 ? said : apparent;
    }

    /// The fields of the request that the answer depends on.
    static Map<String, List<String>> varyBy(Request request, Response response) {
        var by = new LinkedHashMap<String, List<String>>();
        varyNames(response).forEach(name -> by.put(name, request.headers().all(name)));
        return by;
    }

    private static List<String> varyNames(Response response) {
        var names = new ArrayList<String>();
        for (var value : response.headers().all("vary")) {
            for (var name : value.split(",", -1)) {
                if (!name.isBlank()) {
                    names.add(name.strip().toLowerCase(Locale.ROOT));
                }
            }
        }
        return names;
    }

    /// Whether what was kept may answer a request without asking the service.
    static boolean isUsable(Stored stored, Request request, long nowNanos) {
        var wants = CacheControl.of(request.headers());
        boolean mustAsk =
                wants.has("no-cache")
                        || (wants.isEmpty()
                                && request.headers()
                                        .first("pragma")
                                        .filter("no-cache"::equalsIgnoreCase)
                                        .isPresent());
        var least = wants.time("min-fresh").orElse(Duration.ZERO);
        var oldest = wants.time("max-age");
        return !mustAsk
                && !stored.mustAsk()
                && stored.left(nowNanos).compareTo(least) > 0
                && oldest.map(it -> stored.age(nowNanos).compareTo(it) <= 0).orElse(true);
    }
}
