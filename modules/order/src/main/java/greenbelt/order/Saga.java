package greenbelt.order;

import greenbelt.contract.Mode;
import greenbelt.contract.OrderId;
import greenbelt.order.Orders.Handled;
import greenbelt.order.decider.BrokenOrderException;
import greenbelt.order.decider.OrderCommand;
import greenbelt.order.decider.OrderCommand.RecordCreditReleased;
import greenbelt.order.decider.OrderCommand.RecordStockReleased;
import greenbelt.order.decider.OrderCommand.RecordStockShipped;
import greenbelt.order.decider.OrderState.AwaitingCredit;
import greenbelt.order.decider.OrderState.AwaitingStock;
import greenbelt.order.decider.OrderState.Compensating;
import greenbelt.order.decider.OrderState.Confirmed;
import greenbelt.order.decider.OrderState.Ended;
import greenbelt.order.decider.OrderState.Shipping;
import greenbelt.order.readmodel.OrderNumber;
import java.util.Optional;

/// Carries an order on through its synchronous steps; the asynchronous ones are [CommandRelay]'s.
///
/// Every step can be taken again: the other services answer a repeated request as they did the first time. So whoever
/// finds an order standing still may drive it, whether the request's own task, a reply from the bus, a timer, or a
/// restart. An order that can go no further is [broken][BrokenOrderException].
final class Saga {
    /// More steps than an order can have.
    private static final int MAX_STEPS = 100;

    private final Orders orders;
    private final Peers peers;
    private final StepGuard guard;

    Saga(Orders orders, Peers peers, StepGuard guard) {
        this.orders = orders;
        this.peers = peers;
        this.guard = guard;
    }

    /// Takes the order's synchronous steps until it waits for the bus or has ended, and returns it as it is then.
    ///
    /// A service that does not answer leaves the order where it is: its timer will drive it again.
    Order drive(Order order) {
        var current = order;
        for (int step = 0; step < MAX_STEPS; step++) {
            mustPass(current);
            var answer = nextStep(current);
            if (answer.isEmpty()) {
                return current;
            }
            switch (orders.handle(current.id(), answer.get(), Optional.empty())) {
                case Handled.Done(var after, var changed) -> current = after;
                case Handled.NotAllowed refused -> {
                    return current;
                }
            }
        }
        throw new BrokenOrderException("it has not come to rest after " + MAX_STEPS + " steps");
    }

    /// An order that rests needs no step.
    private void mustPass(Order order) {
        boolean rests = order.state() instanceof Confirmed || order.state() instanceof Ended;
        if (!rests) {
            long number = OrderNumber.parse(order.state().placed().number()).value();
            guard.objection(order.id(), number)
                    .ifPresent(reason -> {
                        throw new BrokenOrderException(reason);
                    });
        }
    }

    /// Asks the other service what is to be asked next, if that is to be done by HTTP and it answers.
    private Optional<? extends OrderCommand> nextStep(Order order) {
        OrderId id = order.id();
        var placed = order.state().placed();
        boolean callsUser = placed.toUser() == Mode.SYNC;
        boolean callsInventory = placed.toInventory() == Mode.SYNC;
        return switch (order.state()) {
            case AwaitingCredit waiting ->
                    callsUser
                            ? peers.reserveCredit(id, placed.user(), placed.total())
                            : Optional.empty();
            case AwaitingStock waiting ->
                    callsInventory ? peers.reserveStock(id, placed.lines()) : Optional.empty();
            case Compensating back -> giveBack(id, back, callsUser, callsInventory);
            case Shipping asked ->
                    callsInventory && peers.ship(id)
                            ? Optional.of(new RecordStockShipped())
                            : Optional.empty();
            case Confirmed resting -> Optional.empty();
            case Ended ended -> Optional.empty();
        };
    }

    /// Neither release waits for the other: when the inventory service does not answer, the user service may.
    private Optional<OrderCommand> giveBack(
            OrderId id, Compensating back, boolean callsUser, boolean callsInventory) {
        if (callsInventory && back.stock().isOwed() && peers.releaseStock(id)) {
            return Optional.of(new RecordStockReleased());
        }
        if (callsUser && back.credit().isOwed() && peers.releaseCredit(id)) {
            return Optional.of(new RecordCreditReleased());
        }
        return Optional.empty();
    }
}
