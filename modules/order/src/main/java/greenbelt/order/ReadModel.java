package greenbelt.order;

import greenbelt.contract.Api.OrderLineView;
import greenbelt.contract.Api.OrderPage;
import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Money;
import greenbelt.contract.OrderId;
import greenbelt.contract.OrderStatus;
import greenbelt.contract.Sku;
import greenbelt.contract.UserId;
import greenbelt.database.Database;
import greenbelt.database.Row;
import greenbelt.database.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Answers questions about many orders, from the tables that [OrderProjection] writes. It lags behind the events.
final class ReadModel {
    /// Most orders on a page.
    static final int MAX_PAGE = 500;

    private final Database database;

    ReadModel(Database database) {
        this.database = database;
    }

    /// Which orders, newest first.
    ///
    /// @param after only older ones than this
    /// @param limit at most so many, 1 to [#MAX_PAGE]
    record Filter(
            Optional<UserId> user,
            Optional<OrderStatus> status,
            Optional<OrderNumber> after,
            int limit) {}

    OrderPage page(Filter filter) {
        var where = new ArrayList<String>();
        var parameters = new ArrayList<Object>();
        filter.user()
                .ifPresent(user -> {
                    where.add("user_id = ?");
                    parameters.add(user.value());
                });
        filter.status()
                .ifPresent(status -> {
                    where.add("status = ?");
                    parameters.add(status);
                });
        filter.after()
                .ifPresent(after -> {
                    where.add("number < ?");
                    parameters.add(after.value());
                });
        var condition = where.isEmpty() ? "" : " where " + String.join(" and ", where);
        parameters.add(filter.limit() + 1); // one more tells whether there is a next page
        var sql =
                "select * from orders"
                        + condition
                        + " order by number desc fetch first ? rows only";
        return database.read(
                "list orders",
                session -> {
                    var found = session.query(sql, row -> view(session, row), parameters.toArray());
                    return cut(found, filter.limit());
                });
    }

    private static OrderPage cut(List<OrderView> found, int limit) {
        if (found.size() <= limit) {
            return new OrderPage(found, Optional.empty());
        }
        var page = found.subList(0, limit);
        return new OrderPage(List.copyOf(page), Optional.of(page.getLast().number()));
    }

    Optional<OrderId> find(OrderNumber number) {
        return database.read(
                "find order by number",
                session ->
                        session.queryOne(
                                "select id from orders where number = ?",
                                row -> new OrderId(row.uuid("id")),
                                number.value()));
    }

    /// When somebody looks after this order in any case; empty when nobody needs to.
    Optional<Instant> timer(OrderId order) {
        return database.read(
                "find timer of order",
                session ->
                        session.queryOne(
                                "select due_at from order_timers where order_id = ?",
                                row -> row.instant("due_at"),
                                order.value()));
    }

    /// Which version of the order is shown, 0 when none is.
    long version(OrderId order) {
        return database.read(
                "find version of order",
                session ->
                        session.queryOne(
                                        "select version from orders where id = ?",
                                        row -> row.number("version"),
                                        order.value())
                                .orElse(0L));
    }

    /// The number of the last order that was placed, 0 when there is none.
    long lastNumber() {
        return database.read(
                "find last number",
                session ->
                        session.queryOne(
                                        "select coalesce(max(number), 0) as number from orders",
                                        row -> row.number("number"))
                                .orElse(0L));
    }

    private static OrderView view(Session session, Row row) {
        var id = row.uuid("id");
        var lines =
                session.query(
                        "select sku, name, quantity, price_cents from order_lines"
                                + " where order_id = ? order by line",
                        line ->
                                new OrderLineView(
                                        new Sku(line.text("sku")),
                                        line.text("name"),
                                        line.integer("quantity"),
                                        new Money(line.number("price_cents"))),
                        id);
        return new OrderView(
                new OrderId(id),
                new OrderNumber(row.number("number")).toString(),
                row.number("version"),
                new UserId(row.uuid("user_id")),
                OrderStatus.valueOf(row.text("status")),
                lines,
                new Money(row.number("total_cents")),
                row.instant("placed_at"),
                row.optionalText("deliver_to").map(Deliveries::fromColumn),
                row.optionalText("reason"));
    }
}
