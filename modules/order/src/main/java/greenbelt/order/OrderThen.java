package greenbelt.order;

import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Mode;
import greenbelt.order.decider.OrderState.Compensating;
import greenbelt.order.decider.OrderState.Owed;
import greenbelt.order.decider.OrderState.Shipping;
import java.time.Instant;

/// An order as it was at one of its versions.
///
/// @param order what anybody could see of it
/// @param step where it stood in its saga: the name of its [OrderState]
/// @param changed when its last event happened
/// @param toUser how the user service is asked
/// @param toInventory how the inventory service is asked
/// @param creditReleases how often credit was asked back without an answer
/// @param stockReleases how often goods were asked back without an answer
/// @param shipments how often the goods were asked to be sent
public record OrderThen(
        OrderView order,
        String step,
        Instant changed,
        Mode toUser,
        Mode toInventory,
        int creditReleases,
        int stockReleases,
        int shipments) {
    static OrderThen of(Order order, OrderView view, Instant changed) {
        var state = order.state();
        var placed = state.placed();
        return new OrderThen(
                view,
                state.getClass().getSimpleName(),
                changed,
                placed.toUser(),
                placed.toInventory(),
                state instanceof Compensating back ? attempts(back.credit()) : 0,
                state instanceof Compensating back ? attempts(back.stock()) : 0,
                state instanceof Shipping shipping ? shipping.attempts() : 0);
    }

    private static int attempts(Owed owed) {
        return owed.attempts();
    }
}
