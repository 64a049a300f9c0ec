package greenbelt.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.event.TraceContext;
import greenbelt.telemetry.TraceStore.Lookup;
import greenbelt.telemetry.TraceStore.Stats;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A trace store")
class TraceStoreTest {
    private final VirtualWorld world = new VirtualWorld(7);
    private final TraceStore store = new TraceStore(3);
    private final Node node = world.start("order-1");
    private final Tracer tracer = new Telemetry(world, store, entry -> {}).tracer("order", node);

    @Test
    @DisplayName("gives the newest traces first")
    void newestFirst() {
        record("a", "b", "c");

        assertThat(names(store.recent(2))).containsExactly("c", "b");
    }

    @Test
    @DisplayName("lets the oldest traces go when it is full, and counts them")
    void eviction() {
        record("a", "b", "c", "d", "e");

        assertThat(names(store.recent(10))).containsExactly("e", "d", "c");
        assertThat(store.stats()).isEqualTo(new Stats(3, 3, 3, 2, 0, 0, 0));
    }

    @Test
    @DisplayName("drops spans that begin or end after their trace is gone, and counts them")
    void late() {
        world.enter(
                node,
                "late",
                () -> {
                    node.spawn(
                            "slow",
                            () ->
                                    tracer.span("slow")
                                            .run(() -> {
                                                world.sleep(Duration.ofSeconds(1));
                                                tracer.span("too late").run(() -> {});
                                            }));
                    world.sleep(Duration.ofMillis(500));
                    List.of("a", "b", "c").forEach(name -> tracer.span(name).run(() -> {}));
                    return true;
                });

        assertThat(names(store.recent(10))).containsExactly("c", "b", "a");
        assertThat(store.stats()).isEqualTo(new Stats(3, 3, 3, 1, 0, 2, 0));
    }

    @Test
    @DisplayName("keeps as many spans of a trace as one may have, and counts the others")
    void fullTrace() {
        world.enter(
                node,
                "many",
                () -> {
                    tracer.span("parent")
                            .run(() -> {
                                for (int i = 0; i < 1_100; i++) {
                                    tracer.span("child").run(() -> tracer.span("x").run(() -> {}));
                                }
                            });
                    return true;
                });

        var trace = store.recent(1).getFirst();
        assertThat(trace.spans()).hasSize(TraceStore.MAX_SPANS_PER_TRACE);
        assertThat(trace.droppedSpans()).isEqualTo(2_201 - TraceStore.MAX_SPANS_PER_TRACE);
        assertThat(store.stats().droppedSpans()).isEqualTo(trace.droppedSpans());
        assertThat(trace.orphans()).isEmpty();
    }

    @Test
    @DisplayName("finds a trace by its id, the beginning of its id, or as the last one")
    void find() {
        record("a", "b");
        var newest = store.recent(1).getFirst();

        assertThat(store.find(newest.id())).isEqualTo(new Lookup.Found(newest));
        assertThat(store.find(newest.id().substring(0, 8))).isEqualTo(new Lookup.Found(newest));
        assertThat(store.find("last")).isEqualTo(new Lookup.Found(newest));
        assertThat(store.find("")).isInstanceOf(Lookup.Ambiguous.class);
        assertThat(store.find("xyz")).isEqualTo(new Lookup.Missing());
    }

    @Test
    @DisplayName("takes for the last one what a request began, not a timer")
    void last() {
        world.enter(node, "serve", () -> tracer.span("GET").kind(SpanKind.SERVER).call(() -> true));
        record("timer");

        assertThat(store.find("last")).isEqualTo(new Lookup.Found(store.recent(2).getLast()));
    }

    @Test
    @DisplayName("finds the traces of an order")
    void ofOrder() {
        record("a");
        world.enter(
                node,
                "order",
                () ->
                        tracer.span("b")
                                .call(() -> {
                                    Tracer.annotate(Tracer.ORDER, "order-42");
                                    return true;
                                }));

        assertThat(names(store.ofOrder("order-42", 10))).containsExactly("b");
    }

    @Test
    @DisplayName("takes up a trace that began before it, and does not call its spans orphans")
    void resumed() {
        var before = new TraceContext("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true);
        world.enter(node, "resume", () -> tracer.span("redelivered").childOf(before).call(() -> 1));

        assertThat(store.recent(1).getFirst().resumed()).isTrue();
        assertThat(store.stats().resumedTraces()).isEqualTo(1);
        assertThat(store.orphans(10)).isEmpty();
    }

    @Test
    @DisplayName("finds a span whose parent was never recorded")
    void orphan() {
        world.enter(
                node,
                "orphan",
                () ->
                        tracer.span("first")
                                .call(() -> {
                                    var here = Tracer.current().orElseThrow();
                                    var nowhere =
                                            new TraceContext(
                                                    here.traceId(), "b7ad6b7169203331", true);
                                    tracer.span("lost its parent").childOf(nowhere).run(() -> {});
                                    return true;
                                }));

        assertThat(store.orphans(10))
                .extracting(orphan -> orphan.span().name())
                .containsExactly("lost its parent");
    }

    private void record(String... names) {
        for (var name : names) {
            world.enter(node, "record", () -> tracer.span(name).call(() -> 1));
        }
    }

    private static List<String> names(List<Trace> traces) {
        return traces.stream().map(trace -> trace.first().name()).toList();
    }
}
