package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.Request;
import greenbelt.http.Response;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A fallback")
class FallbackTest {
    private static final String FALLBACK =
            "timeout: 2s, fallback: {on: [%s], status: 200, headers: {content-type: application/json}, body: '[]'}";

    private final GatewayTown town = new GatewayTown(Routes.with("", "timeout: 2s"));

    @AfterEach
    void close() {
        town.close();
    }

    private void fallback(String on) {
        town.load(Routes.with("", FALLBACK.formatted(on)));
    }

    @ParameterizedTest(name = "on {0}, {1}: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    no-answer                      | refused | 200
                    no-answer                      | late    | 504
                    timeout                        | late    | 200
                    timeout                        | refused | 502
                    failed                         | 503     | 200
                    failed                         | 500     | 200
                    failed                         | 429     | 429
                    failed                         | 404     | 404
                    no-answer, timeout             | 503     | 503
                    no-answer, timeout, failed     | 503     | 200
                    """)
    @DisplayName("answers in place of the upstream for the causes that it names")
    void answers(String on, String outcome, int status) {
        fallback(on);
        switch (outcome) {
            case "refused" -> town.crash("order-1");
            case "late" ->
                    town.answer =
                            _ -> {
                                town.world.sleep(Duration.ofSeconds(5));
                                return Response.of(200);
                            };
            default -> town.answer = _ -> Response.of(Integer.parseInt(outcome));
        }

        var answer = town.ask(Request.get("/a"));

        assertThat(answer.status()).isEqualTo(status);
        if (status == 200) {
            assertThat(answer.text()).isEqualTo("[]");
            assertThat(answer.header("content-type")).isEqualTo("application/json");
            assertThat(answer.header("cache-control")).isEqualTo("no-store");
        }
    }

    @Test
    @DisplayName("leaves what a request is refused for by its own fault as it is")
    void leavesOtherRefusals() {
        fallback("no-answer, timeout, open, busy, failed");
        town.load(
                Routes.with(
                        "",
                        FALLBACK.formatted("failed")
                                + ", limits: [{by: route, requests: 1, burst: 1}]"));
        town.answer = _ -> Response.of(500);

        assertThat(town.ask(Request.get("/a")).status()).isEqualTo(200);
        assertThat(town.ask(Request.get("/a")).status()).isEqualTo(429);
        assertThat(town.ask(Request.get("/b")).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("is the last resort: what can be sent again is sent again first")
    void comesAfterRetries() {
        town.load(Routes.with("", FALLBACK.formatted("failed") + ", retries: {most: 2}"));
        town.answer = _ -> Response.of(503);

        assertThat(town.ask(Request.get("/a")).text()).isEqualTo("[]");
        assertThat(town.received).hasSize(3);
    }

    @Test
    @DisplayName("is said on the span of the request, with the cause")
    void isSaid() {
        fallback("no-answer");
        town.crash("order-1");

        town.ask(Request.get("/a"));

        assertThat(town.decided("fallback")).isEqualTo("200, as prepared, because of: no-answer");
    }
}
