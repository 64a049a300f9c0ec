package greenbelt.inventory;

import greenbelt.contract.Finding;
import greenbelt.database.Row;
import greenbelt.database.Session;
import java.util.List;
import java.util.function.Function;

/// What must hold after every transaction of the inventory service.
///
/// @param sentence what it says
/// @param violations the query for what breaks it
/// @param words how a row of that query reads
record InventoryInvariant(String sentence, String violations, Function<Row, String> words) {
    static final InventoryInvariant STOCK_IS_NEVER_NEGATIVE =
            new InventoryInvariant(
                    "stock is never negative",
                    """
                    select sku, available, reserved, shipped from items
                    where available < 0 or reserved < 0 or shipped < 0 order by sku\
                    """,
                    row ->
                            "item %s has %d available, %d reserved, %d shipped"
                                    .formatted(
                                            row.text("sku"),
                                            row.integer("available"),
                                            row.integer("reserved"),
                                            row.integer("shipped")));

    static final InventoryInvariant NOTHING_IS_LOST =
            new InventoryInvariant(
                    "reserved + available + shipped = received",
                    """
                    select sku, reserved, available, shipped, received from items
                    where reserved + available + shipped <> received order by sku\
                    """,
                    row ->
                            "item %s: %d + %d + %d is not %d"
                                    .formatted(
                                            row.text("sku"),
                                            row.integer("reserved"),
                                            row.integer("available"),
                                            row.integer("shipped"),
                                            row.integer("received")));

    static final InventoryInvariant RECEIPTS_ADD_UP =
            new InventoryInvariant(
                    "what was received is what the receipts add up to",
                    """
                    select i.sku, i.received, coalesce(sum(r.quantity), 0) as receipts
                    from items i left join receipts r on r.sku = i.sku
                    group by i.sku, i.received having i.received <> coalesce(sum(r.quantity), 0)
                    order by i.sku\
                    """,
                    row ->
                            "item %s was received %d times, its receipts add up to %d"
                                    .formatted(
                                            row.text("sku"),
                                            row.integer("received"),
                                            row.number("receipts")));

    static final InventoryInvariant ORDERS_ADD_UP =
            new InventoryInvariant(
                    "what is reserved and shipped is what the orders' lines add up to",
                    """
                    select sku, sum(kept) as kept, sum(sent) as sent,
                        sum(ordered) as ordered, sum(out) as out from (
                        select sku, reserved as kept, shipped as sent, 0 as ordered, 0 as out from items
                        union all
                        select l.sku, 0, 0,
                            case when s.state = 'RESERVED' then l.quantity else 0 end,
                            case when s.state = 'SHIPPED' then l.quantity else 0 end
                        from reserved_lines l join stock_reservations s on s.order_id = l.order_id)
                    group by sku having sum(kept) <> sum(ordered) or sum(sent) <> sum(out)
                    order by sku\
                    """,
                    row ->
                            "item %s: %d reserved for orders of %d, %d shipped for orders of %d"
                                    .formatted(
                                            row.text("sku"),
                                            row.number("kept"),
                                            row.number("ordered"),
                                            row.number("sent"),
                                            row.number("out")));

    static final List<InventoryInvariant> ALL =
            List.of(STOCK_IS_NEVER_NEGATIVE, NOTHING_IS_LOST, RECEIPTS_ADD_UP, ORDERS_ADD_UP);

    static List<Finding> checkAll(Session session) {
        return ALL.stream().map(invariant -> invariant.check(session)).toList();
    }

    private Finding check(Session session) {
        return new Finding(sentence, session.query(violations, words));
    }
}
