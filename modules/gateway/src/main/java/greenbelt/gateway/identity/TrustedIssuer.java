package greenbelt.gateway.identity;

import greenbelt.gateway.identity.KeyRing.Held;
import greenbelt.gateway.upstream.Upstream;
import greenbelt.gateway.verdict.Refusals;
import greenbelt.gateway.verdict.Verdict;
import greenbelt.gateway.verdict.Verdict.Passed;
import greenbelt.gateway.verdict.Verdict.Refused;
import greenbelt.token.TokenVerifier;
import greenbelt.token.Verification;
import greenbelt.token.Verification.UnknownKey;
import greenbelt.token.Verification.Verified;
import greenbelt.world.World;

/// Judges the tokens of one issuer, by its keys. Safe for many tasks.
public final class TrustedIssuer {
    private final World world;
    private final Issuer issuer;
    private final Upstream keysFrom;
    private final KeyRing keyRing;
    private final TokenVerifier verifier;

    public TrustedIssuer(World world, Issuer issuer, Upstream keysFrom) {
        this.world = world;
        this.issuer = issuer;
        this.keysFrom = keysFrom;
        this.keyRing = new KeyRing(world, keysFrom, issuer.terms().issuer());
        this.verifier = new TokenVerifier(world, issuer.terms());
    }

    /// Whether it is this one, with keys from there: then it has what the other would have to fetch.
    public boolean is(Issuer other, Upstream keys) {
        return issuer.equals(other) && keysFrom == keys;
    }

    /// Whose tokens it judges.
    String name() {
        return issuer.terms().issuer();
    }

    /// Whose token it is. May wait for keys.
    Verdict<Principal> judge(String token) {
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
            case Verified(var subject, var scopes, _) ->
                    new Passed<>(new Principal.User(subject, scopes));
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
