package greenbelt.user;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.contract.Api.Token;
import greenbelt.contract.Api.TokenRequest;
import greenbelt.http.Problem;
import greenbelt.http.Request;
import greenbelt.telemetry.LogEntry;
import greenbelt.token.KeySet;
import greenbelt.token.TokenTerms;
import greenbelt.token.TokenVerifier;
import greenbelt.token.Verification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Signing in")
class SignInTest {
    private final House house = new House(7);

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @DisplayName("gives a token of an hour that the published keys verify, also after a restart")
    void givesToken() {
        var token = signIn("ada", "greenbelt");
        assertThat(token.user()).isEqualTo(house.user("ada"));
        assertThat(token.expiresInSeconds()).isEqualTo(3_600);
        house.restart();
        var keys = house.call(Request.get("/.well-known/jwks.json")).text();
        var verifier = new TokenVerifier(house.world, TokenTerms.GREENBELT);
        assertThat(verifier.verify(token.accessToken(), KeySet.parse(keys)))
                .isInstanceOfSatisfying(
                        Verification.Verified.class,
                        verified ->
                                assertThat(verified.subject()).isEqualTo(token.user().toString()));
    }

    @Test
    @DisplayName("takes the e-mail address as well, in any case")
    void takesEmail() {
        assertThat(signIn("Ada@Example.org", "greenbelt").user()).isEqualTo(house.user("ada"));
    }

    @Test
    @DisplayName("answers a wrong password and an unknown user alike")
    void refuses() {
        var wrong = house.call(request("ada", "wrong"));
        var unknown = house.call(request("nobody", "greenbelt"));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.headers()).isEqualTo(unknown.headers());
        assertThat(Problem.from(wrong)).isEqualTo(Problem.from(unknown));
        assertThat(house.telemetry.recentLog().recent(10))
                .extracting(LogEntry::message)
                .containsExactly("wrong password");
    }

    private Token signIn(String user, String password) {
        return house.call(request(user, password)).json(Token.class);
    }

    private static Request request(String user, String password) {
        return Request.post("/auth/token", new TokenRequest(user, password));
    }
}
