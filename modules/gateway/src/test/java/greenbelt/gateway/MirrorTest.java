package greenbelt.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.Body;
import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.telemetry.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A mirror")
class MirrorTest {
    private final GatewayTown town = new GatewayTown(mirror("share: 100"));
    private final List<Request> copies = new ArrayList<>();

    private static RoutesText mirror(String mirror) {
        return Routes.with("", "timeout: 9s, mirror: {to: inventory, " + mirror + "}");
    }

    @AfterEach
    void close() {
        town.close();
    }

    /// Copies are kept apart from what else reaches services, and answered like this.
    private void copiesAre(Duration late, int status) {
        town.answer =
                request -> {
                    if (request.headers().first("x-greenbelt-mirror").isEmpty()) {
                        return Response.text(200, "the answer");
                    }
                    copies.add(request);
                    town.world.sleep(late);
                    return Response.of(status);
                };
    }

    private SafeguardsView.MirrorView view() {
        return town.gateway.safeguards().mirrors().getFirst();
    }

    @Test
    @DisplayName("sends a copy elsewhere, marked, with the same target and headers")
    void copies() {
        copiesAre(Duration.ZERO, 200);

        var answer = town.ask(Request.get("/a?b=c").with("x-own", "1"));

        assertThat(answer.text()).isEqualTo("the answer");
        assertThat(copies).hasSize(1);
        var copy = copies.getFirst();
        assertThat(copy.target()).isEqualTo("/a?b=c");
        assertThat(copy.headers().all("x-own")).containsExactly("1");
        assertThat(copy.headers().all("x-greenbelt-mirror")).containsExactly("a");
        assertThat(copy.headers().all("x-request-id"))
                .containsExactly(answer.header("x-request-id"));
        assertThat(town.decided("mirror")).isEqualTo("a copy to inventory");
    }

    @ParameterizedTest(name = "{0} s late, with {1}")
    @CsvSource({"0, 500", "5, 200", "60, 200"})
    @DisplayName("neither delays nor changes the answer, whatever becomes of the copy")
    void isIgnored(int lateSeconds, int status) {
        copiesAre(Duration.ofSeconds(lateSeconds), status);

        var took =
                town.during(() -> {
                    long began = town.world.nanoTime();
                    assertThat(town.statusOf(Request.get("/a"))).isEqualTo(200);
                    return Duration.ofNanos(town.world.nanoTime() - began);
                });

        assertThat(took).isLessThan(Duration.ofMillis(20));
        assertThat(copies).hasSize(1);
        assertThat(view().failed()).isEqualTo(lateSeconds > 9 || status >= 500 ? 1 : 0);
        assertThat(view().underWay()).isZero();
    }

    @Test
    @DisplayName("may be down: the request does not notice")
    void mayBeDown() {
        town.crash("inventory-1");

        assertThat(town.ask(Request.get("/a")).status()).isEqualTo(200);
        assertThat(view()).isEqualTo(new SafeguardsView.MirrorView("a", "inventory", 1, 0, 1, 0));
    }

    @Test
    @DisplayName("gets the share of the requests that the file says")
    void shares() {
        town.load(mirror("share: 30"));
        copiesAre(Duration.ZERO, 200);

        for (int i = 0; i < 400; i++) {
            town.ask(Request.get("/a"));
        }

        assertThat(copies).hasSizeBetween(90, 150);
    }

    @Test
    @DisplayName("gets no more at once than the file says")
    void isBounded() {
        town.load(mirror("share: 100, most: 2"));
        copiesAre(Duration.ofSeconds(5), 200);

        town.during(() -> {
            for (int i = 0; i < 5; i++) {
                town.statusOf(Request.get("/a"));
            }
            return true;
        });

        assertThat(copies).hasSize(2);
        assertThat(view()).isEqualTo(new SafeguardsView.MirrorView("a", "inventory", 2, 0, 0, 3));
    }

    @ParameterizedTest(name = "{0}, mirror {1}: {2} copies")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET    | share: 100                                  | 1
                    HEAD   | share: 100                                  | 1
                    POST   | share: 100                                  | 0
                    DELETE | share: 100                                  | 0
                    POST   | share: 100, methods: [POST]                 | 1
                    GET    | share: 100, methods: [POST]                 | 0
                    POST   | share: 100, methods: [POST], maxBodyBytes: 4 | 1
                    POST   | share: 100, methods: [POST], maxBodyBytes: 3 | 0
                    """)
    @DisplayName("gets what changes nothing, and more only when the file says so")
    void isSafe(String method, String mirror, int count) {
        town.load(mirror(mirror));
        copiesAre(Duration.ZERO, 200);

        town.ask(
                Request.of(Method.valueOf(method), "/a")
                        .withBody(method.equals("POST") ? Body.text("body") : Body.empty()));

        assertThat(copies).hasSize(count);
    }

    @Test
    @DisplayName("gets no body that is not known to be short")
    void streamsPass() {
        town.load(mirror("share: 100, methods: [POST]"));
        copiesAre(Duration.ZERO, 200);

        town.ask(
                Request.of(Method.POST, "/a")
                        .withBody(Body.streaming(out -> out.write("body".getBytes(UTF_8)))));

        assertThat(copies).isEmpty();
        assertThat(town.decided("mirror"))
                .isEqualTo("no copy: its body is longer than 65536 bytes, or of unknown length");
    }

    @Test
    @DisplayName("has a span of its own in the trace of the request")
    void isTraced() {
        copiesAre(Duration.ZERO, 200);
        town.ask(Request.get("/a"));

        assertThat(town.telemetry.traces().recent(1).getFirst().spans())
                .extracting(Span::name)
                .contains("mirror to inventory");
    }

    @Test
    @DisplayName("cannot be mistaken: nobody outside can send its mark")
    void cannotBeForged() {
        town.load(Routes.with("", "timeout: 9s"));

        town.ask(Request.get("/a").with("x-greenbelt-mirror", "a"));

        assertThat(town.received.getFirst().headers().all("x-greenbelt-mirror")).isEmpty();
    }
}
