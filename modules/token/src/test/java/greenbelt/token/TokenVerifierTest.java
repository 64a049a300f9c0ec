package greenbelt.token;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.token.Verification.Refused;
import greenbelt.token.Verification.UnknownKey;
import greenbelt.token.Verification.Verified;
import greenbelt.world.VirtualWorld;
import greenbelt.world.World;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A token verifier")
class TokenVerifierTest {
    private static final TokenTerms TERMS = TokenTerms.GREENBELT;

    private static <T> T in(World world, Function<World, T> body) {
        var node = world.start("user-1");
        try {
            return world.enter(node, "test", () -> body.apply(world));
        } finally {
            world.close();
        }
    }

    private static SigningKey key(World world) {
        return SigningKey.of(world.secret("token-key", SigningKey.SECRET_BYTES));
    }

    private static Verification afterWaiting(Duration wait, TokenTerms expected) {
        return in(
                new VirtualWorld(7),
                world -> {
                    var issuer = new TokenIssuer(world, key(world), TERMS);
                    var token = issuer.issue("ada", List.of("orders", "users"));
                    world.sleep(wait);
                    var keys = KeySet.parse(issuer.publicKeys());
                    return new TokenVerifier(world, expected).verify(token.text(), keys);
                });
    }

    @Test
    @DisplayName("accepts a token of its issuer and says whose it is, for what, and how long")
    void acceptsTheGenuine() {
        assertThat(afterWaiting(Duration.ZERO, TERMS))
                .isEqualTo(
                        new Verified(
                                "ada",
                                List.of("orders", "users"),
                                VirtualWorld.BEGINNING.plusSeconds(3_600 + 30)));
    }

    @Test
    @DisplayName("accepts a token up to half a minute after its expiry, for clocks that differ")
    void allowsSkew() {
        var lastMoment = Duration.ofHours(1).plusSeconds(30);

        assertThat(afterWaiting(lastMoment.minusNanos(1), TERMS)).isInstanceOf(Verified.class);
        assertThat(afterWaiting(lastMoment, TERMS))
                .isEqualTo(
                        new Refused(
                                "expected a token that is valid now, this one expired at"
                                        + " 2026-01-01T01:00:00Z"));
    }

    @Test
    @DisplayName("refuses the token of another issuer or for another audience")
    void keepsToItsTerms() {
        assertThat(afterWaiting(Duration.ZERO, new TokenTerms("other", TERMS.audience())))
                .isEqualTo(new Refused("expected issuer other"));
        assertThat(afterWaiting(Duration.ZERO, new TokenTerms(TERMS.issuer(), "other")))
                .isEqualTo(new Refused("expected audience other"));
    }

    @Test
    @DisplayName("tells an unknown key from a bad token, because newer keys may help")
    void asksForNewerKeys() {
        var verification =
                in(
                        new VirtualWorld(7),
                        world -> {
                            var token =
                                    new TokenIssuer(world, key(world), TERMS)
                                            .issue("ada", List.of());
                            return new TokenVerifier(world, TERMS)
                                    .verify(token.text(), KeySet.EMPTY);
                        });

        assertThat(verification).isInstanceOf(UnknownKey.class);
    }

    @Test
    @DisplayName("sees the same token bytes for the same seed, and others for another")
    void isDeterministic() {
        Function<World, String> issue =
                world ->
                        new TokenIssuer(world, key(world), TERMS)
                                .issue("ada", List.of("orders"))
                                .text();

        var token = in(new VirtualWorld(7), issue);

        assertThat(in(new VirtualWorld(7), issue)).isEqualTo(token);
        assertThat(in(new VirtualWorld(8), issue)).isNotEqualTo(token);
    }
}
