package greenbelt.shard.run;

import greenbelt.shard.map.LookupIndex;
import greenbelt.shard.run.Cluster.Held;

/// What a lookup index says of one value.
///
/// @param value what is looked for
/// @param home the sharding value of its row
record IndexRow(LookupIndex index, Object value, Object home) {
    long insert(Held held) {
        var sql =
                "insert into %s (%s, %s) values (?, ?)"
                        .formatted(
                                index.indexTable(),
                                index.column(),
                                Router.homeColumn(held.map(), index));
        var shard = held.map().indexShardOf(value);
        return Writes.on(shard, held, session -> (long) session.update(sql, value, home));
    }

    long delete(Held held) {
        var sql = "delete from %s where %s = ?".formatted(index.indexTable(), index.column());
        var shard = held.map().indexShardOf(value);
        return Writes.on(shard, held, session -> (long) session.update(sql, value));
    }
}
