package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.gateway.identity.ApiKey;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.token.SigningKey;
import greenbelt.token.TokenIssuer;
import greenbelt.token.TokenTerms;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Whoever sends a request")
class CredentialsTest {
    private static final String KEY = "partner.q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA";

    private final GatewayTown town =
            new GatewayTown(
                    new RoutesText(
                            """
                            upstreams:
                              user: {instances: [user]}
                              order: {instances: [order]}
                              inventory: {instances: [inventory]}
                            issuers:
                              - {issuer: greenbelt-user, audience: greenbelt-api, algorithms: [EdDSA], keys: user}
                              - {issuer: partners, audience: greenbelt-api, algorithms: [RS256, EdDSA], keys: inventory}
                            keys:
                              partner: {sha256: %s, scopes: [orders:read]}
                            routes:
                              - {name: open, path: {exact: /open}, upstream: order, access: [anonymous]}
                              - {name: token, path: {exact: /token}, upstream: order, access: [token]}
                              - {name: key, path: {exact: /key}, upstream: order, access: [key]}
                              - {name: both, path: {exact: /both}, upstream: order, access: [token, key], scopes: [orders:read]}
                              - {name: write, path: {exact: /write}, upstream: order, access: [token, key], scopes: [orders:read, orders:write]}
                            """
                                    .formatted(ApiKey.hash(KEY)),
                            "for a test"));

    @AfterEach
    void close() {
        town.close();
    }

    private GatewayTown.Answer byKey(String path, String key) {
        return town.ask(Request.get(path).with("x-api-key", key));
    }

    private GatewayTown.Answer byToken(String path, String... scopes) {
        var token = town.during(() -> town.issuer.issue("ada", List.of(scopes)).text());
        return town.ask(Request.get(path).with("authorization", "Bearer " + token));
    }

    private List<String> received(String field) {
        return town.received.getLast().headers().all(field);
    }

