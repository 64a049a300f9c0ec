package greenbelt.shard.twin;

import greenbelt.database.Database;
import greenbelt.database.Disk;
import greenbelt.shard.map.HistoryTables;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.map.Table;
import greenbelt.shard.store.ShardTables;
import greenbelt.shard.store.Shards;
import greenbelt.shard.store.TableRows;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.util.List;
import java.util.function.LongConsumer;

/// Makes a twin of shards that have none: one database with the same rows, but for those of the order history, which goes on. Rows
/// that are changed meanwhile may be there as before or after.
public final class TwinCopy {
    private static final int CHUNK = 2_000;

    private final Shards source;
    private final LongConsumer listener;
    private long copied;

    /// @param listener hears after each chunk how many rows have been copied
    public TwinCopy(Shards source, LongConsumer listener) {
        this.source = source;
        this.listener = listener;
    }

    /// Copies all rows into an only shard on this disk, which must have none; it is closed when this returns.
    public void make(World world, Node node, Disk disk) {
        var map = ShardMap.hashed(source.map().layout(), 1);
        try (var target = Shards.create(world, node, disk, map);
                var lease = source.read()) {
            var only = target.database(new ShardId(1));
            only.write(
                    "drop indexes",
                    session -> {
                        ShardTables.dropIndexes(session, map.catalog());
                        return true;
                    });
            for (var table : map.catalog().referenceTables()) {
                if (!HistoryTables.has(table.name())) {
                    copyReference(table, target);
                }
            }
            for (var table : map.catalog().shardedTables()) {
                if (!HistoryTables.has(table.name())) {
                    var rows = new TableRows(table);
                    for (var shard : lease.map().shards()) {
                        List<Object> key = List.of();
                        for (var some = after(lease.database(shard), rows, key);
                                !some.isEmpty();
                                some = after(lease.database(shard), rows, key)) {
                            var chunk = some;
                            only.write(
                                    "copy rows",
                                    session -> {
                                        rows.insert(session, chunk);
                                        return true;
                                    });
                            key = rows.keyOf(some.getLast());
                            tell(some.size());
                        }
                    }
                }
            }
            only.write(
                    "create indexes",
                    session -> {
                        ShardTables.createIndexes(session, map.catalog());
                        return true;
                    });
        }
    }

    private static List<List<Object>> after(Database database, TableRows rows, List<Object> key) {
        return database.read("read rows", session -> rows.after(session, key, CHUNK));
    }

    private void copyReference(Table table, Shards target) {
        var rows = new TableRows(table);
        List<Object> key = List.of();
        while (true) {
            var behind = key;
            var some =
                    source.references()
                            .read("read rows", session -> rows.after(session, behind, CHUNK));
            if (some.isEmpty()) {
                return;
            }
            target.references()
                    .write(
                            "copy " + table.name(),
                            session -> {
                                rows.insert(session, some);
                                return true;
                            });
            key = rows.keyOf(some.getLast());
            tell(some.size());
        }
    }

    private void tell(int more) {
        copied += more;
        listener.accept(copied);
    }
}
