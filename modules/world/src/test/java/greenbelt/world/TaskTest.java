package greenbelt.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A task")
class TaskTest {
    private static final int MANY = 100_000;

    @Test
    @DisplayName("keeps counting the children of one name among many thousands of others")
    void countsAnOftenUsedName() {
        try (var world = new VirtualWorld(1)) {
            var node = world.start("server");
            var parent = Task.root(node);
            for (int i = 1; i < MANY; i++) {
                parent.child(node, "GET /orders");
                parent.child(node, "message " + i);
            }
            assertThat(parent.child(node, "GET /orders").name())
                    .isEqualTo("server/GET /orders#" + MANY);
        }
    }

    @Test
    @DisplayName(
            "forgets names not used for a thousand others, so that naming tasks after messages is harmless")
    void forgetsNamesOutOfUse() {
        try (var world = new VirtualWorld(1)) {
            var node = world.start("server");
            var parent = Task.root(node);
            parent.child(node, "message 1");
            assertThat(parent.child(node, "message 1").name()).isEqualTo("server/message 1#2");
            for (int i = 2; i <= ChildCounts.MAX_NAMES + ChildCounts.SLACK + 1; i++) {
                parent.child(node, "message " + i);
            }
            assertThat(parent.child(node, "message 1").name()).isEqualTo("server/message 1");
        }
    }
}
