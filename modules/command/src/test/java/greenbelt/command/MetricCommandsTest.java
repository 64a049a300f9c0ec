package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The commands about metrics")
class MetricCommandsTest extends CommandsFixture {
    MetricCommandsTest() {
        super(42, 200);
    }

    @Test
    @DisplayName("show what the gateway has counted")
    void metrics() {
        run("http GET /nowhere");

        assertThat(run("metrics").text())
                .containsPattern(
                        "greenbelt_gateway_requests +method=GET route=none status=404 +1\\b")
                .containsPattern(
                        "greenbelt_gateway_request_duration_seconds +route=none +1, mean 0.00 ms");
    }

    @Test
    @DisplayName("show those of a name, and say which there are where there is none")
    void ofAName() {
        assertThat(run("metrics greenbelt_gateway_routes").text())
                .contains("greenbelt_gateway_routes_edition")
                .doesNotContain("greenbelt_gateway_requests");
        assertThat(run("metrics greenbelt_gateway_request_").exitCode()).isZero();

        var outcome = run("metrics greenbelt_gateway_requestz");
        assertThat(outcome.exitCode()).isEqualTo(CommandRefused.FAILED);
        assertThat(outcome.text()).contains("greenbelt_gateway_requests");
    }

    @Test
    @DisplayName("say that a virtual world has no admin listener")
    void admin() {
        assertThat(run("admin").text()).contains("a virtual world has no sockets");
    }
}
