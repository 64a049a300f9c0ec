package greenbelt.inventory;

import greenbelt.contract.Message.Line;
import greenbelt.contract.OrderId;
import greenbelt.contract.Sku;
import greenbelt.database.Session;
import greenbelt.inventory.OrderStock.Untouched;
import java.util.List;

/// The SQL about what orders want, of which nobody is in charge, from when they were placed until they can pay.
final class Announced {
    private Announced() {}

    /// Remembers what an order wants, unless it is known already what became of it.
    static void remember(Session session, OrderId order, List<Line> lines) {
        if (Reservations.find(session, order) instanceof Untouched) {
            take(session, order);
            session.updateAll(
                    "insert into announced_lines values (?, ?, ?)",
                    lines.stream()
                            .map(line ->
                                    List.<Object>of(
                                            order.value(), line.sku().value(), line.quantity()))
                            .toList());
        }
    }

    /// What an order wants, which is forgotten with this; empty when nobody has said.
    static List<Line> take(Session session, OrderId order) {
        var lines =
                session.query(
                        "select sku, quantity from announced_lines where order_id = ? order by sku",
                        row -> new Line(new Sku(row.text("sku")), row.integer("quantity")),
                        order.value());
        session.update("delete from announced_lines where order_id = ?", order.value());
        return lines;
    }
}
