package greenbelt.shard.run;

import greenbelt.database.Session;
import greenbelt.shard.map.LookupIndex;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.run.Cluster.Held;

/// What a lookup index says of one value.
///
/// @param value what is looked for
/// @param home the sharding value of its row
record IndexRow(LookupIndex index, Object value, Object home) {
    ShardId shard(ShardMap map) {
        return map.indexShardOf(value);
    }

    long insert(Held held) {
        return Writes.on(shard(held.map()), held, session -> (long) insert(session, held.map()));
    }

    int insert(Session session, ShardMap map) {
        return session.update(
                "insert into %s (%s, %s) values (?, ?)"
                        .formatted(
                                index.indexTable(), index.column(), Router.homeColumn(map, index)),
                value,
                home);
    }

    long delete(Held held) {
        return Writes.on(shard(held.map()), held, session -> (long) delete(session));
    }

    int delete(Session session) {
        return session.update(
                "delete from %s where %s = ?".formatted(index.indexTable(), index.column()), value);
    }
}
