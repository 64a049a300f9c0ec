package greenbelt.shard.store;

import greenbelt.database.Database;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// One version of the map and its databases, for one statement: as long as it is held, they stay.
///
/// Rows may be moved meanwhile; a lease to read sees the rows as they are by its own map. To be closed soon, by whoever got it.
public final class Lease implements AutoCloseable {
    private final Epoch epoch;
    private final Runnable end;
    private final AtomicBoolean closed = new AtomicBoolean();

    Lease(Epoch epoch, Runnable end) {
        this.epoch = epoch;
        this.end = end;
    }

    public ShardMap map() {
        return epoch.map();
    }

    /// The database of this shard. Throws [ShardsException] when the map has no such shard.
    public Database database(ShardId shard) {
        return epoch.of(shard).database();
    }

    /// Gives it back. No effect the second time.
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            end.run();
        }
    }
}
