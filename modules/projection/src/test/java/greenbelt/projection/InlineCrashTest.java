package greenbelt.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
        "An inline projection that is built anew again and again, under crashes at random points")
class InlineCrashTest {
    private static final int SEEDS = 40;
    private static final int CRASHES = 4;
    private static final int EVENTS = 10;

    /// What was found after a crash.
    ///
    /// @param events in the log
    /// @param rows of the projection
    private record Found(List<String> events, List<String> rows) {}

    private static final List<Found> FOUND = new ArrayList<>();
    private static int switches;
    private static int takenBack;
    private static long failures;

    @BeforeAll
    static void run() {
        LongStream.range(0, SEEDS).forEach(InlineCrashTest::run);
    }

    @Test
    @DisplayName("says after each crash what the log says, in its order")
    void agrees() {
        assertThat(FOUND).hasSize(SEEDS * CRASHES).allMatch(it -> it.rows().equals(it.events()));
        assertThat(failures).isZero();
    }

    @Test
    @DisplayName(
            "is really switched, and crashes really take events back, so that this test can fail")
    void canFail() {
        assertThat(switches).isGreaterThan(SEEDS);
        assertThat(takenBack).isPositive();
    }

    private static void run(long seed) {
        try (var shop = new InlineShop(seed)) {
            var crashes = shop.world.random("crashes");
            for (int round = 0; round < CRASHES; round++) {
                runUntilCrash(
                        shop, round, crashes.between(Duration.ofNanos(1), Duration.ofMillis(20)));
                takenBack += shop.isAhead() ? 1 : 0;
                shop.start();
                FOUND.add(new Found(shop.log(), shop.rows()));
                shop.node().stop();
            }
            failures += shop.world.failureCount();
        }
    }

    private static void runUntilCrash(InlineShop shop, int round, Duration lifetime) {
        shop.start();
        var node = shop.node();
        var killer = shop.world.start("killer");
        shop.inTask(() -> {
            node.spawn("writer", () -> append(shop, round));
            node.spawn("builder", () -> build(shop));
            killer.spawn(
                    "kill",
                    () -> {
                        shop.world.sleep(lifetime);
                        node.crash();
                    });
            return true;
        });
        killer.stop();
    }

    private static void append(InlineShop shop, int round) {
        for (int i = 0; i < EVENTS; i++) {
            InlineShop.append(shop.store(), round + "-" + i, "Sold");
            shop.world.sleep(Duration.ofMillis(1));
        }
    }

    private static void build(InlineShop shop) {
        for (int i = 0; ; i++) {
            shop.projections().rebuild("seen");
            if (i % 3 == 2) {
                shop.projections().cancel("seen");
            } else if (shop.projections().switchOver("seen", InlineShop.PATIENCE)
                    instanceof Switched.Done) {
                switches++;
            }
            shop.world.sleep(Duration.ofNanos(300_000));
        }
    }
}
