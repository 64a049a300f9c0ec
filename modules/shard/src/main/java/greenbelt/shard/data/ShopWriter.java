package greenbelt.shard.data;

import greenbelt.database.Session;
import greenbelt.shard.map.Catalog;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.store.Lease;
import greenbelt.shard.store.Shards;
import greenbelt.shard.store.TableRows;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/// Places, changes and deletes orders, as a shop does all day. For many tasks.
///
/// An order and its lines are one transaction of one shard. Its row in the lookup index may be on another: it is written
/// first and deleted last, so a crash between leaves at most one that leads nowhere, and never an order that is not found.
public final class ShopWriter {
    private final Shards shards;
    private final TableRows orders;
    private final TableRows lines;
    private final Optional<TableRows> index;

    public ShopWriter(Shards shards) {
        var catalog = shards.map().catalog();
        this.shards = shards;
        this.orders = rows(catalog, "orders");
        this.lines = rows(catalog, "lines");
        this.index = catalog.table(Layout.ORDERS_BY_ID).map(TableRows::new);
    }

    private static TableRows rows(Catalog catalog, String table) {
        return new TableRows(catalog.table(table).orElseThrow());
    }

    /// Adds an order that is not there.
    public void place(Order order) {
        try (var lease = lease(order)) {
            index.ifPresent(rows ->
                    inIndex(
                            lease,
                            order,
                            session -> {
                                rows.delete(session, key(order));
                                rows.insert(
                                        session,
                                        List.of(
                                                List.of(
                                                        order.orderId(),
                                                        shardingValue(lease.map(), order))));
                                return 1;
                            }));
            inShard(
                    lease,
                    "place order",
                    order,
                    session -> {
                        orders.insert(session, List.of(order.row()));
                        lines.insert(session, order.lineRows());
                        return 1;
                    });
        }
    }

    /// Changes the status of an order; answers whether it is there.
    public boolean setStatus(Order order, String status) {
        try (var lease = lease(order)) {
            return inShard(
                            lease,
                            "set status",
                            order,
                            session ->
                                    session.update(
                                            "update orders set status = ? where order_id = ?",
                                            status,
                                            order.orderId()))
                    == 1;
        }
    }

    /// Deletes an order with its lines, if it is there.
    public void delete(Order order) {
        try (var lease = lease(order)) {
            inShard(
                    lease,
                    "delete order",
                    order,
                    session ->
                            session.update("delete from lines where order_id = ?", order.orderId())
                                    + session.update(
                                            "delete from orders where order_id = ?",
                                            order.orderId()));
            index.ifPresent(rows ->
                    inIndex(
                            lease,
                            order,
                            session -> {
                                rows.delete(session, key(order));
                                return 1;
                            }));
        }
    }

    private Lease lease(Order order) {
        return shards.write(map -> {
            var touched = new TreeSet<>(List.of(map.shardOf(shardingValue(map, order))));
            if (index.isPresent()) {
                touched.add(map.indexShardOf(order.orderId()));
            }
            return touched;
        });
    }

    private static Object shardingValue(ShardMap map, Order order) {
        return switch (map.layout()) {
            case BY_USER -> order.userId();
            case BY_ORDER -> order.orderId();
            case BY_REGION -> order.region();
        };
    }

    private static List<List<Object>> key(Order order) {
        return List.of(List.of(order.orderId()));
    }

    private static void inIndex(Lease lease, Order order, Function<Session, Integer> work) {
        lease.database(lease.map().indexShardOf(order.orderId())).write("index order", work);
    }

    private int inShard(Lease lease, String what, Order order, Function<Session, Integer> work) {
        var key = shardingValue(lease.map(), order);
        var shard = lease.map().shardOf(key);
        shards.heat().routed(key, shard);
        return lease.database(shard).write(what, work);
    }
}
