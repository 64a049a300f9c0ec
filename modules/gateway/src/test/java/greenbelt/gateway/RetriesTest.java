package greenbelt.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import greenbelt.http.Body;
import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.telemetry.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A request whose service fails")
class RetriesTest {
    private static final String THREE_TRIES = "timeout: 9s, perTry: 2s, retries: {most: 2}";

    private final GatewayTown town = new GatewayTown(Routes.with("", THREE_TRIES));
    private final List<Duration> arrivals = new ArrayList<>();

    @AfterEach
    void close() {
        town.close();
    }

    private void policies(String policies) {
        town.load(Routes.with("", policies));
    }

    /// The service answers with these one after the other, and then with 200.
    private void serviceSays(Response... answers) {
        Iterator<Response> next = List.of(answers).iterator();
        town.answer =
                _ -> {
                    arrivals.add(Duration.ofNanos(town.world.nanoTime()));
                    return next.hasNext() ? next.next() : Response.text(200, "at last");
                };
    }

    private void serviceAlwaysSays(int status) {
        town.answer =
                _ -> {
                    arrivals.add(Duration.ofNanos(town.world.nanoTime()));
                    return Response.of(status);
                };
    }

    /// Between one arrival at the service and the next.
    private List<Duration> gaps() {
        var gaps = new ArrayList<Duration>();
        for (int i = 1; i < arrivals.size(); i++) {
            gaps.add(arrivals.get(i).minus(arrivals.get(i - 1)));
        }
        return gaps;
    }

    private List<Span> tries() {
        return town.telemetry.traces().recent(1).getFirst().spans().stream()
                .filter(span -> span.name().startsWith("try "))
                .toList();
    }

    private Duration timeOf(Request request) {
        return town.during(() -> {
            long began = town.world.nanoTime();
            town.statusOf(request);
            return Duration.ofNanos(town.world.nanoTime() - began);
        });
    }

