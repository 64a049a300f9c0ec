package greenbelt.shard.write;

import greenbelt.shard.map.ShardId;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// A write by best effort has failed when some shards had committed their piece, and those stay.
public final class PartlyWritten extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient NavigableMap<ShardId, Integer> done;

    PartlyWritten(
            String what, NavigableMap<ShardId, Integer> done, ShardId failed, Throwable cause) {
        super(
                "%s failed on %s, and stays done on %s: %s"
                        .formatted(what, failed, List.copyOf(done.keySet()), cause.getMessage()),
                cause);
        this.done = new TreeMap<>(done);
    }

    /// How many rows were changed, on the shards that had committed.
    public NavigableMap<ShardId, Integer> done() {
        return done;
    }
}
