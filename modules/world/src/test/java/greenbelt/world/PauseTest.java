package greenbelt.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A paused node of the virtual world")
class PauseTest {
    private final VirtualWorld world = new VirtualWorld(1);
    private final Node node = world.start("shop");
    private final Node victim = world.start("victim");

    @AfterEach
    void close() {
        world.close();
        assertThat(world.tasks()).isZero();
    }

    @Test
    @DisplayName("goes on exactly when it is resumed")
    void resumedOnTime() {
        var wentOn = new ArrayList<Long>();
        victim.spawn(
                "work",
                () -> {
                    world.sleep(Duration.ofSeconds(5));
                    wentOn.add(Duration.ofNanos(world.nanoTime()).toSeconds());
                    world.sleep(Duration.ofSeconds(1));
                    wentOn.add(Duration.ofNanos(world.nanoTime()).toSeconds());
                });
        world.enter(
                node,
                "nemesis",
                () -> {
                    world.sleep(Duration.ofSeconds(2));
                    victim.pause();
                    world.sleep(Duration.ofSeconds(8));
                    victim.resume();
                    return node;
                });
        assertThat(wentOn).containsExactly(10L, 11L);
    }

    @Test
    @DisplayName("goes on in the same order under the same seed, and in others under others")
    void deterministic() {
        assertThat(orderAfterPause(7)).isEqualTo(orderAfterPause(7));
        assertThat(LongStream.range(0, 50).mapToObj(PauseTest::orderAfterPause).distinct().count())
                .as("orders of 3 held tasks under 50 seeds")
                .isEqualTo(6);
    }

    private static List<String> orderAfterPause(long seed) {
        var order = new ArrayList<String>();
        try (var world = new VirtualWorld(seed)) {
            var victim = world.start("victim");
            var nemesis = world.start("nemesis");
            victim.pause();
            List.of("a", "b", "c").forEach(task -> victim.spawn(task, () -> order.add(task)));
            world.enter(
                    nemesis,
                    "resume",
                    () -> {
                        world.sleep(Duration.ofSeconds(1));
                        assertThat(order).isEmpty();
                        victim.resume();
                        return victim;
                    });
        }
        return order;
    }

    @Test
    @DisplayName("leaves the world quiet, and goes on when somebody who enters later resumes it")
    void quiet() {
        var done = new ArrayList<String>();
        victim.spawn("work", () -> done.add("done"));
        victim.pause();
        assertThat(world.enter(node, "look", () -> "quiet")).isEqualTo("quiet");
        assertThat(done).isEmpty();
        world.enter(
                node,
                "resume",
                () -> {
                    victim.resume();
                    return node;
                });
        assertThat(done).containsExactly("done");
    }

    @Test
    @DisplayName("is no deadlock for who waits for it while a background timer may resume it")
    void resumedInTheBackground() {
        var answer = world.<String>mailbox("answer", 1);
        victim.spawn("work", () -> answer.put("here"));
        victim.pause();
        node.spawn(
                "nemesis",
                () -> {
                    world.rest(Duration.ofMinutes(1));
                    world.rest(Duration.ofMinutes(1));
                    victim.resume();
                });
        assertThat(world.<String>enter(node, "ask", answer::await)).isEqualTo("here");
        assertThat(world.nanoTime()).isEqualTo(Duration.ofMinutes(2).toNanos());
    }

    @Test
    @DisplayName("is named by the deadlock of who waits for it when nobody can resume it")
    void deadlock() {
        var answer = world.<String>mailbox("answer", 1);
        victim.spawn("work", () -> answer.put("here"));
        victim.pause();
        assertThatThrownBy(() -> world.enter(node, "ask", answer::await))
                .isInstanceOf(Deadlock.class)
                .hasMessage(
                        """
                        nothing is ready, and these tasks wait for what cannot come:
                          shop/ask waits for answer
                          victim/work waits for victim to be resumed: it is paused\
                        """);
    }

    @Test
    @DisplayName("is a deadlock for who waits for it when nobody has resumed it for an hour")
    void patienceEnds() {
        var answer = world.<String>mailbox("answer", 1);
        victim.spawn("work", () -> answer.put("here"));
        victim.pause();
        node.spawn(
                "tick",
                () -> {
                    while (true) {
                        world.rest(Duration.ofMinutes(7));
                    }
                });
        assertThatThrownBy(() -> world.enter(node, "ask", answer::await))
                .isInstanceOf(Deadlock.class);
        assertThat(world.nanoTime()).isEqualTo(Duration.ofMinutes(56).toNanos());
        assertThat(world.enter(node, "work", () -> "done")).isEqualTo("done");
    }

    @Test
    @DisplayName("is a deadlock for who enters it")
    void entered() {
        victim.pause();
        assertThatThrownBy(() -> world.enter(victim, "work", () -> node))
                .isInstanceOf(Deadlock.class)
                .hasMessageEndingWith("victim/work waits for victim to be resumed: it is paused");
    }

    @Test
    @DisplayName("that crashes ends its tasks without letting them go on")
    void crash() {
        var done = new ArrayList<String>();
        victim.spawn("work", () -> done.add("done"));
        victim.pause();
        world.enter(node, "look", () -> node);
        victim.crash();
        world.enter(node, "look", () -> node);
        assertThat(done).isEmpty();
        assertThat(world.tasks()).isZero();
    }
}
