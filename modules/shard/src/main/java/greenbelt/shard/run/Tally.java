package greenbelt.shard.run;

import java.util.concurrent.atomic.AtomicLong;

/// What one shard has given for a statement so far. Counted by one task and read by another.
final class Tally {
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();

    void add(long more) {
        rows.addAndGet(more);
    }

    void took(long more) {
        nanos.addAndGet(more);
    }

    long rows() {
        return rows.get();
    }

    long nanos() {
        return nanos.get();
    }
}
