package greenbelt.shard.history;

import greenbelt.database.Session;
import greenbelt.shard.store.References;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The items that have been ordered, as a reference table: each gets a number when it first comes, the same on every shard.
final class HistoryItems {
    private final References references;

    /// Those that every copy of the table is known to have.
    private final NavigableMap<String, Long> known = new TreeMap<>();

    HistoryItems(References references) {
        this.references = references;
    }

    /// The numbers of all items in these changes; new ones are written to every shard first. For one task at a time.
    Map<String, Long> numbers(Collection<HistoryChange> changes) {
        var names = new TreeMap<String, String>();
        for (var change : changes) {
            change.placed()
                    .ifPresent(placed ->
                            placed.lines().forEach(line -> names.put(line.sku(), line.name())));
        }
        names.keySet().removeAll(known.keySet());
        if (!names.isEmpty()) {
            references.write("add items", session -> add(session, names));
            for (var item :
                    references.read(
                            "find items",
                            session ->
                                    session.query(
                                            "select item_id, sku from history_items order by item_id",
                                            row ->
                                                    Map.entry(
                                                            row.text("sku"),
                                                            row.number("item_id"))))) {
                known.put(item.getKey(), item.getValue());
            }
        }
        return known;
    }

    /// The same on each copy: they had the same rows before.
    private static int add(Session session, NavigableMap<String, String> names) {
        int added = 0;
        for (var one : names.entrySet()) {
            boolean isThere =
                    session.queryOne(
                                    "select item_id from history_items where sku = ?",
                                    row -> row.number("item_id"),
                                    one.getKey())
                            .isPresent();
            if (!isThere) {
                added +=
                        session.update(
                                "insert into history_items (item_id, sku, name)"
                                        + " select coalesce(max(item_id), 0) + 1, cast(? as varchar(4000)), cast(? as varchar(4000))"
                                        + " from history_items",
                                one.getKey(),
                                one.getValue());
            }
        }
        return added;
    }

    /// Removes all of them.
    void clear() {
        known.clear();
        references.write("remove items", session -> session.update("delete from history_items"));
    }
}
