package greenbelt.shard.move;

import greenbelt.shard.store.WritePace;
import greenbelt.world.World;
import java.time.Duration;

/// Leaves the machine to those who write while rows are copied: a pause after each chunk, a multiple of the time that the chunk
/// took. When writes take much longer than the quickest so far, the multiple is doubled; when they do not, it shrinks.
///
/// That is how a sender feels its way towards what a network can carry without being told, by the delay that it causes. Source:
/// Lawrence Brakmo, Sean O'Malley, Larry Peterson, *TCP Vegas: New Techniques for Congestion Detection and Avoidance* (1994).
final class Throttle {
    private static final double FIRST = 2;
    private static final double LEAST = 0.25;
    private static final double MOST = 16;
    private static final double SHRINKING = 0.9;
    private static final Duration MOST_PAUSE = Duration.ofSeconds(1);

    /// Writes that take so many times as long as the quickest are slowed down by us.
    private static final int SLOWED = 2;

    /// Nobody minds being slower by so much.
    private static final Duration UNNOTICED = Duration.ofMillis(2);

    /// An average of fewer says little.
    private static final int ENOUGH_WRITES = 20;

    private final World world;
    private final WritePace writers;
    private WritePace.Counted seen;
    private long quickest = Long.MAX_VALUE;
    private double multiple = FIRST;

    Throttle(World world, WritePace writers) {
        this.world = world;
        this.writers = writers;
        this.seen = writers.counted();
    }

    /// Pauses after a chunk that began then, in nanoseconds of the world.
    void pause(long begin) {
        long took = world.nanoTime() - begin;
        feel();
        world.sleep(Duration.ofNanos(Math.min((long) (took * multiple), MOST_PAUSE.toNanos())));
    }

    /// The same where to fall behind would be worse: no longer than the chunk took.
    void pauseBriefly(long begin) {
        long took = world.nanoTime() - begin;
        feel();
        world.sleep(Duration.ofNanos((long) (took * Math.min(multiple, 1))));
    }

    private void feel() {
        var since = writers.counted().since(seen);
        if (since.writes() < ENOUGH_WRITES) {
            return;
        }
        seen = writers.counted();
        quickest = Math.min(quickest, since.mean());
        boolean slowed = since.mean() > SLOWED * quickest + UNNOTICED.toNanos();
        multiple = slowed ? Math.min(2 * multiple, MOST) : Math.max(SHRINKING * multiple, LEAST);
    }
}
