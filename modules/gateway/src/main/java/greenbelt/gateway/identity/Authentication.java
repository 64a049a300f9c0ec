package greenbelt.gateway.identity;

import greenbelt.gateway.identity.KeyRing.Held;
import greenbelt.gateway.verdict.Refusals;
import greenbelt.gateway.verdict.Verdict;
import greenbelt.gateway.verdict.Verdict.Passed;
import greenbelt.gateway.verdict.Verdict.Refused;
import greenbelt.http.Headers;
import greenbelt.token.TokenTerms;
import greenbelt.token.TokenVerifier;
import greenbelt.token.Verification;
import greenbelt.token.Verification.UnknownKey;
import greenbelt.token.Verification.Verified;
import greenbelt.world.World;

/// Finds out who sends a request, from its bearer token. Safe for many tasks.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750, 2.1: the Authorization header</a>
public final class Authentication {
    private static final String SCHEME = "bearer ";

    private final World world;
    private final KeyRing keyRing;
    private final TokenVerifier verifier;

    public Authentication(World world, KeyRing keyRing, TokenTerms terms) {
        this.world = world;
        this.keyRing = keyRing;
        this.verifier = new TokenVerifier(world, terms);
    }

    /// The sender, as far as a route with this access wants to know. May wait for keys.
    public Verdict<Principal> identify(Access access, Headers headers) {
        return switch (access) {
            case ANONYMOUS -> new Passed<>(new Principal.Anonymous());
            case TOKEN -> bearer(headers);
        };
    }

    private Verdict<Principal> bearer(Headers headers) {
        var credential = headers.first("authorization");
        if (credential.isEmpty()) {
            return new Refused<>(Refusals.tokenMissing("no authorization"));
        }
        if (!credential.get().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new Refused<>(Refusals.tokenMissing("another scheme"));
        }
        var token = credential.get().substring(SCHEME.length()).strip();
        return keyRing.current()
                .map(held -> judge(token, held))
                .orElseGet(() -> new Refused<>(Refusals.keysUnavailable(KeyRing.PAUSE)));
    }

    private Verdict<Principal> judge(String token, Held held) {
        var verification = verify(token, held);
        if (verification instanceof UnknownKey) {
            var newer = keyRing.newerThan(held);
            if (newer.isPresent()) {
                verification = verify(token, newer.get());
            }
        }
        return switch (verification) {
            case Verified(var subject, var _, var _) -> new Passed<>(new Principal.User(subject));
            case UnknownKey _ ->
                    new Refused<>(
                            Refusals.tokenRefused("expected a key of the issuer, found another"));
            case Verification.Refused(var reason) -> new Refused<>(Refusals.tokenRefused(reason));
        };
    }

    private Verification verify(String token, Held held) {
        var known = held.tokens().find(token, world.now());
        if (known.isPresent()) {
            return known.get();
        }
        var verification = verifier.verify(token, held.keys());
        if (verification instanceof Verified verified) {
            held.tokens().remember(token, verified);
        }
        return verification;
    }
}
