package greenbelt.shard.move;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.shard.store.WritePace;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A throttle")
class ThrottleTest {
    private static final Duration CHUNK = Duration.ofMillis(10);

    private final VirtualWorld world = new VirtualWorld(1);
    private final WritePace writers = new WritePace();
    private final Throttle throttle = new Throttle(world, writers);

    @AfterEach
    void close() {
        world.close();
    }

    /// How long it pauses after a chunk beside which there were so many writes of so many milliseconds.
    private Duration pause(int writes, long millis) {
        for (int i = 0; i < writes; i++) {
            writers.took(Duration.ofMillis(millis).toNanos());
        }
        long begin = world.nanoTime();
        world.sleep(CHUNK);
        throttle.pause(begin);
        return Duration.ofNanos(world.nanoTime() - begin).minus(CHUNK);
    }

    @Test
    @DisplayName(
            "pauses longer while writes take longer than the quickest, and shorter again when they do not")
    void followsTheWriters() {
        world.enter(
                world.start("mover"),
                "copy",
                () -> {
                    var first = pause(50, 1);
                    var slowed = pause(50, 20);
                    var slowedMore = pause(50, 20);
                    var mended = pause(50, 1);
                    assertThat(slowed).isGreaterThan(first);
                    assertThat(slowedMore).isEqualTo(slowed.multipliedBy(2));
                    assertThat(mended).isLessThan(slowedMore);
                    return true;
                });
    }

    @Test
    @DisplayName("pauses for a quarter of the chunk at least, and sixteen times as long at most")
    void hasBounds() {
        world.enter(
                world.start("mover"),
                "copy",
                () -> {
                    pause(50, 1);
                    for (int i = 0; i < 9; i++) {
                        pause(50, 100);
                    }
                    assertThat(pause(50, 100)).isEqualTo(CHUNK.multipliedBy(16));
                    for (int i = 0; i < 60; i++) {
                        pause(50, 1);
                    }
                    assertThat(pause(50, 1)).isEqualTo(CHUNK.dividedBy(4));
                    return true;
                });
    }

    @Test
    @DisplayName("does not change its mind for a few writes")
    void ignoresFew() {
        world.enter(
                world.start("mover"),
                "copy",
                () -> {
                    var first = pause(50, 1);
                    assertThat(pause(3, 1_000)).isEqualTo(first);
                    return true;
                });
    }
}
