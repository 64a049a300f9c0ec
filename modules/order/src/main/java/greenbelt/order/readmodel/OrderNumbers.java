package greenbelt.order.readmodel;

import greenbelt.projection.InlineProjections;

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
}
