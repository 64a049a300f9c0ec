package greenbelt.shard.map;

import java.util.NavigableSet;
import java.util.Optional;

/// How a sharding value decides on a shard. Immutable; each change gives a new one.
///
/// Keys are whole numbers or texts, see [ShardKey].
public sealed interface Strategy permits HashRanges, ValueRanges, Listed, Directory, Modulo {
    /// What it is called, such as `hash ranges`.
    String name();

    /// The shard of this key. Throws [ShardMapException] when it belongs to none.
    ShardId shardOf(Object key);

    /// All shards that have a part.
    NavigableSet<ShardId> shards();

    /// The shards that can have keys from `low` to `high`, both included and each open when empty.
    NavigableSet<ShardId> shardsBetween(Optional<Object> low, Optional<Object> high);

    /// Why this key is where it is, in a sentence without a full stop.
    String explain(Object key);

    /// The same with a part of `shard` given to `added`, which has none yet; where to cut is up to the strategy.
    ///
    /// Throws [ShardMapException] when it cannot tell, or cannot split.
    Strategy split(ShardId shard, ShardId added);

    /// The same with everything of `from` given to `into`, its neighbour where there are neighbours. Throws
    /// [ShardMapException] when that cannot be done.
    Strategy merge(ShardId from, ShardId into);
}
