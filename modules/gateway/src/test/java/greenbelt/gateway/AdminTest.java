package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.gateway.GatewayTown.Answer;
import greenbelt.http.Body;
import greenbelt.http.Handler;
import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.metrics.Family;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The admin listener")
class AdminTest {
    private static final String KEY = "a key that nobody guesses";
    private static final List<Family> MORE = List.of(Family.gauge("more", "Whatever else", 7));

    private final GatewayTown town = new GatewayTown();

    @AfterEach
    void close() {
        town.close();
    }

    private Answer ask(boolean writable, Request request) {
        var log = town.telemetry.tracer("admin", town.outside()).log();
        Handler admin =
                town.gateway.admin(
                        new Admin.Settings(KEY, writable, RoutesText::shipped, () -> MORE), log);
        return town.during(() -> {
            var response = admin.handle(request.from("127.0.0.1"));
            return new Answer(response.status(), response.headers(), response.text());
        });
    }

    private static Request keyed(Request request) {
        return request.with("authorization", "Bearer " + KEY);
    }

    private String logLine() {
        return town.telemetry.recentLog().recent(1).getFirst().text();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/metrics", "/routes", "/limits", "/health"})
    @DisplayName("answers who shows the key")
    void answers(String path) {
        assertThat(ask(false, keyed(Request.get(path))).status()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer a key that nobody guesse",
                "Bearer a key that nobody guesses ",
                "Bearer A KEY THAT NOBODY GUESSES",
                "Basic a key that nobody guesses",
                KEY,
            })
    @DisplayName("tells nobody else anything, not even what there is, and writes that down")
    void refuses(String authorization) {
        for (var path : List.of("/metrics", "/health", "/nowhere")) {
            var answer = ask(true, Request.get(path).with("authorization", authorization));

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("www-authenticate")).startsWith("Bearer realm=");
            assertThat(answer.text()).doesNotContain("nobody guesses");
            assertThat(logLine()).contains("\"admin refused\" remote=127.0.0.1 method=GET path=");
        }
    }

    @Test
    @DisplayName("refuses two keys, of which one may be right")
    void twoKeys() {
        var request = keyed(Request.get("/metrics"));
        var two = request.withHeaders(request.headers().plus("authorization", "Bearer other"));

        assertThat(ask(false, two).status()).isEqualTo(401);
    }

    @Test
    @DisplayName(
            "only answers questions, unless it was started otherwise, and writes down who tried")
    void readOnly() {
        var answer = ask(false, keyed(Request.of(Method.POST, "/routes")));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("--admin-write");
        assertThat(town.gateway.routes().version()).isEqualTo(1);
        assertThat(logLine()).contains("\"admin refused\"").contains("change=routes");
    }

    @Test
    @DisplayName("loads the routes again where it may, and writes that down")
    void reloads() {
        var answer = ask(true, keyed(Request.of(Method.POST, "/routes")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(town.gateway.routes().version()).isEqualTo(2);
        assertThat(logLine()).contains("\"admin change\"").contains("change=routes edition=2");
    }

    @Test
    @DisplayName("keeps the routes that are when others are refused, and writes down why")
    void keeps() {
        var routes = Request.of(Method.POST, "/routes").withBody(Body.text("rutes: []"));
        var answer = ask(true, keyed(routes));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("rutes");
        assertThat(town.gateway.routes().version()).isEqualTo(1);
        assertThat(logLine()).contains("\"admin change refused\"").contains("because=");
    }

    @Test
    @DisplayName("has the numbers of the gateway, of its limits, and whatever else there is")
    void metrics() {
        town.ask(town.get("/users/a"));
        town.ask(town.get("/users/b"));
        int bytes = 2 * "hello".length() + town.ask(Request.get("/users/a")).text().length();
        town.ask(Request.get("/nowhere"));

        assertThat(ask(false, keyed(Request.get("/metrics"))).text())
                .contains(
                        "greenbelt_gateway_requests_total{method=\"GET\",route=\"showUser\",status=\"200\"} 2.0\n")
                .contains(
                        "greenbelt_gateway_requests_total{method=\"GET\",route=\"showUser\",status=\"401\"} 1.0\n")
                .contains(
                        "greenbelt_gateway_requests_total{method=\"GET\",route=\"none\",status=\"404\"} 1.0\n")
                .contains(
                        "greenbelt_gateway_refusals_total{problem=\"not-found\",route=\"none\"} 1.0\n")
                .contains(
                        "greenbelt_gateway_request_duration_seconds_count{route=\"showUser\"} 3\n")
                .contains(
                        "greenbelt_gateway_response_body_bytes_total{route=\"showUser\"} %d.0\n"
                                .formatted(bytes))
                .contains("outcome=\"passed\"} 2.0\n")
                .containsPattern(
                        "greenbelt_gateway_upstream_requests_total\\{instance=\"[^\"]+\",outcome=\"answered\",upstream=\"user\"} 3.0\n")
                .contains("greenbelt_gateway_requests_in_flight 0.0\n")
                .contains("greenbelt_gateway_routes_edition 1.0\n")
                .contains("more 7.0\n");
    }

    @Test
    @DisplayName("has no label that a client chooses")
    void cardinality() {
        for (int i = 0; i < 50; i++) {
            town.ask(Request.get("/nowhere/" + i));
        }

        assertThat(ask(false, keyed(Request.get("/metrics"))).text())
                .contains("route=\"none\",status=\"404\"} 50.0\n")
                .doesNotContain("nowhere");
    }
}
