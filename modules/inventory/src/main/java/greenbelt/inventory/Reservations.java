package greenbelt.inventory;

import greenbelt.contract.Message.Line;
import greenbelt.contract.OrderId;
import greenbelt.contract.Sku;
import greenbelt.database.Session;
import greenbelt.inventory.OrderStock.Refused;
import greenbelt.inventory.OrderStock.Released;
import greenbelt.inventory.OrderStock.Reserved;
import greenbelt.inventory.OrderStock.Shipped;
import greenbelt.inventory.OrderStock.Untouched;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The SQL about what is set aside for orders.
final class Reservations {
    private Reservations() {}

    static OrderStock find(Session session, OrderId order) {
        var stored =
                session.queryOne(
                        "select state, reason from stock_reservations where order_id = ?",
                        row -> new Stored(row.text("state"), row.optionalText("reason")),
                        order.value());
        return stored.map(row -> row.withLines(session, order)).orElseGet(Untouched::new);
    }

    /// A row of the table.
    private record Stored(String state, Optional<String> reason) {
        OrderStock withLines(Session session, OrderId order) {
            return switch (state) {
                case "RESERVED" -> new Reserved(lines(session, order));
                case "REFUSED" -> new Refused(reason.orElseThrow());
                case "RELEASED" -> new Released();
                case "SHIPPED" -> new Shipped(lines(session, order));
                case String other -> throw new IllegalStateException("unknown state " + other);
            };
        }
    }

    private static List<Line> lines(Session session, OrderId order) {
        return session.query(
                "select sku, quantity from reserved_lines where order_id = ? order by sku",
                row -> new Line(new Sku(row.text("sku")), row.integer("quantity")),
                order.value());
    }

    static void insert(Session session, OrderId order, OrderStock stock) {
        session.update(
                "insert into stock_reservations values (?, ?, ?)",
                order.value(),
                state(stock),
                stock instanceof Refused(var reason) ? Optional.of(reason) : Optional.empty());
        if (stock instanceof Reserved(var lines)) {
            session.updateAll(
                    "insert into reserved_lines values (?, ?, ?)",
                    lines.stream()
                            .map(line ->
                                    List.<Object>of(
                                            order.value(), line.sku().value(), line.quantity()))
                            .toList());
        }
    }

    static void update(Session session, OrderId order, OrderStock stock) {
        session.update(
                "update stock_reservations set state = ? where order_id = ?",
                state(stock),
                order.value());
    }

    private static String state(OrderStock stock) {
        return switch (stock) {
            case Reserved(var _) -> "RESERVED";
            case Refused(var _) -> "REFUSED";
            case Released() -> "RELEASED";
            case Shipped(var _) -> "SHIPPED";
            case Untouched() -> throw new IllegalStateException("a decision is never taken back");
        };
    }

    /// What is set aside for which order, or was sent for it.
    static Map<OrderId, List<Line>> allotted(Session session) {
        var allotted = new LinkedHashMap<OrderId, List<Line>>();
        session.query(
                        """
                        select l.order_id, l.sku, l.quantity
                        from reserved_lines l join stock_reservations s on s.order_id = l.order_id
                        where s.state in ('RESERVED', 'SHIPPED') order by l.order_id, l.sku\
                        """,
                        row ->
                                Map.entry(
                                        new OrderId(row.uuid("order_id")),
                                        new Line(
                                                new Sku(row.text("sku")), row.integer("quantity"))))
                .forEach(row ->
                        allotted.computeIfAbsent(row.getKey(), order -> new ArrayList<>())
                                .add(row.getValue()));
        return allotted;
    }
}
