package greenbelt.shard.store;

import java.util.concurrent.atomic.LongAdder;

/// How many writes have held a lease, and for how long together: for who works beside them and wants to know whether he slows them
/// down. For many tasks.
public final class WritePace {
    private final LongAdder writes = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    /// One that has counted nothing.
    public WritePace() {}

    /// What was counted up to a moment.
    public record Counted(long writes, long nanos) {
        /// What was counted since an earlier one.
        public Counted since(Counted earlier) {
            return new Counted(writes - earlier.writes, nanos - earlier.nanos);
        }

        /// How long a write has taken on average, in nanoseconds; 0 when there was none.
        public long mean() {
            return writes == 0 ? 0 : nanos / writes;
        }
    }

    /// A write has taken so long, in nanoseconds.
    public void took(long more) {
        writes.increment();
        nanos.add(more);
    }

    /// Up to now.
    public Counted counted() {
        return new Counted(writes.sum(), nanos.sum());
    }
}
