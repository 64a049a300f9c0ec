package greenbelt.shard.history;

import greenbelt.database.Session;
import greenbelt.shard.history.HistoryChange.Placed;
import greenbelt.shard.history.HistoryChange.Stand;
import greenbelt.shard.map.HistoryTables;
import greenbelt.shard.store.TableRows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes the changes of orders into the shard where they are.
///
/// Each row has the version of its order, and what it has already is not written again: so the same changes may come as often
/// as they like, also after the rows were moved to another shard.
final class HistoryRows {
    private static final TableRows ORDERS = new TableRows(HistoryTables.ORDERS);
    private static final TableRows LINES = new TableRows(HistoryTables.LINES);

    /// How an order stands that has only been placed.
    private static final Stand BEGINNING = new Stand("PENDING", Optional.empty());

    private final Map<String, Long> itemIds;

    /// @param itemIds the number of each item by its SKU
    HistoryRows(Map<String, Long> itemIds) {
        this.itemIds = Map.copyOf(itemIds);
    }

    /// Writes changes; of each order in the order of its versions.
    ///
    /// Throws [HistoryBroken] when an order goes on that has not begun here.
    int write(Session session, Collection<HistoryChange> changes) {
        int written = 0;
        for (var change : changes) {
            var known = version(session, change.number());
            if (known.isEmpty()) {
                insert(session, change);
                written++;
            } else if (known.get() < change.version()) {
                update(session, change);
                written++;
            }
        }
        return written;
    }

    private static Optional<Long> version(Session session, long number) {
        return session.queryOne(
                "select version from history_orders where number = ?",
                row -> row.number("version"),
                number);
    }

    private void insert(Session session, HistoryChange change) {
        var placed =
                change.placed()
                        .orElseThrow(() ->
                                new HistoryBroken(
                                        "order-%d goes on at version %d, and the history has not its beginning"
                                                .formatted(change.number(), change.version())));
        var stand = change.stand().orElse(BEGINNING);
        var row = new ArrayList<Object>();
        row.add(change.number());
        row.add(change.orderId());
        row.add(change.userId());
        row.add(stand.status());
        row.add(placed.totalCents());
        row.add(placed.at());
        row.add(change.version());
        row.add(stand.reason());
        row.add(placed.deliverTo());
        ORDERS.insert(session, List.of(row));
        LINES.insert(session, lines(change, placed));
    }

    private List<List<Object>> lines(HistoryChange change, Placed placed) {
        var rows = new ArrayList<List<Object>>();
        for (var line : placed.lines()) {
            rows.add(
                    List.of(
                            change.number(),
                            rows.size() + 1,
                            change.userId(),
                            Optional.ofNullable(itemIds.get(line.sku())).orElseThrow(),
                            line.sku(),
                            line.name(),
                            line.quantity(),
                            line.priceCents()));
        }
        return rows;
    }

    private static void update(Session session, HistoryChange change) {
        if (change.stand().isPresent()) {
            var stand = change.stand().get();
            session.update(
                    "update history_orders set status = ?, reason = ?, version = ? where number = ?",
                    stand.status(),
                    stand.reason(),
                    change.version(),
                    change.number());
        } else {
            session.update(
                    "update history_orders set version = ? where number = ?",
                    change.version(),
                    change.number());
        }
    }

    /// Deletes some rows, fewer than `most` only when these were the last; answers how many.
    static int deleteSome(Session session, int most) {
        return deleteSome(session, "history_lines", most)
                + deleteSome(session, "history_orders", most);
    }

    private static int deleteSome(Session session, String table, int most) {
        var last =
                session.queryOne(
                        "select number from %s order by number offset ? rows fetch first 1 row only"
                                .formatted(table),
                        row -> row.number("number"),
                        most - 1);
        return last.isPresent()
                ? session.update("delete from %s where number <= ?".formatted(table), last.get())
                : session.update("delete from " + table);
    }
}
