package greenbelt.shard.measure;

import greenbelt.database.Database;
import java.util.ArrayList;
import java.util.List;

/// An order that is asked for.
public record OrderKey(long orderId, long userId) {
    /// Orders of an unsharded shop, evenly over their numbers; at most `most`, fewer when there are fewer, in no order.
    public static List<OrderKey> sample(Database unsharded, int most) {
        return unsharded.read(
                "sample orders",
                session -> {
                    var bounds =
                            session.queryOne(
                                            "select coalesce(min(order_id), 0) as low, coalesce(max(order_id), 0) as high from orders",
                                            row ->
                                                    new long[] {
                                                        row.number("low"), row.number("high")
                                                    })
                                    .orElseThrow();
                    double step = (bounds[1] - bounds[0]) / (double) most;
                    var found = new ArrayList<OrderKey>();
                    for (int i = 0; i < most; i++) {
                        // Neighbours are asked for far from one another.
                        int place = (int) (i * Measuring.STRIDE % most);
                        session.queryOne(
                                        "select order_id, user_id from orders where order_id >= ? order by order_id limit 1",
                                        row ->
                                                new OrderKey(
                                                        row.number("order_id"),
                                                        row.number("user_id")),
                                        bounds[0] + (long) (place * step))
                                .ifPresent(found::add);
                    }
                    return List.copyOf(found.stream().distinct().toList());
                });
    }
}
