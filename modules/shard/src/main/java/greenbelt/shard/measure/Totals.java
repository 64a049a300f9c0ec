package greenbelt.shard.measure;

import greenbelt.database.Database;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What orders came to before they were updated to measure something.
///
/// @param totals of each order
public record Totals(Map<OrderKey, BigDecimal> totals) {
    public Totals {
        totals = Collections.unmodifiableMap(new LinkedHashMap<>(totals));
    }

    /// The totals of these orders now.
    public static Totals of(Database unsharded, List<OrderKey> orders) {
        return unsharded.read(
                "note totals",
                session -> {
                    var totals = new LinkedHashMap<OrderKey, BigDecimal>();
                    for (var order : orders) {
                        session.queryOne(
                                        "select total from orders where order_id = ?",
                                        row -> new BigDecimal(row.text("total")),
                                        order.orderId())
                                .ifPresent(total -> totals.put(order, total));
                    }
                    return new Totals(totals);
                });
    }

    /// Makes the orders come to that again.
    public void restore(Contender contender) {
        totals.forEach((order, total) ->
                contender.change(
                        "update orders set total = ? where user_id = ? and order_id = ?",
                        total,
                        order.userId(),
                        order.orderId()));
    }
}
