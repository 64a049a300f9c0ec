package greenbelt.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A node of the virtual world")
class NodeTest {
    private final VirtualWorld world = new VirtualWorld(3);
    private final Node node = world.start("shop");
    private final List<String> events = new ArrayList<>();

    @AfterEach
    void close() {
        world.close();
        assertThat(world.tasks()).isZero();
    }

    @Test
    @DisplayName("never starts a task that was to begin after the crash")
    void taskNotYetStarted() {
        world.enter(
                node,
                "test",
                () -> {
                    var victim = world.start("victim");
                    victim.spawn("late", () -> events.add("began"));
                    victim.crash();
                    return node;
                });
        assertThat(events).isEmpty();
        assertThat(world.tasks()).isZero();
    }

    @Test
    @DisplayName("crashed from outside, lets its tasks end as soon as somebody enters")
    void crashedFromOutside() {
        var victim = world.start("victim");
        victim.spawn("resting", () -> world.rest(Duration.ofDays(1)));
        world.enter(node, "look", () -> node);
        assertThat(world.tasks()).isEqualTo(1);
        victim.crash();
        world.enter(node, "look", () -> node);
        assertThat(world.tasks()).isZero();
        assertThat(world.nanoTime()).isZero();
    }

    @Test
    @DisplayName("crashed by one of its parts while it crashes, crashes once")
    void nestedCrash() {
        var victim = world.start("victim");
        victim.attach(part(() -> events.add("stop"), () -> events.add("first")));
        victim.attach(
                part(
                        () -> events.add("stop"),
                        () -> {
                            events.add("second");
                            victim.crash();
                        }));
        victim.crash();
        assertThat(events).containsExactly("second", "first");
    }

    @Test
    @DisplayName("can take its time to stop, during which its tasks go on")
    void stopMayWait() {
        var open = world.<String>mailbox("open requests", 1);
        node.attach(part(() -> events.add("drained " + open.await()), () -> events.add("crash")));
        node.spawn(
                "request",
                () -> {
                    world.sleep(Duration.ofSeconds(1));
                    open.put("request");
                });
        world.close();
        assertThat(events).containsExactly("drained request");
    }

    @Test
    @DisplayName("is crashed by the end of the world when it cannot stop in order")
    void stopInVain() {
        var never = world.<String>mailbox("never", 1);
        node.attach(part(() -> events.add(never.await()), () -> events.add("crashed")));
        node.spawn("resting", never::take);
        assertThatThrownBy(world::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("shop could not be stopped in order and was crashed");
        assertThat(events).containsExactly("crashed");
        assertThat(world.tasks()).isZero();
    }

    @Test
    @DisplayName("can be crashed while it stops; then what had not stopped is cut")
    void crashDuringStop() {
        var victim = world.start("victim");
        var never = world.<String>mailbox("never", 1);
        victim.attach(part(() -> events.add("database stop"), () -> events.add("database cut")));
        victim.attach(part(never::take, () -> events.add("server cut")));
        victim.attach(part(() -> events.add("log stop"), () -> events.add("log cut")));
        world.enter(
                node,
                "test",
                () -> {
                    victim.spawn("stop", victim::stop);
                    world.sleep(Duration.ofSeconds(1));
                    victim.crash();
                    return node;
                });
        assertThat(events).containsExactly("log stop", "server cut", "database cut");
        assertThat(world.tasks()).isZero();
    }

    @Test
    @DisplayName(
            "crashed while a receiver is about to get a message, leaves the message to the next receiver")
    void signalIsHandedOn() {
        var letters = world.<String>mailbox("letters", 9);
        var victim = world.start("victim");
        victim.spawn("reader", () -> events.add("victim read " + letters.take()));
        world.enter(node, "look", () -> node);
        node.spawn("reader", () -> events.add("shop read " + letters.take()));
        world.enter(node, "look", () -> node);
        world.enter(
                node,
                "send",
                () -> {
                    letters.put("letter"); // the victim's reader is ready now
                    victim.crash();
                    return node;
                });
        assertThat(events).containsExactly("shop read letter");
    }

    @Test
    @DisplayName("reports nothing that a task throws after the crash")
    void dyingTasksAreNotReported() {
        world.enter(
                node,
                "test",
                () -> {
                    var victim = world.start("victim");
                    victim.spawn(
                            "task",
                            () -> {
                                try {
                                    world.sleep(Duration.ofDays(1));
                                } finally {
                                    closeBroken();
                                }
                            });
                    world.sleep(Duration.ofSeconds(1));
                    victim.crash();
                    return node;
                });
        assertThat(world.failures()).isEmpty();
        assertThat(events).containsExactly("closing");
    }

    private void closeBroken() {
        events.add("closing");
        throw new IllegalStateException("the connection is cut");
    }

    private static Part part(Runnable stop, Runnable crash) {
        return new Part() {
            @Override
            public void stop() {
                stop.run();
            }

            @Override
            public void crash() {
                crash.run();
            }
        };
    }
}
