package greenbelt.order.readmodel;

import greenbelt.contract.Api.OrderPage;
import greenbelt.contract.Api.OrderView;
import greenbelt.contract.DeliveryAddress;
import greenbelt.contract.Money;
import greenbelt.contract.OrderId;
import greenbelt.contract.OrderStatus;
import greenbelt.contract.UserId;
import greenbelt.database.Row;
import greenbelt.database.Session;
import greenbelt.json.Json;
import greenbelt.projection.Projections;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Answers questions about many orders, from the table that [OrderListProjection] writes. It lags behind the events.
public final class OrderList {
    /// The name of the read model.
    public static final String NAME = "order-list";

    /// Most orders on a page.
    public static final int MAX_PAGE = 500;

    private final Projections projections;

    public OrderList(Projections projections) {
        this.projections = projections;
    }

    /// Which orders, newest first.
    ///
    /// @param after only older ones than this
    /// @param limit at most so many, 1 to [#MAX_PAGE]
    public record Filter(
            Optional<UserId> user,
            Optional<OrderStatus> status,
            Optional<OrderNumber> after,
            int limit) {}

    /// A page of orders.
    public OrderPage page(Filter filter) {
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
                "select * from order_list_{v}"
                        + condition
                        + " order by number desc fetch first ? rows only";
        var found =
                projections.read(
                        NAME,
                        "list orders",
                        (session, tables) ->
                                session.query(
                                        tables.sql(sql), OrderList::view, parameters.toArray()));
        return cut(found, filter.limit());
    }

    private static OrderPage cut(List<OrderView> found, int limit) {
        if (found.size() <= limit) {
            return new OrderPage(found, Optional.empty());
        }
        var page = found.subList(0, limit);
        return new OrderPage(List.copyOf(page), Optional.of(page.getLast().number()));
    }

    /// Which version of the order is shown, 0 when none is.
    public long version(OrderId order) {
        return projections.read(
                NAME,
                "find version of order",
                (session, tables) ->
                        session.queryOne(
                                        tables.sql(
                                                "select version from order_list_{v} where id = ?"),
                                        row -> row.number("version"),
                                        order.value())
                                .orElse(0L));
    }

    /// Erases what is personal of a user, from every version of the tables: also from one that is being built.
    public void forget(Session session, UserId user) {
        projections.inEachVersion(
                session,
                NAME,
                tables ->
                        session.update(
                                tables.sql(
                                        "update order_list_{v} set deliver_to = ? where user_id = ? and deliver_to is not null"),
                                Json.write(DeliveryAddress.FORGOTTEN),
                                user.value()));
    }

    private static OrderView view(Row row) {
        return new OrderView(
                new OrderId(row.uuid("id")),
                new OrderNumber(row.number("number")).toString(),
                row.number("version"),
                new UserId(row.uuid("user_id")),
                OrderStatus.valueOf(row.text("status")),
                Lines.read(row.text("lines")),
                new Money(row.number("total_cents")),
                row.instant("placed_at"),
                row.optionalText("deliver_to")
                        .map(address -> Json.read(address, DeliveryAddress.class)),
                row.optionalText("reason"));
    }
}
