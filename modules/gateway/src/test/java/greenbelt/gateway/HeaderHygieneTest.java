package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.Headers;
import greenbelt.http.Headers.Field;
import greenbelt.http.Request;
import greenbelt.http.Response;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The gateway's header hygiene")
class HeaderHygieneTest {
    private final GatewayTown town = new GatewayTown();

    @AfterEach
    void close() {
        town.close();
    }

    private Headers receivedAfter(String name, String value) {
        town.ask(town.get("/users").with(name, value));
        return town.received.getFirst().headers();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "connection, close",
        "keep-alive, timeout=5",
        "proxy-authenticate, Basic",
        "proxy-authorization, Basic YTpi",
        "proxy-connection, keep-alive",
        "te, trailers",
        "trailer, expires",
        "transfer-encoding, chunked",
        "upgrade, h2c",
        "expect, 100-continue",
        "host, other.example",
        "x-forwarded-prefix, /admin",
        "x-forwarded-port, 443",
        "X-Real-IP, 127.0.0.1",
        "via, 1.1 evil",
        "baggage, role=admin",
        "x-greenbelt-anything, 1",
        "X-GREENBELT-ADMIN, 1",
        "tracestate, a=b",
    })
    @DisplayName("stops what concerns one connection, and what only the gateway may say")
    void stopsThese(String name, String value) {
        assertThat(receivedAfter(name, value).all(name)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "accept, application/json",
        "content-type, application/json",
        "idempotency-key, abc",
        "if-none-match, x",
        "x-custom, y",
        "last-event-id, 7",
    })
    @DisplayName("lets everything else pass")
    void passesThese(String name, String value) {
        assertThat(receivedAfter(name, value).all(name)).containsExactly(value);
    }

    @Test
    @DisplayName("stops the fields that the sender's connection header names")
    void readsTheConnectionHeader() {
        var request =
                town.get("/users").with("connection", "close, X-Secret").with("x-secret", "1");

        town.ask(request);

        assertThat(town.received.getFirst().headers().all("x-secret")).isEmpty();
    }

    @Test
    @DisplayName("believes nobody who claims to be somebody")
    void stopsForgedUsers() {
        assertThat(receivedAfter("X-Greenbelt-User", "eve").all("x-greenbelt-user"))
                .containsExactly("ada");
    }

    @Test
    @DisplayName("gives each request one id, which service and client learn")
    void givesAnId() {
        var answer = town.ask(town.get("/users").with("x-request-id", "mine"));
        var another = town.ask(town.get("/users"));

        assertThat(answer.header("x-request-id"))
                .hasSize(36)
                .isNotEqualTo(another.header("x-request-id"));
        assertThat(town.received.getFirst().headers().all("x-request-id"))
                .containsExactly(answer.header("x-request-id"));
    }

    @Test
    @DisplayName("gives refused requests an id too")
    void givesRefusalsAnId() {
        assertThat(town.ask(Request.get("/nowhere")).header("x-request-id")).hasSize(36);
    }

    @Test
    @DisplayName("cleans answers as it cleans requests")
    void cleansAnswers() {
        town.answer =
                request ->
                        Response.of(200)
                                .with("connection", "x-internal")
                                .with("x-internal", "1")
                                .with("x-greenbelt-node", "user-1")
                                .with("keep-alive", "timeout=5")
                                .with("x-request-id", "theirs")
                                .with("location", "/users/1");

        var headers = town.ask(town.get("/users")).headers();

        assertThat(headers.fields())
                .containsExactly(
                        new Field("location", "/users/1"),
                        new Field("ratelimit-policy", "\"all-principal\";q=10000;w=2"),
                        new Field("ratelimit", "\"all-principal\";r=9999;t=1"),
                        new Field("x-request-id", headers.first("x-request-id").orElseThrow()));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "authorization",
                "host",
                "content-length",
                "content-type",
                "idempotency-key",
                "x-api-key"
            })
    @DisplayName("refuses two values where readers could disagree on which counts")
    void refusesDoubles(String name) {
        var request = town.get("/users").with(name, "1");
        var twice = request.withHeaders(request.headers().plus(name, "2"));

        var answer = town.ask(twice);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("Expected " + name + " at most once, found it twice.");
        assertThat(town.received).isEmpty();
    }

    @Test
    @DisplayName("refuses names with underscores, which some servers take for dashes")
    void refusesUnderscores() {
        var answer = town.ask(town.get("/users").with("x_greenbelt_user", "eve"));

        assertThat(List.of(answer.status(), town.received.size())).containsExactly(400, 0);
        assertThat(answer.text()).contains("header names without underscores");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "a@b", "a:b", "[::1", "a\"b", "a,b", "a:123456"})
    @DisplayName("refuses a host that is none, which could be read in two ways")
    void refusesHosts(String host) {
        var answer = town.ask(town.get("/users").with("host", host));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("a host such as example.org:8080");
        assertThat(town.received).isEmpty();
    }
}
