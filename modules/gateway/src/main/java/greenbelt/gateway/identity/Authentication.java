package greenbelt.gateway.identity;

import greenbelt.gateway.verdict.Objection;
import greenbelt.gateway.verdict.Refusals;
import greenbelt.gateway.verdict.Verdict;
import greenbelt.gateway.verdict.Verdict.Passed;
import greenbelt.gateway.verdict.Verdict.Refused;
import greenbelt.http.Headers;
import greenbelt.token.TokenVerifier;
import java.util.List;
import java.util.Optional;

/// Finds out who sends a request, from its token or its key, and whether they may. Safe for many tasks.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750, 2.1: the Authorization header</a>
public final class Authentication {
    /// In which a program sends its key.
    public static final String KEY_FIELD = "x-api-key";

    private static final String TOKEN_FIELD = "authorization";
    private static final String SCHEME = "bearer ";

    private final List<TrustedIssuer> issuers;
    private final ApiKeys apiKeys;

    public Authentication(List<TrustedIssuer> issuers, ApiKeys apiKeys) {
        this.issuers = List.copyOf(issuers);
        this.apiKeys = apiKeys;
    }

    /// The trusted issuers, in the order of the file.
    public List<TrustedIssuer> issuers() {
        return issuers;
    }

    /// The sender, as far as a route wants to know, if they may. May wait for keys.
    public Verdict<Principal> identify(Access access, Headers headers) {
        if (access.isAnonymous()) {
            return new Passed<>(new Principal.Anonymous());
        }
        var key = headers.first(KEY_FIELD);
        var authorization = headers.first(TOKEN_FIELD);
        if (key.isPresent() && authorization.isPresent()) {
            // Two readers may each believe another one.
            return new Refused<>(
                    Refusals.invalidHeader(
                            new Objection(
                                    "one credential",
                                    "both " + TOKEN_FIELD + " and " + KEY_FIELD)));
        }
        var principal =
                key.filter(_ -> access.by().contains(Credential.KEY))
                        .map(this::byKey)
                        .orElseGet(() -> byToken(access, authorization));
        return principal.then(it -> may(access, it));
    }

    private Verdict<Principal> byKey(String key) {
        return apiKeys.find(key)
                .<Verdict<Principal>>map(
                        known -> new Passed<>(new Principal.Client(known.name(), known.scopes())))
                .orElseGet(() -> new Refused<>(Refusals.keyRefused()));
    }

    private Verdict<Principal> byToken(Access access, Optional<String> authorization) {
        if (!access.by().contains(Credential.TOKEN)) {
            return new Refused<>(Refusals.keyMissing());
        }
        if (authorization.isEmpty()) {
            return new Refused<>(Refusals.tokenMissing("no authorization"));
        }
        return token(authorization.get())
                .map(token -> issuer(token).judge(token))
                .orElseGet(() -> new Refused<>(Refusals.tokenMissing("another scheme")));
    }

    /// The token that came with a request, if one did; nobody has looked at it.
    public static Optional<String> token(Headers headers) {
        return headers.first(TOKEN_FIELD).flatMap(Authentication::token);
    }

    private static Optional<String> token(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(authorization.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    /// Who has issued it, by its own word; the first one, when that is nobody who is trusted, to say what is wrong with it.
    private TrustedIssuer issuer(String token) {
        if (issuers.size() > 1) {
            var claimed = TokenVerifier.claimedIssuer(token);
            for (var issuer : issuers) {
                if (claimed.filter(issuer.name()::equals).isPresent()) {
                    return issuer;
                }
            }
        }
        return issuers.getFirst();
    }

    private static Verdict<Principal> may(Access access, Principal principal) {
        return principal.scopes().containsAll(access.scopes())
                ? new Passed<>(principal)
                : new Refused<>(Refusals.scopeMissing(access.scopes(), principal.scopes()));
    }
}
