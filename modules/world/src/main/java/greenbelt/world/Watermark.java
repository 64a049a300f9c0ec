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
    private final Gate.Line waiting;
    private volatile long value;

    Watermark(String name, long start, World world, Gate gate) {
        this.name = name;
        this.world = world;
        this.gate = gate;
        this.waiting = gate.line();
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
                waiting.signalAll();
            }
        } finally {
            gate.exit();
        }
    }

    /// Waits, with no work in hand, until the mark stands beyond `seen`; answers whether it does after `patience`.
    public boolean restUntilBeyond(long seen, Duration patience) {
        return waitUntilBeyond(seen, Gate.nanos(patience), Kind.RESTING);
    }

    /// Waits, with no work in hand, until the mark stands beyond `seen`.
    public void restUntilBeyond(long seen) {
        waitUntilBeyond(seen, Gate.FOREVER, Kind.RESTING);
    }

    /// Waits until the mark stands beyond `seen`, which is owed; answers whether it does after `patience`.
    public boolean awaitBeyond(long seen, Duration patience) {
        return waitUntilBeyond(seen, Gate.nanos(patience), Kind.OWED);
    }

    private boolean waitUntilBeyond(long seen, long patienceNanos, Kind kind) {
        gate.enter();
        try {
            var what = new Rise(name, seen);
            long begin = world.nanoTime();
            long left = patienceNanos;
            while (value <= seen) {
                if (left <= 0) {
                    return false;
                }
                waiting.await(what, left, kind);
                if (patienceNanos != Gate.FOREVER) {
                    left = patienceNanos - (world.nanoTime() - begin);
                }
            }
            return true;
        } finally {
            gate.exit();
        }
    }

    @Override
    public String toString() {
        return name + " at " + value;
    }

    private record Rise(String name, long seen) {
        @Override
        public String toString() {
            return name + " beyond " + seen;
        }
    }
}
