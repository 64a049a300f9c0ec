package greenbelt.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import greenbelt.world.Deadlock.Wait;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A deadlock")
class DeadlockTest {
    private final VirtualWorld world = new VirtualWorld(1);
    private final Node node = world.start("shop");

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("is reported with who waits for what, sorted by task")
    void namesWhoWaitsForWhat() {
        var answer = world.<String>mailbox("answer to order-1", 1);
        var full = world.<String>mailbox("post", 1);
        var durable = world.watermark("durable position", 41);
        node.spawn("c", answer::await);
        node.spawn("b", () -> full.put("second"));
        node.spawn("a", () -> world.sleep(Duration.ofSeconds(1)));
        var deadlock =
                catchThrowableOfType(
                        Deadlock.class,
                        () ->
                                world.enter(
                                        node,
                                        "z",
                                        () -> {
                                            full.put("first");
                                            node.spawn("y", () -> durable.restUntilBeyond(99));
                                            return answer.await();
                                        }));
        assertThat(deadlock.waits())
                .isEqualTo(
                        List.of(
                                new Wait("shop/b", "room in post"),
                                new Wait("shop/c", "answer to order-1"),
                                new Wait("shop/z", "answer to order-1")));
        assertThat(deadlock)
                .hasMessage(
                        """
                        nothing is ready, and these tasks wait for what cannot come:
                          shop/b waits for room in post
                          shop/c waits for answer to order-1
                          shop/z waits for answer to order-1\
                        """);
    }

    @Test
    @DisplayName("is not hidden by background timers")
    void backgroundTimersDoNotHideIt() {
        node.spawn(
                "tick",
                () -> {
                    while (true) {
                        world.rest(Duration.ofSeconds(1));
                    }
                });
        var answer = world.<String>mailbox("answer", 1);
        assertThatThrownBy(() -> world.enter(node, "ask", answer::await))
                .isInstanceOf(Deadlock.class)
                .hasMessageContaining("shop/ask waits for answer");
    }

    @Test
    @DisplayName("is reported once, not again to those who enter later")
    void reportedOnce() {
        var answer = world.<String>mailbox("answer", 1);
        assertThatThrownBy(() -> world.enter(node, "ask", answer::await))
                .isInstanceOf(Deadlock.class);
        assertThat(world.enter(node, "work", () -> "done")).isEqualTo("done");
    }

    @Test
    @DisplayName("can be resolved by those who enter later")
    void resolvedLater() {
        var answer = world.<String>mailbox("answer", 1);
        var heard = world.<String>mailbox("heard", 1);
        node.spawn("ask", () -> heard.put(answer.await()));
        assertThatThrownBy(() -> world.enter(node, "look", () -> node))
                .isInstanceOf(Deadlock.class);
        world.enter(node, "answer", () -> answer.offer("here"));
        String here = world.enter(node, "hear", heard::await);
        assertThat(here).isEqualTo("here");
    }

    @Test
    @DisplayName("names the failure of the body that it hides")
    void keepsTheFailureOfTheBody() {
        var answer = world.<String>mailbox("answer", 1);
        node.spawn("ask", answer::await);
        var failure = new IllegalArgumentException("no such item");
        assertThatThrownBy(() ->
                        world.enter(
                                node,
                                "fail",
                                () -> {
                                    throw failure;
                                }))
                .isInstanceOf(Deadlock.class)
                .hasSuppressedException(failure);
    }
}
