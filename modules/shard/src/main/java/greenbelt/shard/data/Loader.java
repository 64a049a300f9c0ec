package greenbelt.shard.data;

import greenbelt.database.Database;
import greenbelt.database.DatabaseException;
import greenbelt.shard.map.Catalog;
import greenbelt.shard.map.HistoryTables;
import greenbelt.shard.map.LookupIndex;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.map.Table;
import greenbelt.shard.store.Lease;
import greenbelt.shard.store.ShardTables;
import greenbelt.shard.store.Shards;
import greenbelt.shard.store.ShardsException;
import greenbelt.shard.store.TableRows;
import greenbelt.world.Mailbox;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Loads a shop into empty shards: one task makes the rows, and one for each shard writes them, a few thousand to a
/// transaction; indexes are made last. Memory does not grow with the number of rows.
public final class Loader {
    private static final int ROWS_PER_BATCH = 2_000;
    private static final int BATCHES_WAITING = 4;
    private static final int REFERENCE_ROWS_PER_WRITE = 10_000;
    private static final long ORDERS_PER_REPORT = 10_000;

    private final World world;
    private final Node node;
    private final Shards shards;
    private final Shop shop;
    private final Consumer<Progress> listener;

    /// How far a load is.
    ///
    /// @param allOrders how many there will be
    public record Progress(long orders, long lines, long allOrders) {}

    /// @param node whose tasks do the writing
    /// @param listener hears of every ten thousandth order, and of the last one
    public Loader(World world, Node node, Shards shards, Shop shop, Consumer<Progress> listener) {
        this.world = world;
        this.node = node;
        this.shards = shards;
        this.shop = shop;
        this.listener = listener;
    }

    /// What a writer is handed: rows of one table, or the word that there are no more.
    private sealed interface Handed {
        record Rows(Table table, List<List<Object>> rows) implements Handed {}

        record End() implements Handed {}
    }

    /// Loads everything; answers how much it was. Waits until it is there.
    ///
    /// Throws [ShardsException] with `EXISTS` when the shards have orders; nothing is changed then.
    public Progress load() {
        mustBeEmpty();
        loadReferences();
        try (var lease = shards.write(map -> List.copyOf(map.shards()))) {
            return load(lease);
        }
    }

    private void mustBeEmpty() {
        var catalog = shards.map().catalog();
        var counts = shards.count(catalog.table("orders").orElseThrow());
        if (counts.values().stream().anyMatch(count -> count > 0)) {
            throw new ShardsException(
                    ShardsException.Kind.EXISTS,
                    "only empty shards can be loaded; there are orders: " + counts);
        }
    }

    private void loadReferences() {
        for (var table : shards.map().catalog().referenceTables()) {
            if (HistoryTables.has(table.name())) {
                continue; // is not of the shop
            }
            var rows = new TableRows(table);
            boolean users = table.name().equals("users");
            int all = users ? shop.plan().users() : shop.plan().items();
            for (int from = 1; from <= all; from += REFERENCE_ROWS_PER_WRITE) {
                var chunk = new ArrayList<List<Object>>();
                for (long id = from;
                        id <= Math.min(all, from + REFERENCE_ROWS_PER_WRITE - 1);
                        id++) {
                    chunk.add(users ? shop.user(id) : shop.item(id));
                }
                shards.references()
                        .write(
                                "load " + table.name(),
                                session -> {
                                    rows.insert(session, chunk);
                                    return true;
                                });
            }
        }
    }

    private Progress load(Lease lease) {
        var map = lease.map();
        var inboxes = new TreeMap<ShardId, Mailbox<Handed>>();
        Mailbox<Optional<DatabaseException>> results =
                world.mailbox("loaded shards", map.shards().size());
        for (var shard : map.shards()) {
            Mailbox<Handed> inbox = world.mailbox("rows for " + shard, BATCHES_WAITING);
            inboxes.put(shard, inbox);
            var database = lease.database(shard);
            node.spawn(
                    "load " + shard,
                    () -> results.put(new ShardLoad(database, map.catalog()).run(inbox)));
        }
        var dealer = new Dealer(map, inboxes);
        var done = deal(dealer);
        inboxes.values().forEach(inbox -> inbox.put(new Handed.End()));
        for (int i = 0; i < inboxes.size(); i++) {
            results.await()
                    .ifPresent(failure -> {
                        throw failure;
                    });
        }
        return done;
    }