    @Test
    @DisplayName("can be a program with a key, which services are told of and do not see")
    void canBeAProgram() {
        assertThat(byKey("/key", KEY).status()).isEqualTo(200);

        assertThat(received("x-greenbelt-client")).containsExactly("partner");
        assertThat(received("x-greenbelt-scope")).containsExactly("orders:read");
        assertThat(received("x-greenbelt-user")).isEmpty();
        assertThat(received("x-api-key")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "partner",
                "partner.",
                "partner.wrong",
                "another.q83v",
                ".",
                "partner.q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJB"
            })
    @DisplayName("is refused with another key, and not told whose name is known")
    void isRefused(String key) {
        var answer = byKey("/key", key);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("www-authenticate")).isEqualTo("ApiKey realm=\"greenbelt\"");
        assertThat(answer.text()).contains("Expected a known key, found another.");
        assertThat(town.received).isEmpty();
    }

    @Test
    @DisplayName("is asked for what the route takes: a key, or a token")
    void isAsked() {
        assertThat(town.ask(Request.get("/key")).text())
                .contains("Expected x-api-key and a key, found none.");
        assertThat(byToken("/key").status()).isEqualTo(401);
        assertThat(byKey("/token", KEY).status()).isEqualTo(401);
        assertThat(byToken("/both", "orders:read").status()).isEqualTo(200);
        assertThat(byKey("/both", KEY).status()).isEqualTo(200);
        assertThat(town.ask(Request.get("/open").with("x-api-key", "whatever")).status())
                .isEqualTo(200);
        assertThat(received("x-api-key")).isEmpty();
    }

    @Test
    @DisplayName("is refused with two credentials, of which two readers could each believe another")
    void hasOneCredential() {
        var answer =
                town.ask(
                        Request.get("/both")
                                .with("x-api-key", KEY)
                                .with("authorization", "Bearer " + town.token()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text())
                .contains("Expected one credential, found both authorization and x-api-key.");
    }

    @ParameterizedTest(name = "{0} with \"{1}\" → {2}")
    @CsvSource({
        "/both,  orders:read,              200",
        "/both,  orders:read other,        200",
        "/both,  orders,                   403",
        "/both,  '',                       403",
        "/write, orders:read,              403",
        "/write, orders:write orders:read, 200",
        "/token, '',                       200",
    })
    @DisplayName("must be allowed everything that the route asks for")
    void mustBeAllowed(String path, String scopes, int status) {
        var answer = byToken(path, scopes.isEmpty() ? new String[0] : scopes.split(" ", -1));

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    @DisplayName("is told which scope is missing, in words and in the challenge")
    void isToldWhatIsMissing() {
        var answer = byKey("/write", KEY);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text())
                .contains("Expected the scope orders:read orders:write, found orders:read.")
                .contains("urn:greenbelt:problem:insufficient-scope");
        assertThat(answer.header("www-authenticate"))
                .isEqualTo(
                        "Bearer realm=\"greenbelt\", error=\"insufficient_scope\","
                                + " scope=\"orders:read orders:write\"");
        assertThat(town.received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-greenbelt-user",
                "X-Greenbelt-Client",
                "x-greenbelt-scope",
                "x-greenbelt-anything",
            })
    @DisplayName("cannot say so to services: what looks like the gateway's word is dropped")
    void cannotForge(String name) {
        town.ask(Request.get("/open").with(name, "eve"));

        assertThat(received(name)).isEmpty();
    }

    @Test
    @DisplayName("can have a token of any trusted issuer, judged by the keys of that one alone")
    void canComeFromEither() {
        var partners =
                new TokenIssuer(
                        town.world,
                        SigningKey.of(town.world.secret("partners", SigningKey.SECRET_BYTES)),
                        new TokenTerms("partners", "greenbelt-api"));
        var impostor =
                new TokenIssuer(
                        town.world,
                        SigningKey.of(town.world.secret("partners", SigningKey.SECRET_BYTES)),
                        TokenTerms.GREENBELT);
        town.keysOf.put("inventory", partners::publicKeys);

        assertThat(byToken("/token").status()).isEqualTo(200);
        assertThat(ask(partners).status()).isEqualTo(200);
        town.pass(Duration.ofSeconds(2));
        assertThat(ask(impostor).text()).contains("expected a key of the issuer, found another");
    }

    private GatewayTown.Answer ask(TokenIssuer issuer) {
        var token = town.during(() -> issuer.issue("bea", List.of()).text());
        return town.ask(Request.get("/token").with("authorization", "Bearer " + token));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    issuers: []                | expected issuers in the file, whose tokens are accepted, found none
                    issuers: [{issuer: a, audience: b, algorithms: [HS256], keys: order}] | algorithms must be of RS256, ES256, EdDSA, was "HS256"
                    issuers: [{issuer: a, audience: b, algorithms: [], keys: order}] | algorithms must be at least one, was none
                    issuers: [{issuer: a, audience: b, algorithms: [EdDSA], keys: odrer}] | expected one of the upstreams order; perhaps order, found "odrer"
                    keys: {a: {sha256: secret, scopes: []}} | sha256 must be 64 hex digits in lower case
                    keys: {a b: {sha256: x, scopes: []}} | name must be letters, digits and dashes
                    """)
    @DisplayName("is trusted only as the file says, which is refused where that is unclear")
    void trustIsExplicit(String section, String complaint) {
        var text =
                "upstreams: {order: {instances: [order]}}\n"
                        + section
                        + "\nroutes: [{name: a, path: {exact: /a}, upstream: order, access: [token]}]";

        assertThatThrownBy(() -> RoutingReader.read(new RoutesText(text, "x")))
                .isInstanceOf(RoutesRejected.class)
                .hasMessageContaining(complaint);
    }

    @Test
    @DisplayName("must not need a scope where nobody is asked")
    void anonymousHasNoScopes() {
        assertThatThrownBy(() ->
                        RoutingReader.read(Routes.of("name: a, path: {exact: /a}, scopes: [x]")))
                .hasMessageContaining("scopes must be none where nobody is asked who they are");
    }

    @Test
    @DisplayName("keeps being known over a reload: keys that were fetched are not fetched again")
    void isKnownOverAReload() {
        byToken("/token");
        assertThat(town.keyFetches).isEqualTo(1);
        var text =
                Routes.shippedBut(
                        "user: {instances: [user], health: {path: /health}, slowStart: 10s}",
                        "user: {instances: [user]}");
        town.during(() -> town.gateway.load(text));

        town.answer = _ -> Response.of(200);
        assertThat(byToken("/orders", "orders:read").status()).isEqualTo(200);
        assertThat(town.keyFetches).isEqualTo(1);
    }
}