    @Test
    @DisplayName("is sent again until it is answered")
    void isSentAgain() {
        serviceSays(Response.of(503), Response.of(502));

        var answer = town.ask(Request.get("/a"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("at last");
        assertThat(town.reached()).containsExactly("GET /a", "GET /a", "GET /a");
    }

    @Test
    @DisplayName("has the last answer when none is better")
    void hasTheLastAnswer() {
        serviceSays(Response.of(502), Response.of(502), Response.text(503, "last"));

        var answer = town.ask(Request.get("/a"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).isEqualTo("last");
        assertThat(arrivals).hasSize(3);
    }

    @ParameterizedTest(name = "{0} with {1} → {2} tries")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET         | 502     | 3
                    GET         | 503     | 3
                    GET         | 504     | 3
                    GET         | refused | 3
                    GET         | late    | 3
                    GET         | 500     | 1
                    GET         | 501     | 1
                    GET         | 429     | 1
                    GET         | 404     | 1
                    HEAD        | 503     | 3
                    PUT         | 503     | 3
                    PUT         | refused | 3
                    PUT         | 504     | 1
                    PUT         | late    | 1
                    DELETE      | 502     | 3
                    DELETE      | late    | 1
                    POST        | 503     | 1
                    POST        | refused | 1
                    POST        | late    | 1
                    PATCH       | 502     | 1
                    POST, keyed | 503     | 3
                    POST, keyed | refused | 3
                    POST, keyed | 504     | 1
                    POST, keyed | late    | 1
                    PATCH, keyed | 502    | 3
                    """)
    @DisplayName("is sent again only where twice is as good as once")
    void isSafe(String sent, String outcome, int tries) {
        switch (outcome) {
            case "refused" -> town.crash("order-1");
            case "late" ->
                    town.answer =
                            _ -> {
                                town.world.sleep(Duration.ofSeconds(20));
                                return Response.of(200);
                            };
            default -> serviceAlwaysSays(Integer.parseInt(outcome));
        }
        var words = sent.split(", ", 2);
        var request = Request.of(Method.valueOf(words[0]), "/a").withBody(Body.text("body"));

        town.ask(words.length == 2 ? request.with("idempotency-key", "k-1") : request);

        assertThat(tries()).hasSize(tries);
    }

    @Test
    @DisplayName("is sent with the same body and the same key each time")
    void keepsBodies() {
        var bodies = new ArrayList<String>();
        town.answer =
                request -> {
                    bodies.add(request.text() + request.headers().all("idempotency-key"));
                    return Response.of(bodies.size() < 3 ? 503 : 201);
                };

        var answer =
                town.ask(
                        Request.of(Method.POST, "/a")
                                .with("idempotency-key", "k-1")
                                .withBody(Body.text("body")));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(bodies).containsExactly("body[k-1]", "body[k-1]", "body[k-1]");
    }

    @Test
    @DisplayName("is not sent again when its body has gone by")
    void needsTheBody() {
        town.answer =
                request -> {
                    assertThat(request.text()).isEqualTo("body");
                    return Response.of(503);
                };

        town.ask(
                Request.of(Method.PUT, "/a")
                        .withBody(Body.streaming(out -> out.write("body".getBytes(UTF_8)))));

        assertThat(tries()).hasSize(1);
        assertThat(town.decided("tries")).isEqualTo("503; not sent again: its body was not kept");
    }

    @Test
    @DisplayName("waits for pauses between nothing and a bound that doubles, up to a ceiling")
    void backsOff() {
        policies("timeout: 1m, retries: {most: 6, backoff: 100ms, ceiling: 400ms}");
        serviceAlwaysSays(503);

        town.ask(Request.get("/a"));

        var network = Duration.ofMillis(4);
        assertThat(gaps())
                .zipSatisfy(
                        List.of(100, 200, 400, 400, 400, 400),
                        (gap, most) ->
                                assertThat(gap)
                                        .isLessThanOrEqualTo(Duration.ofMillis(most).plus(network)))
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("waits as long as the service asks for, and not at all when that is too long")
    void honoursRetryAfter() {
        serviceSays(Response.of(503).with("retry-after", "3"));
        assertThat(town.ask(Request.get("/a")).status()).isEqualTo(200);
        assertThat(gaps().getFirst()).isBetween(Duration.ofSeconds(3), Duration.ofMillis(3_010));

        arrivals.clear();
        serviceSays(Response.of(503).with("retry-after", "60"));
        assertThat(town.ask(Request.get("/a")).header("retry-after")).isEqualTo("60");
        assertThat(arrivals).hasSize(1);
        assertThat(town.decided("tries"))
                .isEqualTo(
                        "503; not sent again: a pause of 1 min 0 s would go beyond the 9s for all tries");
    }

    @Test
    @DisplayName("has an answer within the time for all tries, pauses included")
    void boundsAllTries() {
        policies("timeout: 5s, perTry: 2s, retries: {most: 9, backoff: 100ms}");
        town.answer =
                _ -> {
                    town.world.sleep(Duration.ofSeconds(30));
                    return Response.of(200);
                };

        assertThat(timeOf(Request.get("/a")))
                .isBetween(Duration.ofMillis(5_000), Duration.ofMillis(5_010));
        assertThat(tries()).hasSize(3);
        assertThat(town.ask(Request.get("/a")).text()).contains("\"tries\":3");
    }

    @Test
    @DisplayName("tells of each try in its trace")
    void isTraced() {
        serviceSays(Response.of(503));

        town.ask(Request.get("/a"));

        assertThat(tries())
                .extracting(Span::name, span -> span.attributes().get("greenbelt.gateway.outcome"))
                .containsExactly(tuple("try 1", "503"), tuple("try 2", "200"));
        assertThat(town.decided("tries")).matches("503; paused \\S+ ms; 200");
    }

    @Test
    @DisplayName("is not sent again where nothing is said of retries")
    void notByDefault() {
        policies("timeout: 9s");
        serviceAlwaysSays(503);

        town.ask(Request.get("/a"));

        assertThat(arrivals).hasSize(1);
        assertThat(tries()).isEmpty();
    }
}
