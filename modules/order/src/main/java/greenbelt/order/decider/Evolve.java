package greenbelt.order.decider;

import greenbelt.contract.Flow;
import greenbelt.contract.OrderStatus;
import greenbelt.order.decider.OrderEvent.CompensationBegun;
import greenbelt.order.decider.OrderEvent.CreditRefused;
import greenbelt.order.decider.OrderEvent.CreditReleaseRequested;
import greenbelt.order.decider.OrderEvent.CreditReleased;
import greenbelt.order.decider.OrderEvent.CreditRequested;
import greenbelt.order.decider.OrderEvent.CreditReserved;
import greenbelt.order.decider.OrderEvent.OrderCancelled;
import greenbelt.order.decider.OrderEvent.OrderConfirmed;
import greenbelt.order.decider.OrderEvent.OrderGivenUp;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.order.decider.OrderEvent.OrderRejected;
import greenbelt.order.decider.OrderEvent.OrderShipped;
import greenbelt.order.decider.OrderEvent.ShipmentRequested;
import greenbelt.order.decider.OrderEvent.StockRefused;
import greenbelt.order.decider.OrderEvent.StockReleaseRequested;
import greenbelt.order.decider.OrderEvent.StockReleased;
import greenbelt.order.decider.OrderEvent.StockRequested;
import greenbelt.order.decider.OrderEvent.StockReserved;
import greenbelt.order.decider.OrderState.AwaitingCredit;
import greenbelt.order.decider.OrderState.AwaitingStock;
import greenbelt.order.decider.OrderState.Compensating;
import greenbelt.order.decider.OrderState.Confirmed;
import greenbelt.order.decider.OrderState.Ended;
import greenbelt.order.decider.OrderState.Known;
import greenbelt.order.decider.OrderState.NotPlaced;
import greenbelt.order.decider.OrderState.Owed;
import greenbelt.order.decider.OrderState.Shipping;
import java.util.List;

/// What an order becomes when something happens to it. Pure.
///
/// Source: Jérémie Chassaing, Functional Event Sourcing Decider, 2021.
public final class Evolve {
    private Evolve() {}

    /// The state after all of `events`.
    public static OrderState fold(List<OrderEvent> events) {
        OrderState state = new NotPlaced();
        for (var event : events) {
            state = evolve(state, event);
        }
        return state;
    }

    /// The state after one more event.
    public static OrderState evolve(OrderState state, OrderEvent event) {
        return switch (state) {
            case NotPlaced none ->
                    event instanceof OrderPlaced placed
                            ? new AwaitingCredit(placed)
                            : impossible(none, event);
            case Known order -> after(order, event);
        };
    }

    private static OrderState after(Known order, OrderEvent event) {
        var placed = order.placed();
        return switch (event) {
            case OrderPlaced again -> impossible(order, again);
            case CreditRequested asked -> order;
            case CreditReserved reserved ->
                    isChoreographed(placed) ? new AwaitingStock(placed) : order;
            case CreditRefused refused -> order;
            case StockRequested asked -> new AwaitingStock(placed);
            case StockReserved reserved -> order;
            case StockRefused refused -> order;
            case OrderConfirmed confirmed -> new Confirmed(placed);
            case CompensationBegun begun ->
                    new Compensating(
                            placed,
                            begun.ending(),
                            begun.reason(),
                            isChoreographed(placed) ? new Owed(1) : Owed.NOTHING,
                            Owed.NOTHING);
            case OrderGivenUp told -> givenUp(order, told.attempt());
            case CreditReleaseRequested asked -> withCredit(order, new Owed(asked.attempt()));
            case CreditReleased released -> withCredit(order, Owed.NOTHING);
            case StockReleaseRequested asked -> withStock(order, new Owed(asked.attempt()));
            case StockReleased released -> withStock(order, Owed.NOTHING);
            case OrderRejected rejected ->
                    new Ended(placed, OrderStatus.REJECTED, rejected.reason());
            case OrderCancelled cancelled ->
                    new Ended(placed, OrderStatus.CANCELLED, cancelled.reason());
            case ShipmentRequested asked -> new Shipping(placed, asked.attempt());
            case OrderShipped shipped -> new Ended(placed, OrderStatus.SHIPPED, "");
        };
    }

    /// Whoever pays has heard of it before anybody else can refuse, so credit is owed from the beginning on.
    private static boolean isChoreographed(OrderPlaced placed) {
        return placed.flow() == Flow.CHOREOGRAPHY;
    }

    /// The first time both owe an answer, then whoever has not given it yet.
    private static OrderState givenUp(Known order, int attempt) {
        if (!(order instanceof Compensating back)) {
            return impossible(order, new OrderGivenUp(attempt));
        }
        var asked = new Owed(attempt);
        return new Compensating(
                back.placed(),
                back.ending(),
                back.reason(),
                attempt == 1 || back.credit().isOwed() ? asked : Owed.NOTHING,
                attempt == 1 || back.stock().isOwed() ? asked : Owed.NOTHING);
    }

    private static OrderState withCredit(Known order, Owed credit) {
        return order instanceof Compensating(var placed, var ending, var reason, _, var stock)
                ? new Compensating(placed, ending, reason, credit, stock)
                : impossible(order, new CreditReleased());
    }

    private static OrderState withStock(Known order, Owed stock) {
        return order instanceof Compensating(var placed, var ending, var reason, var credit, _)
                ? new Compensating(placed, ending, reason, credit, stock)
                : impossible(order, new StockReleased());
    }

    private static OrderState impossible(OrderState state, OrderEvent event) {
        throw new IllegalStateException(
                event.getClass().getSimpleName()
                        + " cannot happen to an order that is "
                        + state.getClass().getSimpleName());
    }
}
