package greenbelt.order.readmodel;

import greenbelt.contract.Mode;
import greenbelt.contract.Money;
import greenbelt.contract.OrderId;
import greenbelt.contract.OrderStatus;
import greenbelt.contract.Reports.OrderDetail;
import greenbelt.contract.UserId;
import greenbelt.database.Row;
import greenbelt.projection.Projections;
import java.util.List;
import java.util.Optional;

/// Answers questions about one order, from the table that [OrderDetailProjection] writes. It lags behind the events.
public final class OrderDetails {
    /// The name of the read model.
    public static final String NAME = "order-detail";

    private final Projections projections;

    public OrderDetails(Projections projections) {
        this.projections = projections;
    }

    /// The order of this id, as far as the read model has come.
    public Optional<OrderDetail> find(OrderId order) {
        return projections.read(
                NAME,
                "find order detail",
                (session, tables) ->
                        session.queryOne(
                                tables.sql("select * from order_detail_{v} where id = ?"),
                                OrderDetails::detail,
                                order.value()));
    }

    /// Some orders, in the order of their numbers.
    ///
    /// @param after only those with a greater number
    public List<OrderDetail> page(long after, int limit) {
        return projections.read(
                NAME,
                "list order details",
                (session, tables) ->
                        session.query(
                                tables.sql(
                                        "select * from order_detail_{v} where number > ? order by number fetch first ? rows only"),
                                OrderDetails::detail,
                                after,
                                limit));
    }

    private static OrderDetail detail(Row row) {
        return new OrderDetail(
                new OrderId(row.uuid("id")),
                new OrderNumber(row.number("number")).toString(),
                row.number("version"),
                new UserId(row.uuid("user_id")),
                OrderStatus.valueOf(row.text("status")),
                Lines.read(row.text("lines")),
                new Money(row.number("total_cents")),
                Mode.valueOf(row.text("to_user")),
                Mode.valueOf(row.text("to_inventory")),
                row.instant("placed_at"),
                row.optionalInstant("credit_at"),
                row.optionalInstant("stock_at"),
                row.optionalInstant("confirmed_at"),
                row.optionalInstant("shipped_at"),
                row.optionalInstant("ended_at"),
                row.optionalText("reason"));
    }
}
