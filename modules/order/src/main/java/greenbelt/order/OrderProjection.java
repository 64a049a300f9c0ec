package greenbelt.order;

import greenbelt.contract.OrderId;
import greenbelt.contract.OrderStatus;
import greenbelt.database.Session;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.jdbc.Projection;
import greenbelt.order.OrderEvent.CompensationBegun;
import greenbelt.order.OrderEvent.CreditReleaseRequested;
import greenbelt.order.OrderEvent.OrderCancelled;
import greenbelt.order.OrderEvent.OrderConfirmed;
import greenbelt.order.OrderEvent.OrderLine;
import greenbelt.order.OrderEvent.OrderPlaced;
import greenbelt.order.OrderEvent.OrderRejected;
import greenbelt.order.OrderEvent.OrderShipped;
import greenbelt.order.OrderEvent.ShipmentRequested;
import greenbelt.order.OrderEvent.StockReleaseRequested;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Writes the read model: orders with their lines, what was sold on which day, and when which order is overdue.
///
/// Each event is applied once, in the transaction that also moves the checkpoint.
final class OrderProjection implements Projection {
    private final Timeouts timeouts;
    private final TimerBell bell;
    private final Deliveries deliveries;

    OrderProjection(Timeouts timeouts, TimerBell bell, Deliveries deliveries) {
        this.timeouts = timeouts;
        this.bell = bell;
        this.deliveries = deliveries;
    }

    @Override
    public String name() {
        return "orders";
    }

    @Override
    public void apply(Session session, StoredEvent stored) {
        if (!stored.stream().value().startsWith(Orders.STREAM_PREFIX)) {
            return;
        }
        var order = UUID.fromString(stored.event().subject());
        var at = stored.event().time();
        switch (OrderEvents.open(stored.event())) {
            case OrderPlaced placed -> {
                insert(session, order, stored.version(), at, placed);
                var due = at.plus(timeouts.answer());
                session.update(
                        "insert into order_timers (order_id, due_at, kind) values (?, ?, ?)",
                        order,
                        due,
                        Timers.Kind.ANSWER);
                session.afterCommit(() -> bell.set(due));
            }
            case OrderConfirmed confirmed -> {
                status(session, order, stored.version(), OrderStatus.CONFIRMED, Optional.empty());
                timer(session, order, at.plus(timeouts.shipping()), Timers.Kind.SHIPPING);
                sell(session, order, at, 1);
            }
            case CompensationBegun begun -> compensate(session, order, stored.version(), at);
            case OrderRejected(var reason) ->
                    end(
                            session,
                            order,
                            stored.version(),
                            OrderStatus.REJECTED,
                            Optional.of(reason));
            case OrderCancelled(var reason) ->
                    end(
                            session,
                            order,
                            stored.version(),
                            OrderStatus.CANCELLED,
                            Optional.of(reason));
            case OrderShipped shipped ->
                    end(session, order, stored.version(), OrderStatus.SHIPPED, Optional.empty());
            case StockReleaseRequested(var via, var attempt) ->
                    await(session, order, stored.version(), at.plus(timeouts.answer(attempt)));
            case CreditReleaseRequested(var via, var attempt) ->
                    await(session, order, stored.version(), at.plus(timeouts.answer(attempt)));
            case ShipmentRequested(var via, var attempt) ->
                    await(session, order, stored.version(), at.plus(timeouts.answer(attempt)));
            case OrderEvent other ->
                    await(session, order, stored.version(), at.plus(timeouts.answer()));
        }
    }

    private void await(Session session, UUID order, long version, Instant due) {
        session.update("update orders set version = ? where id = ?", version, order);
        timer(session, order, due, Timers.Kind.ANSWER);
    }

    private void insert(Session session, UUID order, long version, Instant at, OrderPlaced placed) {
        session.update(
                """
                insert into orders
                    (id, number, user_id, status, total_cents, placed_at, deliver_to, version)
                values (?, ?, ?, ?, ?, ?, ?, ?)\
                """,
                order,
                OrderNumber.parse(placed.number()).value(),
                placed.user().value(),
                OrderStatus.PENDING,
                placed.total().cents(),
                at,
                deliveries.address(session, new OrderId(order), placed).map(Deliveries::column),
                version);
        var rows = new ArrayList<List<Object>>();
        for (OrderLine line : placed.lines()) {
            rows.add(
                    List.of(
                            order,
                            rows.size() + 1,
                            line.sku().value(),
                            line.name(),
                            line.quantity(),
                            line.priceCents().cents()));
        }
        session.updateAll(
                "insert into order_lines (order_id, line, sku, name, quantity, price_cents)"
                        + " values (?, ?, ?, ?, ?, ?)",
                rows);
    }

    private static void status(
            Session session,
            UUID order,
            long version,
            OrderStatus status,
            Optional<String> reason) {
        session.update(
                "update orders set status = ?, reason = ?, version = ? where id = ?",
                status,
                reason,
                version,
                order);
    }

    private static void end(
            Session session,
            UUID order,
            long version,
            OrderStatus status,
            Optional<String> reason) {
        status(session, order, version, status, reason);
        session.update("delete from order_timers where order_id = ?", order);
    }

    private void timer(Session session, UUID order, Instant due, Timers.Kind kind) {
        session.update(
                "update order_timers set due_at = ?, kind = ? where order_id = ?",
                due,
                kind,
                order);
        session.afterCommit(() -> bell.set(due));
    }

    /// A confirmed order had counted as sold; it does no longer.
    private void compensate(Session session, UUID order, long version, Instant at) {
        boolean sold =
                session.queryOne(
                                "select placed_at from orders where id = ? and status = ?",
                                row -> row.instant("placed_at"),
                                order,
                                OrderStatus.CONFIRMED)
                        .isPresent();
        if (sold) {
            sell(session, order, at, -1);
        }
        status(session, order, version, OrderStatus.PENDING, Optional.empty());
        timer(session, order, at.plus(timeouts.answer()), Timers.Kind.ANSWER);
    }

    private static void sell(Session session, UUID order, Instant at, int sign) {
        var day = at.atZone(ZoneOffset.UTC).toLocalDate().toString();
        var lines =
                session.query(
                        "select sku, quantity, price_cents from order_lines where order_id = ? order by line",
                        row ->
                                new Sold(
                                        row.text("sku"),
                                        (long) sign * row.integer("quantity"),
                                        row.number("price_cents")),
                        order);
        for (var line : lines) {
            int updated =
                    session.update(
                            """
                            update daily_sales set quantity = quantity + ?, amount_cents = amount_cents + ?
                            where sold_on = ? and sku = ?\
                            """,
                            line.quantity(),
                            line.amountCents(),
                            day,
                            line.sku());
            if (updated == 0) {
                session.update(
                        "insert into daily_sales (sold_on, sku, quantity, amount_cents) values (?, ?, ?, ?)",
                        day,
                        line.sku(),
                        line.quantity(),
                        line.amountCents());
            }
        }
    }

    private record Sold(String sku, long quantity, long priceCents) {
        long amountCents() {
            return quantity * priceCents;
        }
    }
}
