package greenbelt.shard.write;

import greenbelt.database.Database;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import java.util.NavigableSet;
import java.util.function.Function;

/// The shards that writes go to, as they are by one version of the map.
public interface Participants {
    NavigableSet<ShardId> shards();

    /// The shard of the rows with this sharding value.
    ShardId shardOf(Object key);

    /// The database of this shard, which is one of [#shards].
    Database database(ShardId shard);

    /// Those of a map.
    ///
    /// @param databases for each of its shards, as a lease has it
    static Participants of(ShardMap map, Function<ShardId, Database> databases) {
        return new Participants() {
            @Override
            public NavigableSet<ShardId> shards() {
                return map.shards();
            }

            @Override
            public ShardId shardOf(Object key) {
                return map.shardOf(key);
            }

            @Override
            public Database database(ShardId shard) {
                return databases.apply(shard);
            }
        };
    }
}
