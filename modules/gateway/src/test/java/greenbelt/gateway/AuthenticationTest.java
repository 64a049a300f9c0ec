package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.gateway.identity.KeyRing;
import greenbelt.http.Request;
import greenbelt.token.TokenIssuer;
import greenbelt.token.TokenTerms;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The gateway's authentication")
class AuthenticationTest {
    private static final Request USERS = Request.get("/users");

    private final GatewayTown town = new GatewayTown();

    @AfterEach
    void close() {
        town.close();
    }

    private GatewayTown.Answer askWith(String token) {
        return town.ask(USERS.with("authorization", "Bearer " + token));
    }

    private String tokenOf(TokenIssuer issuer) {
        return town.during(() -> issuer.issue("ada", GatewayTown.SCOPES).text());
    }

    @Test
    @DisplayName("tells the service whose token it was, and keeps the token to itself")
    void passesOnTheUser() {
        assertThat(askWith(town.token()).status()).isEqualTo(200);

        var headers = town.received.getFirst().headers();
        assertThat(headers.all("x-greenbelt-user")).containsExactly("ada");
        assertThat(headers.all("authorization")).isEmpty();
    }

    @Test
    @DisplayName("lets everybody through to an open route, and names nobody there")
    void knowsOpenRoutes() {
        town.ask(Request.post("/auth/token", "").with("x-greenbelt-user", "eve"));

        assertThat(town.received.getFirst().headers().all("x-greenbelt-user")).isEmpty();
        assertThat(town.keyFetches).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "''              | authorization: Bearer and a token, found another scheme",
                "Basic YTpi      | authorization: Bearer and a token, found another scheme",
                "Bearer          | authorization: Bearer and a token, found another scheme",
                "Bearer x        | expected a token of three base64url parts joined by dots",
                "Bearer a.b.c    | expected",
                "Token a.b.c     | authorization: Bearer and a token, found another scheme",
                "bearer a.b.c, Bearer d.e.f | expected a token of three base64url parts",
            })
    @DisplayName("answers another credential with 401, a challenge, and the reason")
    void refusesOtherCredentials(String credential, String reason) {
        var answer = town.ask(USERS.with("authorization", credential));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("www-authenticate")).startsWith("Bearer realm=\"greenbelt\"");
        assertThat(answer.text()).contains(reason);
        assertThat(town.received).isEmpty();
    }

    @Test
    @DisplayName("answers a request without a credential with 401 and a bare challenge")
    void refusesNone() {
        var answer = town.ask(USERS);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("www-authenticate")).isEqualTo("Bearer realm=\"greenbelt\"");
        assertThat(town.received).isEmpty();
    }

    @Test
    @DisplayName("refuses a token for another audience, and says so in the challenge")
    void keepsToItsTerms() {
        var elsewhere =
                new TokenIssuer(
                        town.world,
                        greenbelt.token.SigningKey.of(town.world.secret("x", 32)),
                        new TokenTerms("greenbelt-user", "elsewhere"));
        town.issuer = elsewhere;

        assertThat(askWith(tokenOf(elsewhere)).header("www-authenticate"))
                .isEqualTo(
                        "Bearer realm=\"greenbelt\", error=\"invalid_token\","
                                + " error_description=\"expected audience greenbelt-api\"");
    }

    @Test
    @DisplayName("accepts a token until it expires, though it remembers it")
    void honoursExpiry() {
        var token = town.token();

        assertThat(askWith(token).status()).isEqualTo(200);
        town.pass(Duration.ofMinutes(59));
        assertThat(askWith(token).status()).isEqualTo(200);
        town.pass(Duration.ofMinutes(2));
        assertThat(askWith(token).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("fetches the keys once for many requests, and again when they are old")
    void remembersKeys() {
        var token = town.token();
        for (int i = 0; i < 5; i++) {
            askWith(token);
        }
        assertThat(town.keyFetches).isEqualTo(1);

        town.pass(KeyRing.FRESH);
        askWith(token);
        assertThat(town.keyFetches).isEqualTo(2);
    }

    @Test
    @DisplayName("accepts a new key at once when the issuer rotates, and the old one no longer")
    void followsRotation() {
        var before = town.token();
        assertThat(askWith(before).status()).isEqualTo(200);
        town.pass(KeyRing.PAUSE);

        town.issuer = town.issuer("second key");

        assertThat(askWith(town.token()).status()).isEqualTo(200);
        assertThat(askWith(before).text()).contains("expected a key of the issuer, found another");
    }

    @Test
    @DisplayName("fetches the keys at most once a second, however many keys are invented")
    void limitsFetches() {
        askWith(town.token());
        var forger = town.issuer("forged key");
        town.pass(KeyRing.PAUSE);
        for (int i = 0; i < 20; i++) {
            assertThat(askWith(tokenOf(forger)).status()).isEqualTo(401);
        }

        assertThat(town.keyFetches).isEqualTo(2);
        assertThat(town.received).hasSize(1);
    }

    @Test
    @DisplayName("answers 503 while the keys cannot be had, and recovers")
    void saysWhenKeysAreMissing() {
        var token = town.token();
        town.crash("user-1");

        var answer = askWith(token);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("1");
        assertThat(answer.text()).contains("urn:greenbelt:problem:keys-unavailable");

        town.restart("user");
        town.pass(KeyRing.PAUSE);
        assertThat(askWith(token).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("believes the keys it has for an hour while the user service is down")
    void outlivesAnOutage() {
        var orders = Request.get("/orders");
        town.ask(town.by(orders));
        town.crash("user-1");

        town.pass(KeyRing.BELIEVED.minus(Duration.ofMinutes(1)));
        assertThat(town.ask(town.by(orders)).status()).isEqualTo(200);
        town.pass(Duration.ofMinutes(1));
        assertThat(town.ask(town.by(orders)).status()).isEqualTo(503);
    }

    @Test
    @DisplayName("fetches the keys once for requests that come at the same time")
    void sharesOneFetch() {
        var request = town.get("/users");
        var statuses =
                town.during(() -> {
                    var mailbox = town.world.<Integer>mailbox("statuses", 10);
                    for (int i = 0; i < 10; i++) {
                        town.outside()
                                .spawn("request " + i, () -> mailbox.put(town.statusOf(request)));
                    }
                    return java.util.stream.IntStream.range(0, 10)
                            .mapToObj(i -> mailbox.await())
                            .toList();
                });

        assertThat(statuses).hasSize(10).containsOnly(200);
        assertThat(town.keyFetches).isEqualTo(1);
    }
}
