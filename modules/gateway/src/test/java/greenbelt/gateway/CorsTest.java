package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.gateway.GatewayTown.Answer;
import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.http.Response;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A script of another origin")
class CorsTest {
    private static final String SHOP = "https://shop.example.org";
    private static final String CORS =
            "{origins: ['%s'], headers: [content-type, x-page], expose: [x-total], maxAge: 1h, credentials: true}"
                    .formatted(SHOP);

    private final GatewayTown town = new GatewayTown(routes(CORS));

    private static RoutesText routes(String cors) {
        return new RoutesText(
                """
                upstreams: {order: {instances: [order]}, user: {instances: [user]}}
                issuers: [{issuer: greenbelt-user, audience: greenbelt-api, algorithms: [EdDSA], keys: user}]
                routes:
                  - {name: a, path: {exact: /a}, methods: [GET, POST], upstream: order, access: [token], policies: {cors: %s}}
                  - {name: b, path: {exact: /b}, methods: [GET], upstream: order, access: [anonymous]}
                """
                        .formatted(cors),
                "for a test");
    }

    @AfterEach
    void close() {
        town.close();
    }

    private static Request preflight(String path, String origin, String method) {
        return Request.of(Method.OPTIONS, path)
                .with("origin", origin)
                .with("access-control-request-method", method);
    }

    private static List<String> said(Answer answer) {
        return answer.headers().fields().stream()
                .filter(it -> it.name().startsWith("access-control-"))
                .map(it -> it.name().substring("access-control-".length()) + ": " + it.value())
                .sorted()
                .toList();
    }

    @Test
    @DisplayName("may send what its browser was told before, without a token and without a service")
    void preflight() {
        var answer =
                town.ask(
                        preflight("/a", SHOP, "POST")
                                .with("access-control-request-headers", "Content-Type, x-page"));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(said(answer))
                .containsExactly(
                        "allow-credentials: true",
                        "allow-headers: content-type, x-page",
                        "allow-methods: GET, HEAD, POST",
                        "allow-origin: " + SHOP,
                        "expose-headers: x-total",
                        "max-age: 3600");
        assertThat(answer.header("vary")).isEqualTo("Origin");
        assertThat(town.received).isEmpty();
    }

    @ParameterizedTest(name = "{0} asks for {1} with {2} → {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    https://shop.example.org      | GET    |                | 204 |
                    https://shop.example.org      | HEAD   |                | 204 |
                    https://shop.example.org      | DELETE |                | 405 | one of GET, HEAD, POST
                    https://shop.example.org      | GET    | x-other        | 403 | only the headers content-type, x-page, found \\"x-other\\"
                    https://shop.example.org      | GET    | X-PAGE         | 204 |
                    https://eve.example.org       | GET    |                | 403 | an origin that this route allows, found \\"https://eve.example.org\\"
                    http://shop.example.org       | GET    |                | 403 | an origin that this route allows
                    https://shop.example.org:8443 | GET    |                | 403 | an origin that this route allows
                    https://shop.example.org.eve  | GET    |                | 403 | an origin that this route allows
                    https://SHOP.example.org      | GET    |                | 403 | an origin that this route allows
                    null                          | GET    |                | 403 | an origin that this route allows
                    """)
    @DisplayName("may do what the route says, and is told nothing else")
    void tables(String origin, String method, String headers, int status, String sentence) {
        var request = preflight("/a", origin, method);

        var answer =
                town.ask(
                        headers == null
                                ? request
                                : request.with("access-control-request-headers", headers));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).contains(sentence == null ? "" : sentence);
        if (!origin.equals(SHOP)) {
            assertThat(said(answer)).isEmpty();
            assertThat(answer.header("vary")).isEqualTo("Origin");
        }
        assertThat(town.received).isEmpty();
    }

    @Test
    @DisplayName("can read answers, those of the gateway too")
    void answers() {
        var refused = town.ask(Request.get("/a").with("origin", SHOP));
        var answered = town.ask(town.get("/a").with("origin", SHOP));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(answered.status()).isEqualTo(200);
        assertThat(said(refused))
                .isEqualTo(said(answered))
                .containsExactly(
                        "allow-credentials: true",
                        "allow-origin: " + SHOP,
                        "expose-headers: x-total");
    }

    @Test
    @DisplayName("of an origin that is not allowed reads nothing, whatever the service says")
    void others() {
        town.answer =
                _ ->
                        Response.text(200, "hello")
                                .with("access-control-allow-origin", "*")
                                .with("vary", "accept");

        var answer = town.ask(town.get("/a").with("origin", "https://eve.example.org"));
        var without = town.ask(town.get("/a"));

        assertThat(said(answer)).isEmpty();
        assertThat(answer.headers().all("vary")).containsExactly("accept", "Origin");
        assertThat(without.headers().all("vary")).containsExactly("accept", "Origin");
    }

    @Test
    @DisplayName("of any origin may read what is for all, never with credentials")
    void anyOrigin() {
        town.load(routes("{origins: ['*']}"));

        var answer = town.ask(town.get("/a").with("origin", "https://eve.example.org"));

        assertThat(said(answer)).containsExactly("allow-origin: *");
        assertThat(answer.headers().all("vary")).isEmpty();
    }

    @Test
    @DisplayName("may do nothing on routes that do not say so")
    void notByDefault() {
        assertThat(town.ask(preflight("/b", SHOP, "GET")).status()).isEqualTo(405);
        assertThat(said(town.ask(Request.get("/b").with("origin", SHOP)))).isEmpty();
        assertThat(town.ask(preflight("/nowhere", SHOP, "GET")).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("is told the same on all routes where the defaults say so")
    void byDefault() {
        var text = routes(CORS).text();
        town.load(
                new RoutesText(
                        text.replace(
                                "routes:",
                                "defaults: {cors: {origins: ['" + SHOP + "']}}\nroutes:"),
                        "defaults"));

        assertThat(said(town.ask(Request.get("/b").with("origin", SHOP))))
                .containsExactly("allow-origin: " + SHOP);
        assertThat(said(town.ask(preflight("/b", SHOP, "GET"))))
                .containsExactly(
                        "allow-methods: GET, HEAD", "allow-origin: " + SHOP, "max-age: 600");
    }
}
