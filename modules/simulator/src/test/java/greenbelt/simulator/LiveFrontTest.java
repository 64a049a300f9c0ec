package greenbelt.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.simulator.Front.Identity;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A live system whose gateway speaks TLS")
class LiveFrontTest {
    private static final Front WRITABLE = new Front(new Identity.Development(), 0, true);

    /// What the admin listener answers.
    private record Answer(int status, String text) {}

    private static Answer ask(AdminAccess admin, String method, String key) throws IOException {
        var path = method.equals("GET") ? "/metrics" : "/routes";
        var connection =
                (HttpURLConnection) URI.create(admin.url() + path).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("authorization", "Bearer " + key);
        int status = connection.getResponseCode();
        try (var body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(status, new String(body.readAllBytes(), UTF_8));
        } finally {
            connection.disconnect();
        }
    }

    @Test
    @DisplayName(
            "is asked by its own console, also after a restart, and by those who run it, who have a new key then")
    void works() throws IOException {
        try (var simulator = Simulator.open(Plan.ephemeral(0).withFront(WRITABLE))) {
            assertThat(simulator.gatewayUrl()).startsWith("https://127.0.0.1:");
            assertThat(users(simulator)).isEqualTo(200);
            var admin = simulator.admin().orElseThrow();

            assertThat(admin.certificate()).isPresent();
            assertThat(ask(admin, "GET", admin.key()).text())
                    .contains("route=\"listUsers\",status=\"200\"} 1.0")
                    .contains("jvm_memory_used_bytes{area=\"heap\"}");
            assertThat(ask(admin, "POST", admin.key()).status()).isEqualTo(200);
            assertThat(ask(admin, "GET", "another").status()).isEqualTo(401);

            simulator.run(
                    "restart",
                    () -> {
                        simulator.crash("gateway");
                        simulator.restart("gateway");
                        return true;
                    });
            assertThat(users(simulator)).isEqualTo(200);
            assertThat(simulator.admin().orElseThrow().key()).isNotEqualTo(admin.key());
        }
    }

    private static int users(Simulator simulator) {
        return simulator.run(
                "list users",
                () -> {
                    var answer = simulator.client().call(Request.of(Method.GET, "/users"));
                    answer.body().close();
                    return answer.status();
                });
    }

    @Test
    @DisplayName("does not start with files that are no identity, and says why")
    void wrongFiles() {
        var nowhere = new Identity.Given(Path.of("nowhere.pem"), Path.of("nowhere.key"));
        var plan = Plan.ephemeral(0).withFront(new Front(nowhere, 0, false));

        assertThatThrownBy(() -> Simulator.open(plan))
                .isInstanceOf(SimulatorException.class)
                .hasMessage(
                        "nowhere.pem: expected a file in PEM that can be read, found that there is none");
    }
}
