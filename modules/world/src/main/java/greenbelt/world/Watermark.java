package greenbelt.world;

import greenbelt.world.Gate.Kind;
import java.time.Duration;

/// A number that only grows, and that tasks can wait for: a position in a log, a count of things done.
///
/// Safe for many tasks.
public final class Watermark {
    private final String name;
    private final World world;
    private final Gate gate;
    private volatile long value;

    Watermark(String name, long start, World world, Gate gate) {
        this.name = name;
        this.world = world;
        this.gate = gate;
        this.value = start;
    }

    public long value() {
        return value;
    }

    /// Raises the mark to `to`. No effect when it stands there or higher already.
    public void advanceTo(long to) {
        gate.enter();
        try {
            if (to > value) {
                value = to;
                gate.signalAll();
            }
        } finally {
            gate.exit();
        }
    }

    /// Waits, with no work in hand, until the mark stands beyond `seen`; answers whether it does after `patience`.
    public boolean restUntilBeyond(long seen, Duration patience) {
        return waitUntilBeyond(seen, patience.toNanos(), Kind.RESTING);
    }

    /// Waits, with no work in hand, until the mark stands beyond `seen`.
    public void restUntilBeyond(long seen) {
        waitUntilBeyond(seen, Gate.FOREVER, Kind.RESTING);
    }

    /// Waits until the mark stands beyond `seen`, which is owed; answers whether it does after `patience`.
    public boolean awaitBeyond(long seen, Duration patience) {
        return waitUntilBeyond(seen, patience.toNanos(), Kind.OWED);
    }

    private boolean waitUntilBeyond(long seen, long patienceNanos, Kind kind) {
        long begin = world.nanoTime();
        gate.enter();
        try {
            while (value <= seen) {
                long left = patienceNanos;
                if (patienceNanos != Gate.FOREVER) {
                    left = patienceNanos - (world.nanoTime() - begin);
                    if (left <= 0) {
                        return false;
                    }
                }
                gate.await(name + " beyond " + seen, left, kind);
            }
            return true;
        } finally {
            gate.exit();
        }
    }
}
