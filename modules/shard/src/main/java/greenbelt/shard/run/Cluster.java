package greenbelt.shard.run;

import greenbelt.database.Database;
import greenbelt.database.Session;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import java.util.Collection;
import java.util.function.Function;

/// What is needed of the shards to ask them: the map, and a database for each.
public interface Cluster {
    /// The map and the databases, for one statement that reads.
    Held read();

    /// The map and the databases, for one statement that writes to some shards.
    ///
    /// @param route which, by a map
    Held write(Function<ShardMap, ? extends Collection<ShardId>> route);

    /// Writes reference tables, every copy of them; answers what `work` answered.
    <T> T writeReferences(String what, Function<Session, T> work);

    /// One version of the map with its databases. To be closed by whoever got it.
    interface Held extends AutoCloseable {
        ShardMap map();

        Database database(ShardId shard);

        /// Told that a statement is about this sharding value: whoever looks for hot keys counts it.
        default void routed(Object key, ShardId shard) {}

        @Override
        void close();
    }
}
