package greenbelt.order.readmodel;

import greenbelt.contract.OrderId;
import greenbelt.projection.InlineProjections;
import java.util.Optional;

/// Which numbers orders have. Written with the events, so it knows every order that was placed, at once.
public final class OrderNumbers {
    /// The name of the inline projection.
    public static final String NAME = "order-numbers";

    private final InlineProjections projections;

    public OrderNumbers(InlineProjections projections) {
        this.projections = projections;
    }

    /// The highest number that an order has, 0 when there is none.
    public long last() {
        return projections.read(
                NAME,
                "find last number",
                (session, tables) ->
                        session.queryOne(
                                        tables.sql(
                                                "select coalesce(max(number), 0) as number from order_numbers_{v}"),
                                        row -> row.number("number"))
                                .orElse(0L));
    }

    /// Which order has this number.
    public Optional<OrderId> find(OrderNumber number) {
        return projections.read(
                NAME,
                "find order by number",
                (session, tables) ->
                        session.queryOne(
                                tables.sql(
                                        "select order_id from order_numbers_{v} where number = ?"),
                                row -> new OrderId(row.uuid("order_id")),
                                number.value()));
    }

    /// Which number an order has, also when its events cannot be read any more. Looks through all of them.
    public Optional<OrderNumber> of(OrderId order) {
        return projections.read(
                NAME,
                "find number of order",
                (session, tables) ->
                        session.queryOne(
                                tables.sql(
                                        "select number from order_numbers_{v} where order_id = ?"),
                                row -> new OrderNumber(row.number("number")),
                                order.value()));
    }
}
