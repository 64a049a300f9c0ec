package greenbelt.shard.store;

import greenbelt.database.Database;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.store.ShardsException.Kind;
import java.util.NavigableMap;

/// One version of the map with its databases; who reads by it is counted, so that they are not closed under a reader.
///
/// @param served by shard; a shard that is the same in the next version is served by the same
record Epoch(ShardMap map, NavigableMap<ShardId, Served> served, InFlight readers) {
    /// A shard's database, and who is writing into it.
    record Served(Database database, InFlight writers) {}

    Served of(ShardId shard) {
        var found = served.get(shard);
        if (found == null) {
            throw new ShardsException(
                    Kind.UNKNOWN,
                    "there is no %s in version %d of the map; there are %s"
                            .formatted(shard, map.version(), served.keySet()));
        }
        return found;
    }
}
