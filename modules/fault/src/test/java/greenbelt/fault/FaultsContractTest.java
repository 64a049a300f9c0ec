package greenbelt.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.fault.Faults.State;
import greenbelt.fault.Scene.TestWorld;
import greenbelt.world.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A fault, in either world,")
class FaultsContractTest {
    @TempDir Path folder;

    private static Stream<Arguments> inBothWorlds(Object[]... rows) {
        return Stream.of(TestWorld.values())
                .flatMap(world ->
                        Stream.of(rows)
                                .map(row ->
                                        Arguments.of(
                                                Stream.concat(Stream.of(world), Stream.of(row))
                                                        .toArray())));
    }

    private static Object[] row(String fault, String seen, String... carriedOut) {
        return new Object[] {fault, seen, List.of(carriedOut)};
    }

    static Stream<Arguments> onCalls() {
        return inBothWorlds(
                row("latency order->inventory --delay 5ms", "200", "/a", "/b"),
                row(
                        "latency order->inventory --delay 300ms",
                        "UNKNOWN after the timeout",
                        "/a",
                        "/b"),
                row("error-reply order->inventory", "503", "/a"),
                row("error-reply order->inventory --status 500", "500", "/a"),
                row("error-reply order->inventory --status 429", "429", "/a"),
                row("refused order->inventory", "NOT_SENT", "/a"),
                row("request-lost order->inventory", "UNKNOWN after the timeout", "/a"),
                row("reply-lost order->inventory", "UNKNOWN after the timeout", "/a", "/b"),
                row("duplicate order->inventory", "200", "/a", "/b", "/b"),
                row("reorder order->inventory --delay 5ms", "200", "/a", "/b"),
                row("partition order->inventory", "UNKNOWN after the timeout", "/a"),
                row("partition inventory->order", "UNKNOWN after the timeout", "/a", "/b"),
                row("partition order<->inventory", "UNKNOWN after the timeout", "/a"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("onCalls")
    @DisplayName("on calls strikes while it is on, and not before and after")
    void calls(TestWorld world, String fault, String seen, List<String> carriedOut) {
        try (var scene = Scene.in(world, folder)) {
            assertThat(scene.call("a")).isEqualTo("200");
            scene.add(fault);
            assertThat(scene.call("b")).isEqualTo(seen);
            assertThat(scene.carriedOut(carriedOut.size())).isEqualTo(carriedOut);
            assertThat(scene.status().hits()).isEqualTo(1);
            assertThat(scene.remove(scene.status().fault().name())).isTrue();
            assertThat(scene.call("c")).isEqualTo("200");
        }
    }

    static Stream<Arguments> onTopics() {
        return inBothWorlds(
                row("latency topic:order.news --delay 5ms", "published", "\"a\"", "\"b\""),
                row("refused topic:order.news", "failed", "\"a\""),
                row("request-lost topic:order.news", "failed", "\"a\""),
                row("reply-lost topic:order.news", "failed", "\"a\"", "\"b\""),
                row("duplicate topic:order.news", "published", "\"a\"", "\"b\"", "\"b\""),
                row("partition topic:order.news", "failed", "\"a\""),
                row("partition order->bus", "failed", "\"a\""),
                row("partition bus->order", "failed", "\"a\"", "\"b\""));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("onTopics")
    @DisplayName("on topics strikes while it is on, and not before and after")
    void topics(TestWorld world, String fault, String seen, List<String> carriedOut) {
        try (var scene = Scene.in(world, folder)) {
            assertThat(scene.publish("a")).isEqualTo("published");
            scene.add(fault);
            assertThat(scene.publish("b")).isEqualTo(seen);
            assertThat(scene.carriedOut(carriedOut.size())).isEqualTo(carriedOut);
            assertThat(scene.status().hits()).isEqualTo(1);
            scene.remove(scene.status().fault().name());
            assertThat(scene.publish("c")).isEqualTo("published");
            assertThat(scene.carriedOut(carriedOut.size() + 1)).endsWith("\"c\"");
        }
    }

    @ParameterizedTest
    @EnumSource(TestWorld.class)
    @DisplayName("lets a message be overtaken by the next one, or go alone when none comes")
    void reorder(TestWorld world) {
        try (var scene = Scene.in(world, folder)) {
            scene.add("reorder topic:order.news --every 2 --delay 2s");
            scene.publish("a");
            scene.inTask(() -> {
                scene.publishHere("b"); // held back
                return scene.publishHere("c");
            });
            assertThat(scene.carriedOut(3)).containsExactly("\"a\"", "\"c\"", "\"b\"");
            scene.publish("d");
            assertThat(scene.carriedOut(4)).endsWith("\"d\"");
        }
    }

    @ParameterizedTest
    @EnumSource(TestWorld.class)
    @DisplayName(
            "damages a message for all who read it, until the publisher, who hears of it, sends it again")
    void corruptedOnTheWayToATopic(TestWorld world) {
        try (var scene = Scene.in(world, folder)) {
            scene.add("corrupted topic:order.news --name bad");
            assertThat(scene.publish("a")).isEqualTo("failed");
            assertThat(scene.carriedOut(1).getFirst()).isNotEqualTo("\"a\"");
            scene.remove("bad");
            assertThat(scene.publish("a")).isEqualTo("published");
            assertThat(scene.carriedOut(2)).endsWith("\"a\"");
        }
    }

    @ParameterizedTest
    @EnumSource(TestWorld.class)
    @DisplayName("adds to the latency of others on the same edge")
    void latenciesAddUp(TestWorld world) {
        try (var scene = Scene.in(world, folder)) {
            scene.add("latency order->inventory --delay 150ms --name one");
            assertThat(scene.call("a")).isEqualTo("200");
            scene.add("latency order->inventory --delay 150ms --every 1 --name other");
            assertThat(scene.call("b")).isEqualTo("UNKNOWN after the timeout");
            assertThat(scene.faults().list())
                    .extracting(Faults.Status::hits)
                    .containsExactly(2L, 1L);
        }
    }

    @Test
    @DisplayName("of two of one kind is the one that was put on first, when both strike")
    void firstOfAKind() {
        try (var scene = Scene.in(TestWorld.VIRTUAL, folder)) {
            scene.add("error-reply order->inventory --every 2 --status 500 --name first");
            scene.add("error-reply order->inventory --every 2 --status 429 --name second");
            assertThat(calls(scene, 2)).containsExactly("200", "500");
            assertThat(scene.faults().list())
                    .extracting(Faults.Status::hits)
                    .containsExactly(1L, 0L);
        }
    }

    @Test
    @DisplayName("that cuts a connection holds up a stream that is open, and loses none of it")
    void openStream() {
        try (var scene = Scene.in(TestWorld.VIRTUAL, folder)) {
            var stream = scene.openStream();
            scene.add("partition inventory->order --for 60ms --name cut");
            assertThat(scene.readAfter(stream)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
            assertThat(scene.status().hits()).isPositive();
        }
    }

    @Test
    @DisplayName("that cuts a connection for long breaks off a stream that is open")
    void brokenStream() {
        try (var scene = Scene.in(TestWorld.VIRTUAL, folder)) {
            var stream = scene.openStream();
            scene.add("partition inventory<->order --name cut");
            assertThatThrownBy(() -> scene.readAfter(stream))
                    .hasRootCauseInstanceOf(FaultException.class)
                    .hasRootCauseMessage("nothing has come from inventory for 30s: a fault");
        }
    }

    static Stream<Arguments> onGroups() {
        return inBothWorlds(
                row("latency order.news~inventory --delay 5ms --every 2", "", "\"a\"", "\"b\""),
                row("reply-lost order.news~inventory --every 2", "", "\"a\"", "\"b\"", "\"b\""),
                row("duplicate order.news~inventory --every 2", "", "\"a\"", "\"b\"", "\"b\""));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("onGroups")
    @DisplayName("on a group strikes a delivery, and loses no message")
    void groups(TestWorld world, String fault, String nothing, List<String> carriedOut) {
        try (var scene = Scene.in(world, folder)) {
            scene.add(fault);
            scene.publish("a");
            scene.pass(Duration.ofMillis(60));
            scene.publish("b");
            assertThat(scene.carriedOut(carriedOut.size())).isEqualTo(carriedOut);
            assertThat(scene.status().hits()).isPositive();
        }
    }

    static Stream<Arguments> onListening() {
        return inBothWorlds(
                row("partition bus->inventory --name held", ""),
                row("partition inventory->bus --name held", ""),
                row("consumer-stopped order.news~inventory --name held", ""));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("onListening")
    @DisplayName("holds messages up while a group does not get at them, and loses none")
    void held(TestWorld world, String fault, String nothing, List<String> none) {
        try (var scene = Scene.in(world, folder)) {
            scene.add(fault);
            scene.publish("a");
            scene.publish("b");
            scene.pass(Duration.ofMillis(60));
            assertThat(scene.carriedOut(0)).isEqualTo(none);
            scene.remove("held");
            assertThat(scene.carriedOut(2)).containsExactly("\"a\"", "\"b\"");
        }
    }

    @Test
    @DisplayName("ends by itself for a group that was held up, and counts as a hit")
    void heldForAWhile() {
        try (var scene = Scene.in(TestWorld.VIRTUAL, folder)) {
            scene.add("consumer-stopped order.news~inventory --for 50ms");
            scene.publish("a");
            scene.pass(Duration.ofMillis(60));
            assertThat(scene.carriedOut(1)).containsExactly("\"a\"");
            assertThat(scene.status().hits()).isPositive();
        }
    }

    @Test
    @DisplayName(
            "poisons a message for every attempt, until it is taken off and the message redriven")
    void poison() {
        try (var scene = Scene.in(TestWorld.VIRTUAL, folder)) {
            scene.add("poison order.news~inventory --every 2 --name bad");
            scene.publish("a");
            scene.publish("b");
            scene.publish("c");
            scene.pass(Duration.ofMinutes(1));
            assertThat(scene.carriedOut(2)).containsExactly("\"a\"", "\"c\"");
            assertThat(scene.status().hits()).isEqualTo(8);
        }
    }

    static Stream<Arguments> onDatabases() {
        return inBothWorlds(
                row("latency database:order --delay 5ms", "committed", "a b"),
                row("error-reply database:order", "OTHER", "a"),
                row("commit-refused database:order", "OTHER", "a"),
                row("disk-full database:order", "FULL", "a"),
                row("reply-lost database:order", "OTHER", "a b"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("onDatabases")
    @DisplayName("on a database strikes while it is on, and not before and after")
    void databases(TestWorld world, String fault, String seen, List<String> rows) {
        try (var scene = Scene.in(world, folder)) {
            assertThat(scene.write("a")).isEqualTo("committed");
            scene.add(fault);
            assertThat(scene.write("b")).isEqualTo(seen);
            scene.remove(scene.status().fault().name());
            assertThat(scene.read()).isEqualTo(rows.getFirst());
            assertThat(scene.write("c")).isEqualTo("committed");
        }
    }

    @Test
    @DisplayName("lets reads pass that need no room, and strikes those that need an answer")
    void reads() {
        try (var scene = Scene.in(TestWorld.VIRTUAL, folder)) {
            scene.write("a");
            scene.add("disk-full database:order --name full");
            assertThat(scene.read()).isEqualTo("a");
            scene.remove("full");
            scene.add("error-reply database:order");
            assertThat(scene.read()).isEqualTo("OTHER");
        }
    }

    @ParameterizedTest
    @EnumSource(TestWorld.class)
    @DisplayName("strikes a cursor as it is opened, and leaves none open when its answer is lost")
    void cursors(TestWorld world) {
        try (var scene = Scene.in(world, folder)) {
            scene.write("a");
            scene.add("error-reply database:order --name refused");
            assertThat(scene.scan()).isEqualTo("OTHER");
            scene.remove("refused");
            scene.add("reply-lost database:order --name lost");
            for (int moreThanCanBeOpen = 0; moreThanCanBeOpen < 20; moreThanCanBeOpen++) {
                assertThat(scene.scan()).isEqualTo("OTHER");
            }
            scene.remove("lost");
            assertThat(scene.scan()).isEqualTo("a");
        }
    }

    @ParameterizedTest
    @EnumSource(TestWorld.class)
    @DisplayName("crashes a node once, and brings it back after its delay or when it is taken off")
    void crash(TestWorld world) {
        try (var scene = Scene.in(world, folder)) {
            scene.add("crash order-1 --delay 1h --name down");
            scene.pass(Duration.ofMillis(20));
            assertThat(scene.world().node("order-1")).isEmpty();
            assertThat(scene.status().state()).isEqualTo(State.ON);
            scene.remove("down");
            assertThat(scene.world().node("order-1")).isPresent();
            assertThat(scene.lifeOfNodes()).containsExactly("crash order-1", "restart order-1");
        }
    }

    @Test
    @DisplayName("crashes a node at its steps, and brings it back each time")
    void crashAtSteps() {
        try (var scene = Scene.in(TestWorld.VIRTUAL, folder)) {
            scene.add("crash order-1 --every 3 --delay 5ms");
            for (int i = 0; i < 4; i++) {
                scene.world()
                        .node("order-1")
                        .ifPresent(node -> node.spawn("work", () -> steps(scene)));
                scene.pass(Duration.ofMillis(20));
            }
            assertThat(scene.status().hits()).isPositive();
            assertThat(scene.lifeOfNodes())
                    .startsWith("crash order-1", "restart order-1", "crash order-1");
        }
    }

    private static void steps(Scene scene) {
        for (int i = 0; i < 10; i++) {
            scene.world().step("work");
        }
    }

    @ParameterizedTest
    @EnumSource(TestWorld.class)
    @DisplayName("pauses a node, and lets it go on when it is taken off")
    void pause(TestWorld world) {
        try (var scene = Scene.in(world, folder)) {
            scene.add("pause order-1 --delay 1h --name still");
            scene.pass(Duration.ofMillis(20));
            assertThat(scene.world().node("order-1").map(Node::isPaused)).contains(true);
            scene.remove("still");
            assertThat(scene.world().node("order-1").map(Node::isPaused)).contains(false);
        }
    }

    @ParameterizedTest
    @EnumSource(TestWorld.class)
    @DisplayName("sets a clock wrong, also of a node that is restarted, until it is taken off")
    void clockSkew(TestWorld world) {
        try (var scene = Scene.in(world, folder)) {
            scene.add("clock-skew order-1 --skew -5m --name wrong");
            scene.pass(Duration.ofMillis(20));
            var wrong = Duration.ofMinutes(-5);
            assertThat(scene.world().node("order-1").map(Node::skew)).contains(wrong);
            scene.add("crash order-1 --delay 5ms --name down");
            scene.pass(Duration.ofMillis(40));
            scene.remove("down");
            assertThat(scene.world().node("order-1").map(Node::skew)).contains(wrong);
            scene.remove("wrong");
            assertThat(scene.world().node("order-1").map(Node::skew)).contains(Duration.ZERO);
        }
    }

    @ParameterizedTest
    @EnumSource(TestWorld.class)
    @DisplayName("strikes exactly every n-th on its edge")
    void everyNth(TestWorld world) {
        try (var scene = Scene.in(world, folder)) {
            scene.add("refused order->inventory --every 3");
            assertThat(calls(scene, 9))
                    .containsExactly(
                            "200",
                            "200",
                            "NOT_SENT",
                            "200",
                            "200",
                            "NOT_SENT",
                            "200",
                            "200",
                            "NOT_SENT");
            assertThat(scene.status().opportunities()).isEqualTo(9);
            assertThat(scene.status().hits()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource(TestWorld.class)
    @DisplayName("with a probability strikes the same ones again, whatever else is on")
    void probability(TestWorld world) {
        var first = flaky(world, "refused order->inventory --probability 0.3 --name flaky");
        var other =
                flaky(
                        world,
                        "refused order->inventory --probability 0.3 --name flaky",
                        "latency order->inventory --probability 0.5 --delay 1ms");
        assertThat(first).contains("NOT_SENT", "200").isEqualTo(other);
        assertThat(first.stream().filter("NOT_SENT"::equals).count()).isBetween(15L, 45L);
        assertThat(flaky(world, "refused order->inventory --probability 0.3 --name other"))
                .isNotEqualTo(first);
        assertThat(flaky(world, "refused order->inventory --probability 0")).containsOnly("200");
        assertThat(flaky(world, "refused order->inventory --probability 1"))
                .containsOnly("NOT_SENT");
    }

    private List<String> flaky(TestWorld world, String... faults) {
        try (var scene = Scene.in(world, folder)) {
            Stream.of(faults).forEach(scene::add);
            return calls(scene, 100);
        }
    }

    private static List<String> calls(Scene scene, int calls) {
        return IntStream.range(0, calls).mapToObj(n -> scene.call("c" + n)).toList();
    }

    @Test
    @DisplayName("is on in its window only, counted from when it was put on")
    void window() {
        try (var scene = Scene.in(TestWorld.VIRTUAL, folder)) {
            scene.pass(Duration.ofSeconds(100));
            scene.add("refused order->inventory --from 10s --until 20s");
            assertThat(scene.call("early")).isEqualTo("200");
            assertThat(scene.status().state()).isEqualTo(State.WAITING);
            scene.pass(Duration.ofSeconds(15));
            assertThat(scene.call("within")).isEqualTo("NOT_SENT");
            assertThat(scene.status().state()).isEqualTo(State.ON);
            scene.pass(Duration.ofSeconds(10));
            assertThat(scene.call("late")).isEqualTo("200");
            assertThat(scene.status().state()).isEqualTo(State.OVER);
        }
    }

    @Test
    @DisplayName("is refused when it contradicts one that is on, and not when that is over")
    void contradiction() {
        try (var scene = Scene.in(TestWorld.VIRTUAL, folder)) {
            scene.add("partition order->inventory --until 10s --name cut");
            assertThatThrownBy(() -> scene.add("partition order<->inventory"))
                    .hasMessageContaining("contradict each other");
            assertThatThrownBy(() -> scene.add("latency gateway->order --name cut"))
                    .hasMessageContaining("two faults have the name \"cut\"");
            scene.pass(Duration.ofSeconds(11));
            scene.add("partition order<->inventory");
            assertThat(scene.faults().all()).hasSize(2);
        }
    }

    @Test
    @DisplayName("is one of several, all of which are taken off together")
    void clear() {
        try (var scene = Scene.in(TestWorld.VIRTUAL, folder)) {
            scene.add("refused order->inventory");
            scene.add("pause order-1 --delay 1h");
            scene.inTask(() -> {
                scene.faults().clear();
                return true;
            });
            assertThat(scene.faults().list()).isEmpty();
            assertThat(scene.call("a")).isEqualTo("200");
            assertThat(scene.remove("refused-1")).isFalse();
        }
    }
}
