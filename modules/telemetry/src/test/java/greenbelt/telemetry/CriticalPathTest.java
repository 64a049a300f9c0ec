package greenbelt.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.telemetry.Trace.Segment;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The critical path of a trace")
class CriticalPathTest {
    private final VirtualWorld world = new VirtualWorld(7);
    private final Telemetry telemetry = new Telemetry(world);
    private final Node node = world.start("order-1");
    private final Tracer tracer = telemetry.tracer("order", node);

    @Test
    @DisplayName("goes through children one after the other, and through the parent between them")
    void sequence() {
        var trace =
                record(() -> {
                    sleep(1);
                    span("a", 10);
                    sleep(2);
                    span("b", 20);
                    sleep(3);
                });

        assertThat(path(trace)).containsExactly("whole 1", "a 10", "whole 2", "b 20", "whole 3");
    }

    @Test
    @DisplayName("follows the slower of two that ran side by side")
    void sideBySide() {
        var trace =
                record(() -> {
                    node.spawn("slow", () -> span("slow", 30));
                    node.spawn("fast", () -> span("fast", 10));
                    sleep(30);
                });

        assertThat(path(trace)).containsExactly("slow 30");
    }

    @Test
    @DisplayName("ends with work that went on when the first span had ended")
    void afterwards() {
        var trace =
                record(() -> {
                    node.spawn(
                            "later",
                            () -> {
                                sleep(40);
                                span("handle message", 5);
                            });
                    sleep(10);
                });

        assertThat(path(trace))
                .containsExactly("whole 10", "handle message 30", "handle message 5");
    }

    @Test
    @DisplayName("has no gap: its stretches add up to the trace's duration")
    void noGap() {
        var trace =
                record(() -> {
                    for (int i = 0; i < 20; i++) {
                        int millis = 7 * i % 11 + 1;
                        node.spawn("child", () -> span("child", millis));
                        sleep(millis % 3);
                    }
                });

        var total =
                trace.criticalPath().stream()
                        .map(Segment::duration)
                        .reduce(Duration.ZERO, Duration::plus);
        assertThat(total).isEqualTo(trace.duration());
    }

    private Trace record(Runnable body) {
        world.enter(
                node,
                "test",
                () -> {
                    tracer.span("whole").run(body);
                    return true;
                });
        return telemetry.traces().recent(1).getFirst();
    }

    private void span(String name, long millis) {
        tracer.span(name).run(() -> sleep(millis));
    }

    private void sleep(long millis) {
        world.sleep(Duration.ofMillis(millis));
    }

    private static List<String> path(Trace trace) {
        return trace.criticalPath().stream()
                .map(segment -> segment.span().name() + " " + segment.duration().toMillis())
                .toList();
    }
}
