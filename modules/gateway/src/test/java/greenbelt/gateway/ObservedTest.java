package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.event.TraceContext;
import greenbelt.http.Request;
import greenbelt.telemetry.LogEntry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What can be seen of the gateway:")
class ObservedTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String TRACEPARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

    private final GatewayTown town = new GatewayTown();

    @AfterEach
    void close() {
        town.close();
    }

    private Optional<String> traceSeenByService(String traceparent) {
        town.ask(town.get("/users/a").with("traceparent", traceparent));
        return town.received.getFirst().trace().map(TraceContext::traceId);
    }

    private LogEntry lastLine() {
        return town.telemetry.recentLog().recent(1).getFirst();
    }

    @Test
    @DisplayName("a trace that the client began goes on in the service")
    void continuesTraces() {
        assertThat(traceSeenByService(TRACEPARENT)).contains(TRACE);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "00-zz-zz-01",
                "",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "ff-" + TRACE + "-b7ad6b7169203331-01",
                TRACEPARENT + "-more",
            })
    @DisplayName("a trace of its own begins where the client sends none that can be read")
    void beginsTraces(String traceparent) {
        assertThat(traceSeenByService(traceparent)).isPresent().isNotEqualTo(Optional.of(TRACE));
    }

    @Test
    @DisplayName("the span of a request has the name of its route, and who sent it")
    void namesItsSpans() {
        town.ask(town.get("/users/a").with("traceparent", TRACEPARENT));

        var span = town.telemetry.traces().recent(1).getFirst().first();
        assertThat(span.name()).isEqualTo("GET /users/{id}");
        assertThat(span.attributes())
                .containsEntry("http.route", "/users/{id}")
                .containsEntry("enduser.id", "ada");
    }

    @Test
    @DisplayName("the span of a request says what was decided, a sentence each")
    void saysWhatWasDecided() {
        town.ask(town.get("/users/a?secret=1").with("traceparent", TRACEPARENT));

        assertThat(town.telemetry.traces().recent(1).getFirst().first().attributes())
                .containsEntry("greenbelt.gateway.target", "the target is canonical")
                .containsEntry("greenbelt.gateway.headers", "the headers are unambiguous")
                .containsEntry(
                        "greenbelt.gateway.route",
                        "showUser takes it: the path has the form /users/{id}, the method is GET")
                .containsEntry("greenbelt.gateway.sender", "user ada, by a valid token")
                .containsEntry(
                        "greenbelt.gateway.limit",
                        "9999 left of at most 5000 requests per second, 10000 at once")
                .containsEntry("greenbelt.gateway.body", "0 bytes of at most 1048576 bytes")
                .containsEntry("greenbelt.gateway.forwarded", "GET /users/a to user")
                .doesNotContainKey("greenbelt.gateway.refusal");
    }

    @Test
    @DisplayName("the span of a refused request says why, in the words of the answer")
    void saysWhyRefused() {
        town.ask(Request.get("/nowhere").with("traceparent", TRACEPARENT));

        assertThat(town.telemetry.traces().recent(1).getFirst().first().attributes())
                .containsEntry("greenbelt.gateway.refusal", "There is nothing at /nowhere.")
                .doesNotContainKey("greenbelt.gateway.route");
    }

    @Test
    @DisplayName("the log has a line for a request that was forwarded")
    void logsForwarded() {
        var answer = town.ask(town.get("/users/a?secret=1").with("traceparent", TRACEPARENT));

        assertThat(lastLine().traceId()).contains(TRACE);
        assertThat(lastLine().text())
                .contains("INFO  gateway-1 gateway answered method=GET path=/users/a status=200")
                .containsPattern(" bytes=[0-9]+ micros=[0-9]+ remote=")
                .contains(
                        " route=showUser user=ada upstream=user request="
                                + answer.header("x-request-id"))
                .doesNotContain("secret");
    }

    @Test
    @DisplayName("the log says why a request was refused, on one line whatever the path is")
    void logsRefused() {
        town.ask(Request.get("/users/a\r\nb status=200"));

        assertThat(lastLine().text())
                .contains("path=\"/users/a\\r\\nb status=200\" status=400")
                .contains(
                        "because=\"Expected only characters that a path may have, found U+000D.\"");
        assertThat(lastLine().text().lines()).hasSize(1);
    }

    @Test
    @DisplayName("a refusal names the trace in which more can be found")
    void refusalsNameTheTrace() {
        var answer = town.ask(Request.get("/nowhere").with("traceparent", TRACEPARENT));

        assertThat(List.of(answer.status(), answer.text().contains("\"traceId\":\"" + TRACE)))
                .containsExactly(404, true);
    }
}
