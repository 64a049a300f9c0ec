package greenbelt.shard.run;

import greenbelt.database.Session;
import greenbelt.shard.map.ColumnType;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.map.ShardMapException;
import greenbelt.shard.plan.Plan;
import greenbelt.shard.plan.Pushed;
import greenbelt.shard.run.Cluster.Held;
import greenbelt.shard.sql.Expr;
import greenbelt.shard.sql.Refusal;
import greenbelt.shard.sql.Refused;
import greenbelt.shard.sql.SqlWriter;
import greenbelt.shard.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// The rows of one insert, by shard. What cannot be placed is refused before anything is written.
final class Additions {
    private final Plan.Add add;
    private final Arguments arguments;
    private final ShardMap map;
    private final NavigableMap<ShardId, List<List<Expr>>> rows = new TreeMap<>();
    private final List<IndexRow> index = new ArrayList<>();
    private final NavigableSet<ShardId> written = new TreeSet<>();

    Additions(Plan.Add add, Arguments arguments, ShardMap map) {
        this.add = add;
        this.arguments = arguments;
        this.map = map;
        add.insert().rows().forEach(this::place);
    }

    private void place(List<Expr> row) {
        var column = add.table().shardingColumn().flatMap(add.table()::column).orElseThrow();
        var value = row.get(add.key().orElseThrow());
        var key =
                arguments
                        .key(value, column.type())
                        .orElseThrow(() -> refused(Refusal.NO_SHARDING_VALUE, value));
        try {
            rows.computeIfAbsent(map.shardOf(add.table(), key), _ -> new ArrayList<>()).add(row);
        } catch (ShardMapException none) {
            throw new Refused(Refusal.NO_SHARD, String.valueOf(none.getMessage()));
        }
        for (var lookup : map.catalog().lookupsOf(add.table().name())) {
            int place = add.insert().columns().indexOf(lookup.column());
            if (place < 0) {
                throw new Refused(Refusal.NO_SHARDING_VALUE, lookup.column());
            }
            var looked = row.get(place);
            if (!Expr.isConstant(looked)) {
                throw refused(Refusal.COMPUTED_KEY, looked);
            }
            index.add(
                    new IndexRow(
                            lookup,
                            arguments
                                    .key(looked, ColumnType.BIGINT)
                                    .orElseThrow(() -> refused(Refusal.NO_SHARDING_VALUE, looked)),
                            key));
        }
    }

    private static Refused refused(Refusal why, Expr value) {
        return new Refused(why, SqlWriter.text(value));
    }

    /// The shards that are written to.
    NavigableSet<ShardId> shards() {
        NavigableSet<ShardId> all = new TreeSet<>(rows.keySet());
        index.forEach(row -> all.add(map.indexShardOf(row.value())));
        return all;
    }

    /// Writes index rows first; when a shard fails, those of rows that did not come are taken back.
    long run(Held held) {
        int done = 0;
        boolean complete = false;
        try {
            for (var row : index) {
                row.insert(held);
                done++;
            }
            long added = 0;
            for (var one : rows.entrySet()) {
                added += insert(one.getKey(), one.getValue(), held);
            }
            complete = true;
            return added;
        } finally {
            if (!complete) {
                takeBack(held, index.subList(0, done));
            }
        }
    }

    /// What each shard has to do, its rows of lookup indexes included.
    NavigableMap<ShardId, Function<Session, Integer>> pieces() {
        var pieces = new TreeMap<ShardId, Function<Session, Integer>>();
        rows.forEach((shard, some) -> {
            var part = part(some);
            pieces.put(shard, session -> session.update(part.sql(), arguments.of(part)));
        });
        for (var row : index) {
            pieces.merge(
                    row.shard(map),
                    session -> {
                        row.insert(session, map);
                        return 0;
                    },
                    JointWrites::both);
        }
        return pieces;
    }

    private Pushed part(List<List<Expr>> some) {
        var insert = add.insert();
        return Pushed.of(new Statement.Insert(insert.table(), insert.columns(), some));
    }

    private long insert(ShardId shard, List<List<Expr>> some, Held held) {
        var part = part(some);
        long added =
                Writes.behind(
                        written,
                        () ->
                                Writes.on(
                                        shard,
                                        held,
                                        session ->
                                                (long)
                                                        session.update(
                                                                part.sql(), arguments.of(part))));
        written.add(shard);
        return added;
    }

    private void takeBack(Held held, List<IndexRow> some) {
        for (var row : some) {
            if (!written.contains(map.shardOf(add.table(), row.home()))) {
                row.delete(held);
            }
        }
    }
}
