package greenbelt.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Tasks of the live world")
class CarriersTest {
    private static final int TASKS = Carriers.LEAST / 2;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final CountDownLatch RELEASED = new CountDownLatch(1);

    /// Is initialised when [#RELEASED] is open; until then a thread that uses it keeps its carrier.
    private static final class Slow {
        static final boolean READY = open();

        private static boolean open() {
            try {
                RELEASED.await();
                return true;
            } catch (InterruptedException interrupted) {
                return false;
            }
        }
    }

    @Test
    @DisplayName("go on while others wait for a class to be initialised, on however few cores")
    void goOnDuringClassInitialisation() {
        try (var world = new LiveWorld()) {
            var node = world.start("node");
            var ready = world.<Boolean>mailbox("ready", TASKS);
            for (int i = 0; i < TASKS; i++) {
                node.spawn("user of the class", () -> ready.put(Slow.READY));
            }
            node.spawn("whom it waits for", RELEASED::countDown);

            for (int i = 0; i < TASKS; i++) {
                assertThat(world.enter(node, "wait", () -> ready.await(PATIENCE))).contains(true);
            }
        } finally {
            RELEASED.countDown(); // or a failure would never end
        }
    }
}
