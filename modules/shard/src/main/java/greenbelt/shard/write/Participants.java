package greenbelt.shard.write;

import greenbelt.database.Database;
import greenbelt.shard.map.ShardId;
import java.util.NavigableSet;

/// The shards that writes go to, as they are by one version of the map.
public interface Participants {
    NavigableSet<ShardId> shards();

    /// The shard of the rows with this sharding value.
    ShardId shardOf(Object key);

    /// The database of this shard, which is one of [#shards].
    Database database(ShardId shard);
}
