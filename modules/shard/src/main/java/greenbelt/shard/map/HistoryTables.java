package greenbelt.shard.map;

import static greenbelt.shard.map.ColumnType.BIGINT;
import static greenbelt.shard.map.ColumnType.INTEGER;
import static greenbelt.shard.map.ColumnType.TIMESTAMP;
import static greenbelt.shard.map.ColumnType.VARCHAR;

import java.util.List;

/// The tables of the order history of the running system, beside those of the shop and sharded like them by user. Nobody writes
/// to them but what follows the events of its orders.
public final class HistoryTables {
    /// The orders, by the number that is in their short name; `deliver_to` is sealed with the key of the user.
    public static final Table ORDERS =
            new Table(
                    "history_orders",
                    List.of(
                            Column.of("number", BIGINT),
                            Column.of("order_id", VARCHAR),
                            Column.of("user_id", VARCHAR),
                            Column.of("status", VARCHAR),
                            Column.of("total_cents", BIGINT),
                            Column.of("placed_at", TIMESTAMP),
                            Column.of("version", BIGINT),
                            new Column("reason", VARCHAR, true),
                            new Column("deliver_to", VARCHAR, true)),
                    List.of("number"),
                    new Placement.Sharded("user_id"));

    /// Their lines, with the name and the price that the item had then.
    public static final Table LINES =
            new Table(
                    "history_lines",
                    List.of(
                            Column.of("number", BIGINT),
                            Column.of("line_no", INTEGER),
                            Column.of("user_id", VARCHAR),
                            Column.of("item_id", BIGINT),
                            Column.of("sku", VARCHAR),
                            Column.of("name", VARCHAR),
                            Column.of("quantity", INTEGER),
                            Column.of("price_cents", BIGINT)),
                    List.of("number", "line_no"),
                    new Placement.Sharded("user_id"));

    /// The items that have been ordered, on every shard; numbered as they first came.
    public static final Table ITEMS =
            new Table(
                    "history_items",
                    List.of(
                            Column.of("item_id", BIGINT),
                            Column.of("sku", VARCHAR),
                            Column.of("name", VARCHAR)),
                    List.of("item_id"),
                    new Placement.Reference());

    private HistoryTables() {}

    /// All of them.
    public static List<Table> all() {
        return List.of(ORDERS, LINES, ITEMS);
    }

    /// Whether the table of this name is one of them.
    public static boolean has(String table) {
        return all().stream().anyMatch(one -> one.name().equals(table));
    }
}
