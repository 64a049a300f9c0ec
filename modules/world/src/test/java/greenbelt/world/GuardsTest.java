package greenbelt.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The guards of the virtual world")
class GuardsTest {
    @Test
    @DisplayName(
            "report a livelock after a million steps without time passing, and the world goes on")
    void livelock() {
        try (var world = new VirtualWorld(1)) {
            var node = world.start("node");
            var spinning = node;
            assertThatThrownBy(() -> world.enter(spinning, "spin", () -> spin(world)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "livelock: 1000000 steps without time passing; next would be node/spin at sleep");
            node.crash();
            var second = world.start("node");
            assertThat(world.enter(second, "work", () -> "done")).isEqualTo("done");
        }
    }

    private static String spin(World world) {
        while (true) {
            world.sleep(Duration.ZERO);
        }
    }

    @Test
    @DisplayName("leave work that never ends to the next who enters, after a day of virtual time")
    void workThatNeverEnds() {
        try (var world = new VirtualWorld(1)) {
            var node = world.start("node");
            world.enter(
                    node,
                    "begin",
                    () -> {
                        node.spawn("ask again", () -> askForEver(world, node));
                        return "";
                    });
            assertThat(world.now()).isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));

            world.enter(node, "look", () -> "");
            assertThat(world.now()).isEqualTo(Instant.parse("2026-01-03T00:00:00Z"));
        }
    }

    private static void askForEver(World world, Node node) {
        while (true) {
            node.spawn("answered too late", () -> world.sleep(Duration.ofHours(2)));
            world.rest(Duration.ofHours(1));
        }
    }

    @Test
    @DisplayName("show the stack of a task that holds the baton too long in real time")
    void watchdog() {
        var freed = new CountDownLatch(1);
        var alarms = new ConcurrentLinkedQueue<String>();
        var watchdog =
                new Watchdog(
                        Duration.ofMillis(20),
                        text -> {
                            alarms.add(text);
                            freed.countDown();
                        });
        try (var world = new VirtualWorld(1, watchdog)) {
            var node = world.start("node");
            world.enter(node, "block", () -> blockBehindTheWorldsBack(freed));
        }
        assertThat(alarms.peek())
                .startsWith("node/block has held the baton for PT0.02S")
                .contains("GuardsTest.blockBehindTheWorldsBack");
    }

    private static String blockBehindTheWorldsBack(CountDownLatch freed) {
        try {
            freed.await();
            return "freed";
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    @DisplayName("refuse a second thread that wants in")
    void secondDriver() {
        try (var world = new VirtualWorld(1)) {
            var node = world.start("node");
            var refused =
                    world.enter(
                            node,
                            "busy",
                            () -> failureOf(() -> world.enter(node, "second", () -> node)));
            assertThat(refused)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("one thread at a time drives a virtual world; now it");
        }
    }

    @Test
    @DisplayName("refuse a thread that touches the running world from outside")
    void threadFromOutside() {
        try (var world = new VirtualWorld(1)) {
            var node = world.start("node");
            var mailbox = world.<String>mailbox("letters", 1);
            List<Runnable> touches =
                    List.of(
                            () -> mailbox.offer("a"),
                            () -> node.spawn("task", () -> {}),
                            () -> world.random("draw"),
                            () -> world.start("other"),
                            () -> node.skew(Duration.ZERO),
                            () -> world.onStep((at, task, point) -> {}),
                            () -> world.offStep((at, task, point) -> {}),
                            node::pause,
                            node::resume,
                            node::crash);
            var refusals =
                    world.enter(
                            node,
                            "busy",
                            () -> touches.stream().map(GuardsTest::failureOf).toList());
            assertThat(refusals)
                    .allSatisfy(refusal ->
                            assertThat(refusal)
                                    .isInstanceOf(IllegalStateException.class)
                                    .hasMessageContaining("only its tasks may act now"));
            assertThat(node.isUp()).isTrue();
        }
    }

    private static Throwable failureOf(Runnable body) {
        var failure = new FutureTask<>(() -> catchThrowable(body::run));
        Thread.ofPlatform().name("outsider").start(failure);
        try {
            return failure.get();
        } catch (InterruptedException | ExecutionException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    @Test
    @DisplayName("refuse a task that enters the world it is in")
    void enterFromInside() {
        try (var world = new VirtualWorld(1)) {
            var node = world.start("node");
            assertThatThrownBy(() ->
                            world.enter(
                                    node, "outer", () -> world.enter(node, "inner", () -> node)))
                    .hasMessage("task node/outer is in the world already");
        }
    }

    @Test
    @DisplayName("refuse a thread that waits without being a task")
    void waitOutside() {
        try (var world = new VirtualWorld(1)) {
            assertThatThrownBy(() -> world.sleep(Duration.ofSeconds(1)))
                    .hasMessageStartingWith("sleep must be called by a task")
                    .hasMessageEndingWith("enter the world with World.enter first");
        }
    }

    @Test
    @DisplayName("let a thread that is interrupted leave endless work, which goes on later")
    void interrupt() {
        try (var world = new VirtualWorld(1)) {
            var node = world.start("node");
            var driver = Thread.currentThread();
            var rounds = new AtomicInteger();
            node.spawn("endless", () -> interruptEveryHundredRounds(world, driver, rounds));
            for (int times = 1; times <= 2; times++) {
                assertThatThrownBy(() -> world.enter(node, "look", () -> node))
                        .hasMessage("interrupted while work was in hand");
                assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
                assertThat(rounds).hasValueGreaterThanOrEqualTo(times * 100);
            }
        }
    }

    private static void interruptEveryHundredRounds(
            World world, Thread driver, AtomicInteger rounds) {
        while (true) {
            if (rounds.incrementAndGet() % 100 == 0) {
                driver.interrupt();
            }
            world.sleep(Duration.ofSeconds(1));
        }
    }

    @Test
    @DisplayName("keep a task waiting although its thread was interrupted")
    void interruptedTask() {
        try (var world = new VirtualWorld(1)) {
            var node = world.start("node");
            var interrupted =
                    world.enter(
                            node,
                            "work",
                            () -> {
                                node.spawn("other", () -> world.step("meanwhile"));
                                Thread.currentThread().interrupt();
                                world.sleep(Duration.ofSeconds(1));
                                return Thread.currentThread().isInterrupted();
                            });
            assertThat(interrupted).isTrue();
            assertThat(world.nanoTime()).isEqualTo(Duration.ofSeconds(1).toNanos());
        }
    }
}
