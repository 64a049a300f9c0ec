package greenbelt.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.Body;
import greenbelt.http.EventStream;
import greenbelt.http.EventStream.Event;
import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.http.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The gateway, between a client and a service,")
class UpstreamTest {
    private static final int MAX_BYTES = 1 << 20;

    private final GatewayTown town = new GatewayTown();

    @AfterEach
    void close() {
        town.close();
    }

    private Request order(Body body) {
        return town.by(Request.of(Method.POST, "/orders"))
                .with("content-type", "application/json")
                .withBody(body);
    }

    /// A body whose length shows only at its end.
    private static Body streaming(int bytes) {
        return Body.streaming(out -> {
            for (int left = bytes; left > 0; left -= 1_000) {
                out.write(new byte[Math.min(left, 1_000)]);
            }
        });
    }

    private void serviceReadsEverything() {
        town.answer =
                request -> {
                    try (var in = request.body().open()) {
                        return Response.text(201, in.readAllBytes().length + " bytes");
                    } catch (IOException broken) {
                        return Response.text(400, "broken");
                    }
                };
    }

    @Test
    @DisplayName("passes a body on, whether its length is known or not")
    void passesBodies() {
        serviceReadsEverything();

        assertThat(town.ask(order(Body.of(new byte[MAX_BYTES]))).text()).isEqualTo("1048576 bytes");
        assertThat(town.ask(order(streaming(MAX_BYTES))).text()).isEqualTo("1048576 bytes");
    }

    @Test
    @DisplayName("refuses a body that declares to be too long before it is sent")
    void refusesDeclaredLength() {
        var answer = town.ask(order(Body.of(new byte[MAX_BYTES + 1])));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text())
                .contains("Expected a body of at most 1048576 bytes, found 1048577.");
        assertThat(town.received).isEmpty();
    }

    @Test
    @DisplayName("cuts off a body that turns out to be too long, and says why")
    void refusesStreamedLength() {
        serviceReadsEverything();

        var answer = town.ask(order(streaming(MAX_BYTES + 1)));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text()).contains("found more");
    }

    @Test
    @DisplayName("passes each event on when it happens")
    void streamsEvents() {
        town.answer =
                request ->
                        Response.events(out -> {
                            out.send(new Event("1", "placed", "{}"));
                            town.world.sleep(Duration.ofSeconds(5));
                            out.send(new Event("2", "confirmed", "{}"));
                        });

        var seenAtSeconds = town.during(this::readEvents);

        assertThat(seenAtSeconds).containsExactly("1 after 0 s", "2 after 5 s");
    }

    private List<String> readEvents() {
        long begin = town.world.nanoTime();
        var seen = new ArrayList<String>();
        var response =
                town.network.call(
                        Gateway.SERVICE,
                        town.byToken(Request.get("/orders/1/events")),
                        Duration.ofSeconds(10));
        try (var events = EventStream.of(response)) {
            for (var event = events.next(); event.isPresent(); event = events.next()) {
                var passed = Duration.ofNanos(town.world.nanoTime() - begin);
                seen.add(event.get().id() + " after " + passed.toSeconds() + " s");
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return seen;
    }

    @Test
    @DisplayName("passes the service's own problems on as they are")
    void passesProblems() {
        town.answer = request -> Response.text(422, "no").with("content-type", "application/x");

        var answer = town.ask(town.get("/orders/1"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).isEqualTo("no");
        assertThat(answer.header("content-type")).isEqualTo("application/x");
    }

    @Test
    @DisplayName("answers 502 when the service refuses the connection")
    void saysWhenRefused() {
        town.crash("order-1");

        var answer = town.ask(town.get("/orders/1"));

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.text()).contains("Expected an answer of order, found none.");
    }

    @Test
    @DisplayName("answers 502 when the service dies over the request")
    void saysWhenCut() {
        town.answer =
                request -> {
                    town.world.sleep(Duration.ofSeconds(2));
                    return Response.of(200);
                };
        var request = town.get("/orders/1");

        int status =
                town.during(() -> {
                    town.outside()
                            .spawn(
                                    "crash",
                                    () -> {
                                        town.world.sleep(Duration.ofSeconds(1));
                                        town.crash("order-1");
                                    });
                    return town.statusOf(request);
                });

        assertThat(status).isEqualTo(502);
    }

    @Test
    @DisplayName("answers 504 when the service takes too long, after the time it was given")
    void saysWhenLate() {
        town.answer =
                request -> {
                    town.world.sleep(Duration.ofSeconds(30));
                    return Response.of(200);
                };
        var request = town.get("/orders/1");

        var seconds =
                town.during(() -> {
                    long begin = town.world.nanoTime();
                    int status = town.statusOf(request);
                    return status
                            + " after "
                            + Duration.ofNanos(town.world.nanoTime() - begin).toSeconds();
                });

        assertThat(seconds).isEqualTo("504 after 10");
    }

    @Test
    @DisplayName("answers HEAD as the service answers GET, without a body")
    void answersHead() {
        var answer = town.ask(town.by(Request.of(Method.HEAD, "/orders/1")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEmpty();
        assertThat(town.reached()).containsExactly("HEAD /orders/1");
    }

    @Test
    @DisplayName("describes the API itself")
    void describesTheApi() {
        var answer = town.ask(town.get("/openapi.yaml"));

        assertThat(answer.header("content-type")).isEqualTo("application/yaml");
        assertThat(answer.text().getBytes(UTF_8)).hasSizeGreaterThan(1_000);
        assertThat(town.received).isEmpty();
    }
}
