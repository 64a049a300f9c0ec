package greenbelt.shard.write;

import greenbelt.shard.map.ShardId;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a write has come to, once it is certain.
///
/// @param rows how many each shard has changed
/// @param pending shards that could not be told of the commit: they show it when they have been, see [TwoPhase#recover]
public record Written(NavigableMap<ShardId, Integer> rows, NavigableSet<ShardId> pending) {
    public Written {
        rows = Collections.unmodifiableNavigableMap(new TreeMap<>(rows));
        pending = Collections.unmodifiableNavigableSet(new TreeSet<>(pending));
    }

    /// How many rows were changed on all shards.
    public long total() {
        return rows.values().stream().mapToLong(Integer::longValue).sum();
    }
}
