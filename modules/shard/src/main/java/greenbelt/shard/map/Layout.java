package greenbelt.shard.map;

import static greenbelt.shard.map.ColumnType.BIGINT;
import static greenbelt.shard.map.ColumnType.DECIMAL;
import static greenbelt.shard.map.ColumnType.INTEGER;
import static greenbelt.shard.map.ColumnType.TIMESTAMP;
import static greenbelt.shard.map.ColumnType.VARCHAR;

import greenbelt.shard.map.Placement.Reference;
import greenbelt.shard.map.Placement.Sharded;
import java.util.List;
import java.util.stream.Stream;

/// The same shop, sharded by one thing or another. The tables have the same columns in each; what differs is which of them are
/// sharded, and by what, and so which questions one shard can answer alone.
public enum Layout {
    /// Users with their orders and lines, by `user_id`; items are copied everywhere. An order is found by its own number
    /// through a lookup index. Only here is room for the order history of the running system, which is read by user, too.
    BY_USER("user_id", BIGINT),
    /// Orders with their lines, by the order's number, which begins with the time; users and items are copied everywhere.
    BY_ORDER("order_id", BIGINT),
    /// Users with their orders and lines, by region; items are copied everywhere. A user and an order are found by their
    /// numbers through lookup indexes.
    BY_REGION("region", VARCHAR);

    /// The order's number to its sharding value.
    public static final String ORDERS_BY_ID = "orders_by_id";

    /// The user's number to its sharding value.
    public static final String USERS_BY_ID = "users_by_id";

    private final String column;
    private final ColumnType type;

    Layout(String column, ColumnType type) {
        this.column = column;
        this.type = type;
    }

    /// The sharding column of every sharded table but those of the lookup indexes.
    public String column() {
        return column;
    }

    /// The tables of this layout; made anew each time.
    public Catalog catalog() {
        var sharded = new Sharded(column);
        var shop =
                Stream.of(
                        users(this == BY_ORDER ? new Reference() : sharded),
                        items(),
                        orders(sharded),
                        lines(sharded));
        var value = Column.of(column, type);
        var indexes = lookups().stream().map(index -> indexTable(index, value));
        var history = this == BY_USER ? HistoryTables.all() : List.<Table>of();
        return new Catalog(
                Stream.of(shop, indexes, history.stream()).flatMap(tables -> tables).toList(),
                lookups());
    }

    private List<LookupIndex> lookups() {
        var orders = new LookupIndex("orders", "order_id", ORDERS_BY_ID);
        return switch (this) {
            case BY_USER -> List.of(orders);
            case BY_ORDER -> List.of();
            case BY_REGION -> List.of(orders, new LookupIndex("users", "user_id", USERS_BY_ID));
        };
    }

    private static Table users(Placement placement) {
        return new Table(
                "users",
                List.of(
                        Column.of("user_id", BIGINT),
                        Column.of("name", VARCHAR),
                        Column.of("region", VARCHAR),
                        Column.of("joined_at", TIMESTAMP)),
                List.of("user_id"),
                placement);
    }

    private static Table items() {
        return new Table(
                "items",
                List.of(
                        Column.of("item_id", BIGINT),
                        Column.of("name", VARCHAR),
                        Column.of("category", VARCHAR),
                        Column.of("price", DECIMAL)),
                List.of("item_id"),
                new Reference());
    }

    private static Table orders(Placement placement) {
        return new Table(
                "orders",
                List.of(
                        Column.of("order_id", BIGINT),
                        Column.of("user_id", BIGINT),
                        Column.of("region", VARCHAR),
                        Column.of("status", VARCHAR),
                        Column.of("placed_at", TIMESTAMP),
                        Column.of("total", DECIMAL),
                        new Column("note", VARCHAR, true)),
                List.of("order_id"),
                placement);
    }

    private static Table lines(Placement placement) {
        return new Table(
                "lines",
                List.of(
                        Column.of("order_id", BIGINT),
                        Column.of("line_no", INTEGER),
                        Column.of("user_id", BIGINT),
                        Column.of("region", VARCHAR),
                        Column.of("item_id", BIGINT),
                        Column.of("quantity", INTEGER),
                        Column.of("price", DECIMAL)),
                List.of("order_id", "line_no"),
                placement);
    }

    private static Table indexTable(LookupIndex index, Column value) {
        return new Table(
                index.indexTable(),
                List.of(Column.of(index.column(), BIGINT), value),
                List.of(index.column()),
                new Sharded(index.column()));
    }
}
