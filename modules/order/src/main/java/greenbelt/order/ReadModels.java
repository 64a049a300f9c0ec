package greenbelt.order;

import greenbelt.event.Envelope;
import greenbelt.order.decider.OrderEvent;
import greenbelt.order.readmodel.OrderDetailProjection;
import greenbelt.order.readmodel.OrderDetails;
import greenbelt.order.readmodel.OrderList;
import greenbelt.order.readmodel.OrderListProjection;
import greenbelt.order.readmodel.Sales;
import greenbelt.order.readmodel.SalesProjection;
import greenbelt.order.readmodel.UserHistories;
import greenbelt.order.readmodel.UserHistoryProjection;
import greenbelt.projection.Projection;
import greenbelt.projection.Projections;
import java.util.List;
import java.util.function.Function;

/// The read models of the order service, each with a projection of its own that keeps it up to date.
///
/// @param list the orders, newest first
/// @param details when an order came how far
/// @param sales what was sold, for each day and item
/// @param histories what befell the orders of a user
record ReadModels(
        Projections projections,
        OrderList list,
        OrderDetails details,
        Sales sales,
        UserHistories histories) {

    static ReadModels of(Projections projections) {
        return new ReadModels(
                projections,
                new OrderList(projections),
                new OrderDetails(projections),
                new Sales(projections),
                new UserHistories(projections));
    }

    /// Those that make them.
    ///
    /// @param codec takes an order event out of its envelope, or throws
    /// @param addresses finds out where an order is delivered to
    static List<Projection> projections(
            Function<Envelope, OrderEvent> codec, OrderListProjection.Addresses addresses) {
        return List.of(
                new OrderListProjection(codec, addresses),
                new OrderDetailProjection(codec),
                new SalesProjection(codec),
                new UserHistoryProjection(codec));
    }
}
