package greenbelt.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.telemetry.TraceDiff.Change;
import greenbelt.telemetry.TraceDiff.Pair;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The difference between two traces")
class TraceDiffTest {
    private static final Duration MILLI = Duration.ofMillis(1);

    /// What a trace is recorded of.
    private record Work(VirtualWorld world, Tracer tracer) {
        void span(String name, Duration lasting) {
            span(name, lasting, () -> {});
        }

        void span(String name, Duration lasting, Runnable inside) {
            tracer.span(name)
                    .run(() -> {
                        world.sleep(lasting);
                        inside.run();
                    });
        }
    }

    private static Trace trace(Consumer<Work> body) {
        return trace(7, "order-1", body);
    }

    private static Trace trace(long seed, String nodeName, Consumer<Work> body) {
        var world = new VirtualWorld(seed);
        var telemetry = new Telemetry(world);
        var node = world.start(nodeName);
        var work = new Work(world, telemetry.tracer("order", node));
        world.enter(
                node,
                "test",
                () -> {
                    work.tracer().span("whole").run(() -> body.accept(work));
                    return true;
                });
        return telemetry.traces().recent(1).getFirst();
    }

    private static void twoSteps(Work work) {
        work.span("a", MILLI, () -> work.span("b", MILLI));
        work.span("a", MILLI);
    }

    @Test
    @DisplayName("is none between two recordings of the same, although their ids are others")
    void same() {
        var one = trace(7, "order-1", TraceDiffTest::twoSteps);
        var other = trace(8, "order-1", TraceDiffTest::twoSteps);

        var diff = TraceDiff.of(one, other);

        assertThat(one.id()).isNotEqualTo(other.id());
        assertThat(diff.pairs()).hasSize(4);
        assertThat(diff.isSame()).isTrue();
        assertThat(diff.differing()).isEmpty();
    }

    @Test
    @DisplayName("names the spans that only one has, and pairs siblings of one name by their order")
    void structure() {
        var one = trace(TraceDiffTest::twoSteps);
        var other =
                trace(work -> {
                    work.span("a", MILLI);
                    work.span("c", MILLI);
                    work.span("a", MILLI, () -> work.span("b", MILLI));
                });

        var diff = TraceDiff.of(one, other);

        assertThat(diff.pairs().stream().map(TraceDiffTest::inWords))
                .containsExactly(
                        "0 whole both",
                        "1 a both",
                        "2 b first",
                        "1 c second",
                        "1 a both",
                        "2 b second");
        assertThat(diff.onlyInFirst()).extracting(Span::name).containsExactly("b");
        assertThat(diff.onlyInSecond()).extracting(Span::name).containsExactly("c", "b");
        assertThat(diff.isSameStructure()).isFalse();
    }

    private static String inWords(Pair pair) {
        var in = pair.isInBoth() ? "both" : pair.first().isPresent() ? "first" : "second";
        return pair.depth() + " " + pair.name() + " " + in;
    }

    @Test
    @DisplayName("says to the nanosecond how much later and longer a span was")
    void times() {
        var one = trace(TraceDiffTest::twoSteps);
        var other =
                trace(work -> {
                    work.span("a", MILLI, () -> work.span("b", MILLI.plusNanos(1)));
                    work.span("a", MILLI);
                });

        var diff = TraceDiff.of(one, other);

        assertThat(diff.isSameStructure()).isTrue();
        assertThat(diff.pairs().stream().map(TraceDiffTest::timesInWords))
                .containsExactly(
                        "whole later 0 longer 1",
                        "a later 0 longer 1",
                        "b later 0 longer 1",
                        "a later 1 longer 0");
        assertThat(diff.pairs()).allMatch(Pair::differsInTime);
    }

    private static String timesInWords(Pair pair) {
        return "%s later %d longer %d"
                .formatted(
                        pair.name(),
                        pair.laterBy().orElseThrow().toNanos(),
                        pair.longerBy().orElseThrow().toNanos());
    }

    @Test
    @DisplayName("names attributes, node and status that are not the same, but no ids")
    void attributes() {
        var one = trace(7, "order-1", work -> attributed(work, "10", "4bf92f3577b34da6"));
        var other = trace(7, "order-2", work -> attributed(work, "11", "00f067aa0ba902b7"));

        var changes = TraceDiff.of(one, other).pairs().getLast().changes();

        assertThat(changes)
                .containsExactly(
                        new Change("node", Optional.of("order-1"), Optional.of("order-2")),
                        new Change("rows", Optional.of("10"), Optional.of("11")));
    }

    private static void attributed(Work work, String rows, String id) {
        work.tracer().span("a").with("rows", rows).with("caused by", id).run(() -> {});
    }

    @Test
    @DisplayName("names what happened during a span, and when, where that is not the same")
    void events() {
        var first = trace(work -> failing(work, "gone", MILLI));
        var second = trace(work -> failing(work, "lost", MILLI.plusNanos(5)));

        assertThat(TraceDiff.of(first, second).differing())
                .flatExtracting(Pair::changes)
                .extracting(Change::name)
                .contains("event 1", "event 1 after");
        assertThat(TraceDiff.of(first, trace(work -> failing(work, "gone", MILLI))).isSame())
                .isTrue();
    }

    private static void failing(Work work, String why, Duration lasting) {
        assertThatThrownBy(() ->
                        work.tracer()
                                .span("a")
                                .run(() -> {
                                    work.world().sleep(lasting);
                                    throw new IllegalStateException(why);
                                }))
                .hasMessage(why);
    }

    @Test
    @DisplayName("pairs several traces by what began them, and shows those that only one side has")
    void several() {
        var request = trace(TraceDiffTest::twoSteps);
        var timer = trace(work -> work.span("timer", MILLI));

        var diff = TraceDiff.of(List.of(request), List.of(request, timer));

        assertThat(diff.onlyInFirst()).isEmpty();
        assertThat(diff.onlyInSecond()).extracting(Span::name).containsExactly("whole", "timer");
    }
}