    private Progress deal(Dealer dealer) {
        dealUsers(dealer);
        long lines = 0;
        long all = shop.plan().orders();
        for (long n = 0; n < all; n++) {
            var order = shop.order(n);
            dealer.deal("orders", order.row());
            order.lineRows().forEach(row -> dealer.deal("lines", row));
            lines += order.lines().size();
            if ((n + 1) % ORDERS_PER_REPORT == 0 && n + 1 < all) {
                listener.accept(new Progress(n + 1, lines, all));
            }
        }
        dealer.flush();
        var done = new Progress(all, lines, all);
        listener.accept(done);
        return done;
    }

    private void dealUsers(Dealer dealer) {
        if (!dealer.map.catalog().table("users").orElseThrow().isReference()) {
            for (long id = 1; id <= shop.plan().users(); id++) {
                dealer.deal("users", shop.user(id));
            }
        }
    }

    /// Gives each row, and the row of each lookup index on its table, to the shard it belongs to.
    private static final class Dealer {
        private final ShardMap map;
        private final NavigableMap<ShardId, Mailbox<Handed>> inboxes;
        private final TreeMap<String, Pile> piles = new TreeMap<>();

        Dealer(ShardMap map, NavigableMap<ShardId, Mailbox<Handed>> inboxes) {
            this.map = map;
            this.inboxes = inboxes;
            map.catalog()
                    .shardedTables()
                    .forEach(table -> piles.put(table.name(), new Pile(table)));
        }

        void deal(String table, List<Object> row) {
            var pile = piles.get(table);
            if (pile == null) {
                throw new IllegalArgumentException("no sharded table " + table);
            }
            pile.deal(row);
        }

        void flush() {
            piles.values().forEach(pile -> inboxes.keySet().forEach(pile::flush));
        }

        /// The rows of one table that wait to be handed over.
        private final class Pile {
            private final Table table;
            private final int shardingPlace;
            private final List<LookupIndex> indexes;
            private final TreeMap<ShardId, List<List<Object>>> waiting = new TreeMap<>();

            Pile(Table table) {
                this.table = table;
                this.shardingPlace = place(table.shardingColumn().orElseThrow());
                this.indexes = map.catalog().lookupsOf(table.name());
            }

            int place(String column) {
                return table.names().indexOf(column);
            }

            void deal(List<Object> row) {
                var value = row.get(shardingPlace);
                var shard = map.shardOf(table, value);
                var rows = waiting.computeIfAbsent(shard, _ -> new ArrayList<>(ROWS_PER_BATCH));
                rows.add(row);
                if (rows.size() == ROWS_PER_BATCH) {
                    flush(shard);
                }
                for (var index : indexes) {
                    Dealer.this.deal(
                            index.indexTable(), List.of(row.get(place(index.column())), value));
                }
            }

            void flush(ShardId shard) {
                var rows = waiting.remove(shard);
                var inbox = inboxes.get(shard);
                if (rows != null && inbox != null) {
                    inbox.put(new Handed.Rows(table, rows));
                }
            }
        }
    }

    /// Writes what is handed over into one shard.
    private record ShardLoad(Database database, Catalog catalog) {
        /// Answers what went wrong, if something did; then the rest was not written.
        Optional<DatabaseException> run(Mailbox<Handed> inbox) {
            var failure = attempt(this::begin);
            for (var handed = inbox.await(); handed instanceof Handed.Rows rows; ) {
                if (failure.isEmpty()) {
                    failure = attempt(() -> write(rows));
                }
                handed = inbox.await();
            }
            return failure.isPresent() ? failure : attempt(this::end);
        }

        private static Optional<DatabaseException> attempt(Runnable work) {
            try {
                work.run();
                return Optional.empty();
            } catch (DatabaseException failure) {
                return Optional.of(failure);
            }
        }

        private void begin() {
            database.write(
                    "drop indexes",
                    session -> {
                        ShardTables.dropIndexes(session, catalog);
                        return true;
                    });
        }

        private void write(Handed.Rows rows) {
            var table = new TableRows(rows.table());
            database.write(
                    "load rows",
                    session -> {
                        table.insert(session, rows.rows());
                        return true;
                    });
        }

        private void end() {
            database.write(
                    "create indexes",
                    session -> {
                        ShardTables.createIndexes(session, catalog);
                        return true;
                    });
        }
    }
}
