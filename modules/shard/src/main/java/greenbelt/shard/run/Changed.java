package greenbelt.shard.run;

import greenbelt.shard.map.ShardId;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;

/// What a statement has changed.
///
/// @param rows how many, those of lookup indexes not counted
/// @param shards that took part, also with the row of a lookup index; none when it was about reference tables
/// @param pending those of them that could not be told of the commit: they show it when they have been
public record Changed(long rows, NavigableSet<ShardId> shards, NavigableSet<ShardId> pending) {
    public Changed {
        shards = Collections.unmodifiableNavigableSet(new TreeSet<>(shards));
        pending = Collections.unmodifiableNavigableSet(new TreeSet<>(pending));
    }
}
