package greenbelt.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.world.LiveWorld;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Tracing in the live world")
class LiveTracingTest {
    private static final int TASKS = 4;
    private static final int TRACES_PER_TASK = 500;
    private static final int CAPACITY = 100;

    @Test
    @DisplayName("loses and mixes up nothing when many tasks record at once")
    void manyTasks() {
        try (var world = new LiveWorld()) {
            var store = new TraceStore(CAPACITY);
            var node = world.start("order-1");
            var tracer = new Telemetry(world, store, entry -> {}).tracer("order", node);
            var done = world.watermark("tasks done", 0);
            var count = new AtomicLong();
            for (int i = 0; i < TASKS; i++) {
                node.spawn(
                        "record",
                        () -> {
                            for (int k = 0; k < TRACES_PER_TASK; k++) {
                                tracer.span("outer").run(() -> tracer.span("inner").run(() -> {}));
                            }
                            done.advanceTo(count.incrementAndGet());
                        });
            }
            world.enter(node, "wait", () -> done.awaitBeyond(TASKS - 1, Duration.ofSeconds(30)));

            var stats = store.stats();
            assertThat(stats.traces()).isEqualTo(CAPACITY);
            assertThat(stats.evictedTraces()).isEqualTo(TASKS * TRACES_PER_TASK - CAPACITY);
            assertThat(store.recent(CAPACITY))
                    .allSatisfy(trace ->
                            assertThat(trace.spans())
                                    .extracting(Span::name)
                                    .containsExactly("outer", "inner"));
            assertThat(store.orphans(10)).isEmpty();
        }
    }
}
