package greenbelt.inventory;

import greenbelt.database.Schema;
import java.util.List;

/// The tables of the inventory service.
///
/// The checks of `items` are the last line of defence against overselling: whatever the code above them believes, a
/// transaction that would break them is undone.
final class InventoryTables {
    private static final String ITEMS =
            """
            create table items (
                sku varchar(40) primary key,
                name varchar(100) not null,
                price_cents bigint not null check (price_cents >= 0),
                available integer not null constraint never_oversold check (available >= 0),
                reserved integer not null check (reserved >= 0),
                shipped integer not null check (shipped >= 0),
                received integer not null,
                constraint nothing_is_lost check (available + reserved + shipped = received))\
            """;

    private static final String RECEIPTS =
            """
            create table receipts (
                id uuid primary key,
                sku varchar(40) not null references items (sku),
                quantity integer not null check (quantity > 0),
                received integer not null,
                at timestamp(9) with time zone not null)\
            """;

    private static final String STOCK_RESERVATIONS =
            """
            create table stock_reservations (
                order_id uuid primary key,
                state varchar(10) not null,
                reason varchar(300))\
            """;

    /// The SKU is no foreign key, because that would cost an index for each line, which nobody would ask. The
    /// invariants look after it.
    private static final String RESERVED_LINES =
            """
            create table reserved_lines (
                order_id uuid not null references stock_reservations (order_id),
                sku varchar(40) not null,
                quantity integer not null check (quantity > 0),
                primary key (order_id, sku))\
            """;

    /// What is wanted by orders that cannot pay yet.
    private static final String ANNOUNCED_LINES =
            """
            create table announced_lines (
                order_id uuid not null,
                sku varchar(40) not null,
                quantity integer not null check (quantity > 0),
                primary key (order_id, sku))\
            """;

    static final Schema SCHEMA =
            new Schema(
                    3,
                    List.of(ITEMS, RECEIPTS, STOCK_RESERVATIONS, RESERVED_LINES, ANNOUNCED_LINES));

    private InventoryTables() {}
}
