package greenbelt.shard.store;

import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Counts who is inside, and can be closed to those who come, until it is empty. For many tasks; one of them closes and opens.
final class InFlight {
    private static final long CLOSED = 1L << 32;
    private static final long CLOSING = 1L << 33;
    private static final long INSIDE = CLOSED - 1;

    /// From right to left: how many are inside, whether it is closed, how often it was.
    private final AtomicLong state = new AtomicLong();

    /// The closing that has last come to be empty.
    private final Watermark emptied;

    InFlight(World world, String name) {
        this.emptied = world.watermark(name, 0);
    }

    /// Answers whether it is open; then whoever entered must leave.
    boolean enter() {
        for (long now = state.get(); (now & CLOSED) == 0; now = state.get()) {
            if (state.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    void leave() {
        tellIfEmpty(state.decrementAndGet());
    }

    void close() {
        tellIfEmpty(state.updateAndGet(now -> (now | CLOSED) + CLOSING));
    }

    private void tellIfEmpty(long now) {
        if ((now & CLOSED) != 0 && (now & INSIDE) == 0) {
            emptied.advanceTo(now / CLOSING);
        }
    }

    /// Waits, once closed, until all have left; answers whether they have after `patience`.
    boolean awaitEmpty(Duration patience) {
        return emptied.awaitBeyond(state.get() / CLOSING - 1, patience);
    }

    /// Waits, once closed, until all have left, for however long that takes; with no work in hand.
    void restUntilEmpty() {
        emptied.restUntilBeyond(state.get() / CLOSING - 1);
    }

    void open() {
        state.updateAndGet(now -> now & ~CLOSED);
    }
}
