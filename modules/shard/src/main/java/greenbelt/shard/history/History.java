package greenbelt.shard.history;

import greenbelt.database.Database;
import greenbelt.database.Schema;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.run.Queries;
import greenbelt.shard.store.Shards;
import greenbelt.world.Mailbox;
import greenbelt.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// The order history of the running system, on shards: it takes what events have made of orders, and answers pages of orders.
///
/// Rows are written before the position moves on, each shard's in one transaction, an order with its lines. After a crash in
/// between, the same changes come again, and rows that have them already stay as they are, on whichever shard they are by then.
/// For many tasks of the shards' node; changes are made one after another.
public final class History {
    /// What the database of its state is called, on the disk of the shards: it is there as long as the history is.
    public static final String NAME = "history";

    /// For that database.
    public static final Schema SCHEMA = HistoryState.SCHEMA;

    private static final int DELETED_AT_ONCE = 5_000;

    private final Shards shards;
    private final Database database;
    private final HistoryItems items;
    private final HistoryPages pages;
    private final Mailbox<Boolean> turn;
    private final AtomicReference<Optional<HistoryState>> state;

    /// @param database opened with [#SCHEMA]
    public History(World world, Shards shards, Queries queries, Database database) {
        this.shards = shards;
        this.database = database;
        this.items = new HistoryItems(shards.references());
        this.pages = new HistoryPages(queries);
        this.turn = world.mailbox("turn to change the history", 1);
        this.turn.offer(true);
        this.state = new AtomicReference<>(HistoryState.of(database));
    }

    /// How far it has come; empty when it has not begun.
    public Optional<HistoryState> state() {
        return state.get();
    }

    /// Begins it with nothing in it.
    ///
    /// @param target where the log ends now
    public void begin(long target) {
        inTurn(() -> {
            keep(
                    new HistoryState(
                            0, target, "",
                            true)); // a crash in mid-clearing is not to pass for a beginning
            clear();
            keep(new HistoryState(0, target, "", false));
            return true;
        });
    }

    /// Takes what the events behind `after`, up to `position`, have made of orders. Says the same however often it is given them.
    ///
    /// Throws [HistoryBroken] when it has not come to `after`, or an order goes on that has not begun.
    ///
    /// @param lastEvent the id of the event at `position`
    public void take(long after, long position, String lastEvent, List<HistoryChange> changes) {
        inTurn(() -> {
            var now = begun();
            if (now.position() < after) {
                throw new HistoryBroken(
                        "the history stands at %d, and is given what came behind %d"
                                .formatted(now.position(), after));
            }
            write(changes);
            if (position > now.position()) {
                keep(new HistoryState(position, now.target(), lastEvent, false));
            }
            return true;
        });
    }

    private HistoryState begun() {
        return state().filter(now -> !now.ending())
                .orElseThrow(() -> new HistoryBroken("there is no history to be written"));
    }

    private void write(List<HistoryChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        var rows = new HistoryRows(items.numbers(changes));
        try (var lease =
                shards.write(map -> {
                    var touched = new TreeSet<ShardId>();
                    changes.forEach(change -> touched.add(map.shardOf(change.userId())));
                    return touched;
                })) {
            var byShard = new TreeMap<ShardId, List<HistoryChange>>();
            for (var change : changes) {
                var shard = lease.map().shardOf(change.userId());
                shards.heat().routed(change.userId(), shard);
                byShard.computeIfAbsent(shard, _ -> new ArrayList<>()).add(change);
            }
            byShard.forEach((shard, some) ->
                    lease.database(shard)
                            .write("follow orders", session -> rows.write(session, some)));
        }
    }

    private void keep(HistoryState next) {
        next.keep(database);
        state.set(Optional.of(next));
    }

    /// A page of orders, newest first, with their lines; empty while it is not whole.
    ///
    /// Throws [greenbelt.shard.run.ShardFailure] when a shard that is needed does not answer.
    public Optional<List<HistoryOrder>> page(HistoryFilter filter) {
        return state().filter(HistoryState::isWhole).map(_ -> pages.page(filter));
    }

    /// Removes all its rows; what is left to do is to remove its database.
    public void end() {
        inTurn(() -> {
            state().ifPresent(now ->
                    keep(new HistoryState(now.position(), now.target(), now.lastEvent(), true)));
            clear();
            return true;
        });
    }

    private void clear() {
        boolean more = true;
        while (more) {
            try (var lease = shards.write(map -> List.copyOf(map.shards()))) {
                more = false;
                for (var shard : lease.map().shards()) {
                    more |=
                            lease.database(shard)
                                            .write(
                                                    "remove history",
                                                    session ->
                                                            HistoryRows.deleteSome(
                                                                    session, DELETED_AT_ONCE))
                                    > 0;
                }
            }
        }
        items.clear();
    }

    private <T> T inTurn(Supplier<T> work) {
        turn.await();
        try {
            return work.get();
        } finally {
            turn.offer(true);
        }
    }
}
