package greenbelt.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.event.TraceContext;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamId;
import greenbelt.http.Problem;
import greenbelt.http.ProblemException;
import greenbelt.telemetry.Span.Status;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A tracer")
class TracerTest {
    private final VirtualWorld world = new VirtualWorld(7);
    private final Telemetry telemetry = new Telemetry(world);
    private final Node node = world.start("order-1");
    private final Tracer tracer = telemetry.tracer("order", node);

    @Test
    @DisplayName("records a span with its exact duration in virtual time")
    void exactDuration() {
        enter(() -> tracer.span("price order").run(() -> world.sleep(Duration.ofMillis(250))));

        var span = onlyTrace().first();
        assertThat(span.name()).isEqualTo("price order");
        assertThat(span.start()).isEqualTo(VirtualWorld.BEGINNING);
        assertThat(span.duration()).isEqualTo(Duration.ofMillis(250));
        assertThat(span.status()).isEqualTo(Status.DONE);
        assertThat(span.service()).isEqualTo("order");
        assertThat(span.node()).isEqualTo("order-1");
    }

    @Test
    @DisplayName("puts a span under the one it began in, also in a task that was started there")
    void childrenAcrossTasks() {
        enter(() ->
                tracer.span("outer")
                        .run(() -> node.spawn("helper", () -> tracer.span("inner").run(() -> {}))));

        var tree = onlyTrace().trees();
        assertThat(tree).hasSize(1);
        assertThat(tree.getFirst().span().name()).isEqualTo("outer");
        assertThat(tree.getFirst().children())
                .extracting(branch -> branch.span().name())
                .containsExactly("inner");
    }

    @Test
    @DisplayName("knows the current span inside a body, and none outside")
    void current() {
        var inside = enter(() -> tracer.span("a").call(telemetry::current));
        var outside = enter(telemetry::current);

        assertThat(inside).isPresent();
        assertThat(inside.map(TraceContext::traceId)).hasValue(onlyTrace().id());
        assertThat(outside).isEmpty();
    }

    @Test
    @DisplayName("ends a span as failed when its body throws, with the exception as an event")
    void failure() {
        assertThatThrownBy(() -> enter(() -> tracer.span("break").run(TracerTest::fail)))
                .isInstanceOf(IllegalStateException.class);

        var span = onlyTrace().first();
        assertThat(span.status()).isEqualTo(Status.FAILED);
        assertThat(span.attribute("error.type")).hasValue("java.lang.IllegalStateException");
        assertThat(span.events())
                .extracting(Span.Event::name, event -> event.attributes().get("exception.message"))
                .containsExactly(tuple("exception", "no stock"));
    }

    @Test
    @DisplayName("does not call it a failure when its body refuses a request")
    void refusal() {
        assertThatThrownBy(() -> enter(() -> tracer.span("find user").run(TracerTest::refuse)))
                .isInstanceOf(ProblemException.class);

        var span = onlyTrace().first();
        assertThat(span.status()).isEqualTo(Status.DONE);
        assertThat(span.attribute("greenbelt.refused")).hasValue("Unknown user");
    }

    private static void refuse() {
        throw new ProblemException(Problem.of(404, "unknown-user", "There is no user 7."));
    }

    private static void fail() {
        throw new IllegalStateException("no stock");
    }

    @Test
    @DisplayName("leaves a span of a crashed node unfinished and says that it is lost")
    void crash() {
        var client = world.start("client");
        world.enter(
                client,
                "crash",
                () -> {
                    node.spawn("work", () -> tracer.span("long").run(() -> sleepSeconds(60)));
                    sleepSeconds(1);
                    node.crash();
                    return true;
                });

        var span = onlyTrace().first();
        assertThat(span.status()).isEqualTo(Status.LOST);
        assertThat(span.end()).isEqualTo(Optional.empty());
        assertThat(telemetry.traces().orphans(10)).isEmpty();
    }

    private void sleepSeconds(long seconds) {
        world.sleep(Duration.ofSeconds(seconds));
    }

    @Test
    @DisplayName("continues a trace that was begun outside, without an orphan")
    void outside() {
        var outside =
                TraceContext.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                        .orElseThrow();
        enter(() -> tracer.span("GET").continuing(outside).run(() -> {}));

        var trace = onlyTrace();
        assertThat(trace.id()).isEqualTo(outside.traceId());
        assertThat(trace.first().parent()).hasValue(outside.spanId());
        assertThat(trace.first().parentOutside()).isTrue();
        assertThat(telemetry.traces().orphans(10)).isEmpty();
    }

    @Test
    @DisplayName("does not record a trace whose client decided against it")
    void notSampled() {
        var outside =
                TraceContext.parse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00")
                        .orElseThrow();
        var inside = enter(() -> tracer.span("GET").continuing(outside).call(telemetry::current));

        assertThat(telemetry.traces().recent(10)).isEmpty();
        assertThat(inside.map(TraceContext::traceId)).hasValue(outside.traceId());
        assertThat(inside.map(TraceContext::sampled)).hasValue(false);
    }

    @Test
    @DisplayName("links what is due much later to its event, in a trace of its own")
    void linking() {
        var before = new TraceContext("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true);
        var event =
                new Envelope(
                        new MessageId("1"),
                        "order",
                        "OrderConfirmed",
                        1,
                        "order-1",
                        world.now(),
                        Optional.of(before),
                        Optional.empty(),
                        "{}");
        var stored = new StoredEvent(1, new StreamId("order-1"), 1, event);
        enter(() -> tracer.linkingInterceptor().intercept("ship order", stored, () -> {}));

        var trace = onlyTrace();
        assertThat(trace.id()).isNotEqualTo(before.traceId());
        assertThat(trace.first().name()).isEqualTo("ship order");
        assertThat(trace.first().links()).containsExactly(before);
        assertThat(telemetry.traces().ofOrder("order-1", 10)).containsExactly(trace);
    }

    @Test
    @DisplayName("gives the same ids for the same seed, and others for another")
    void sameSeedSameIds() {
        assertThat(run(1)).isEqualTo(run(1)).isNotEqualTo(run(2));
    }

    private static List<Trace> run(long seed) {
        var world = new VirtualWorld(seed);
        var telemetry = new Telemetry(world);
        var node = world.start("a");
        var tracer = telemetry.tracer("a", node);
        for (int i = 0; i < 3; i++) {
            world.enter(
                    node,
                    "work",
                    () -> tracer.span("outer").call(() -> tracer.span("inner").call(() -> 1)));
        }
        return telemetry.traces().recent(10);
    }

    private Trace onlyTrace() {
        assertThat(telemetry.traces().recent(10)).hasSize(1);
        return telemetry.traces().recent(1).getFirst();
    }

    private void enter(Runnable body) {
        enter(() -> {
            body.run();
            return true;
        });
    }

    private <T> T enter(Supplier<T> body) {
        return world.enter(node, "test", body);
    }
}
