package greenbelt.shard.move;

import greenbelt.database.ChangeLog;
import greenbelt.database.ChangeLog.Change;
import greenbelt.database.Database;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.Table;
import greenbelt.shard.store.MapChange;
import greenbelt.shard.store.ShardTables;
import greenbelt.shard.store.TableRows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The rows of a [MapChange]: of the shards they are taken from, and of those they are put into.
final class MovingRows {
    private final MapChange change;
    private final int chunk;
    private final TreeMap<String, TableRows> tables = new TreeMap<>();

    /// @param chunk how many rows are read and written at a time
    MovingRows(MapChange change, int chunk) {
        this.change = change;
        this.chunk = chunk;
        ShardTables.moving(change.after())
                .forEach(table -> tables.put(table.name(), new TableRows(table)));
    }

    Collection<TableRows> tables() {
        return tables.values();
    }

    Collection<Database> sources() {
        return change.sources().values();
    }

    Collection<Database> targets() {
        return change.targets().values();
    }

    int chunk() {
        return chunk;
    }

    /// Copies the rows of one table of one source that come behind this key; answers them.
    List<List<Object>> copyAfter(Database source, TableRows table, List<Object> key) {
        var rows = source.read("read rows", session -> table.after(session, key, chunk));
        byTarget(table.table(), rows)
                .forEach((shard, some) ->
                        target(shard)
                                .writeLazily(
                                        "copy rows",
                                        session -> {
                                            table.insert(session, some);
                                            return true;
                                        }));
        return rows;
    }

    private NavigableMap<ShardId, List<List<Object>>> byTarget(
            Table table, List<List<Object>> rows) {
        var column = table.shardingColumn().orElseThrow();
        var rowsOf = new TreeMap<ShardId, List<List<Object>>>();
        for (var row : rows) {
            var shard = change.after().shardOf(table, rows(table.name()).value(row, column));
            rowsOf.computeIfAbsent(shard, _ -> new ArrayList<>()).add(row);
        }
        return rowsOf;
    }

    private Database target(ShardId shard) {
        var target = change.targets().get(shard);
        if (target == null) {
            throw new IllegalStateException(
                    "%s puts a row on %s, whose rows it does not change"
                            .formatted(change.sentence(), shard));
        }
        return target;
    }

    private TableRows rows(String table) {
        var rows = tables.get(table);
        if (rows == null) {
            throw new IllegalArgumentException("no sharded table " + table);
        }
        return rows;
    }

    /// Makes what was copied durable: until then a crash undoes it, as it does the move.
    void makeDurable() {
        targets().forEach(target -> target.write("make copies durable", _ -> true));
    }

    void createIndexes() {
        for (var target : targets()) {
            target.writeLazily(
                    "create indexes",
                    session -> {
                        ShardTables.createIndexes(session, change.after().catalog());
                        return true;
                    });
        }
    }

    /// Does on the targets what was done on the sources, at most a chunk of it for each; answers which rows it was about.
    ///
    /// What a row was is of no interest: it is put as it is now, and if it has been changed again meanwhile, that is still
    /// written down.
    Set<RowKey> catchUp() {
        var done = new TreeSet<RowKey>();
        for (var source : sources()) {
            var changes = source.read("read changes", session -> ChangeLog.read(session, chunk));
            if (!changes.isEmpty()) {
                done.addAll(apply(changes));
                source.writeLazily(
                        "forget changes",
                        session -> {
                            ChangeLog.forget(session, changes);
                            return true;
                        });
            }
        }
        return done;
    }

    private Set<RowKey> apply(List<Change> changes) {
        var keys = new TreeSet<RowKey>();
        changes.forEach(one -> keys.add(RowKey.of(one)));
        var rowsOf = new TreeMap<ShardId, TreeMap<String, List<List<Object>>>>();
        for (var source : sources()) {
            find(source, keys)
                    .forEach((table, rows) ->
                            byTarget(rows(table).table(), rows)
                                    .forEach((shard, some) ->
                                            rowsOf.computeIfAbsent(shard, _ -> new TreeMap<>())
                                                    .computeIfAbsent(table, _ -> new ArrayList<>())
                                                    .addAll(some)));
        }
        change.targets()
                .forEach((shard, target) ->
                        put(target, keys, rowsOf.getOrDefault(shard, new TreeMap<>())));
        return keys;
    }

    private void put(
            Database target, Set<RowKey> keys, NavigableMap<String, List<List<Object>>> rows) {
        target.writeLazily(
                "catch up",
                session -> {
                    for (var table : tables.values()) {
                        table.delete(
                                session,
                                keys.stream()
                                        .filter(key -> key.table().equals(table.table().name()))
                                        .map(RowKey::parameters)
                                        .toList());
                    }
                    rows.forEach((table, some) -> rows(table).insert(session, some));
                    return true;
                });
    }

    /// Those of these rows that are there, by table.
    private NavigableMap<String, List<List<Object>>> find(Database database, Set<RowKey> keys) {
        return database.read(
                "find rows",
                session -> {
                    var found = new TreeMap<String, List<List<Object>>>();
                    for (var key : keys) {
                        rows(key.table())
                                .find(session, key.parameters())
                                .ifPresent(row ->
                                        found.computeIfAbsent(key.table(), _ -> new ArrayList<>())
                                                .add(row));
                    }
                    return found;
                });
    }

    /// Whether the row is the same in the sources and in the targets: there once and equal, or not at all.
    boolean isSame(RowKey key) {
        return rowsOf(sources(), key).equals(rowsOf(targets(), key));
    }

    private List<List<Object>> rowsOf(Collection<Database> databases, RowKey key) {
        var found = new ArrayList<List<Object>>();
        for (var database : databases) {
            database.read("find row", session -> rows(key.table()).find(session, key.parameters()))
                    .ifPresent(found::add);
        }
        return found;
    }
}
