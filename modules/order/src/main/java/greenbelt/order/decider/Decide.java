package greenbelt.order.decider;

import greenbelt.contract.Flow;
import greenbelt.contract.Message.Line;
import greenbelt.contract.OrderStatus;
import greenbelt.order.decider.Decision.Accepted;
import greenbelt.order.decider.Decision.Refused;
import greenbelt.order.decider.OrderCommand.Answer;
import greenbelt.order.decider.OrderCommand.Cancel;
import greenbelt.order.decider.OrderCommand.Place;
import greenbelt.order.decider.OrderCommand.RecordCreditRefused;
import greenbelt.order.decider.OrderCommand.RecordCreditReleased;
import greenbelt.order.decider.OrderCommand.RecordCreditReserved;
import greenbelt.order.decider.OrderCommand.RecordStockRefused;
import greenbelt.order.decider.OrderCommand.RecordStockReleased;
import greenbelt.order.decider.OrderCommand.RecordStockReserved;
import greenbelt.order.decider.OrderCommand.RecordStockShipped;
import greenbelt.order.decider.OrderCommand.Ship;
import greenbelt.order.decider.OrderCommand.TimeOut;
import greenbelt.order.decider.OrderEvent.CompensationBegun;
import greenbelt.order.decider.OrderEvent.CreditRefused;
import greenbelt.order.decider.OrderEvent.CreditReleaseRequested;
import greenbelt.order.decider.OrderEvent.CreditReleased;
import greenbelt.order.decider.OrderEvent.CreditRequested;
import greenbelt.order.decider.OrderEvent.CreditReserved;
import greenbelt.order.decider.OrderEvent.Ending;
import greenbelt.order.decider.OrderEvent.OrderCancelled;
import greenbelt.order.decider.OrderEvent.OrderConfirmed;
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
import greenbelt.order.decider.OrderState.Shipping;
import java.util.ArrayList;
import java.util.List;

/// What follows from a command, given the order's state. Pure: the saga's whole policy is on this page.
///
/// Reserve credit, then stock, then confirm. When a step is refused, is overdue, or the customer cancels, whatever was
/// or may have been set aside is released before the order ends. An answer to a question that is no longer open changes
/// nothing. What differs when nobody is in charge is [Choreography]'s. Source: Hector Garcia-Molina, Kenneth Salem: Sagas, SIGMOD 1987.
public final class Decide {
    private Decide() {}

    /// The events that `command` leads to, or why it is refused.
    public static Decision decide(OrderState state, OrderCommand command) {
        return state instanceof Known order && order.placed().flow() == Flow.CHOREOGRAPHY
                ? Choreography.decide(order, command)
                : inCharge(state, command);
    }

    /// The same by an order service that is in charge.
    static Decision inCharge(OrderState state, OrderCommand command) {
        return switch (state) {
            case NotPlaced none -> whenNotPlaced(command);
            case AwaitingCredit order -> whenAwaitingCredit(order, command);
            case AwaitingStock order -> whenAwaitingStock(order, command);
            case Confirmed order -> whenConfirmed(order, command);
            case Shipping order -> whenShipping(order, command);
            case Compensating order -> whenCompensating(order, command);
            case Ended order -> whenEnded(order, command);
        };
    }

    private static Decision whenNotPlaced(OrderCommand command) {
        if (command instanceof Place(var placed)) {
            if (placed.flow() == Flow.CHOREOGRAPHY) {
                return accepted(placed);
            }
            var asked = new CreditRequested(placed.user(), placed.total(), placed.toUser());
            return accepted(placed, asked);
        }
        return new Refused("there is no such order");
    }

    private static Decision whenAwaitingCredit(AwaitingCredit order, OrderCommand command) {
        var placed = order.placed();
        return switch (command) {
            case RecordCreditReserved yes ->
                    accepted(
                            new CreditReserved(),
                            new StockRequested(lines(placed), placed.toInventory()));
            case RecordCreditRefused(var reason) ->
                    accepted(new CreditRefused(reason), new OrderRejected(reason));
            case Cancel(var reason) -> giveBackCredit(placed, Ending.CANCELLED, reason);
            case TimeOut late ->
                    giveBackCredit(
                            placed, Ending.REJECTED, "the user service did not answer in time");
            case Place again -> alreadyPlaced();
            case Ship early -> nothing();
            case Answer other -> nothing();
        };
    }

    private static Decision whenAwaitingStock(AwaitingStock order, OrderCommand command) {
        var placed = order.placed();
        return switch (command) {
            case RecordStockReserved yes -> accepted(new StockReserved(), new OrderConfirmed());
            case RecordStockRefused(var reason) ->
                    accepted(
                            new StockRefused(reason),
                            new CompensationBegun(Ending.REJECTED, reason),
                            new CreditReleaseRequested(placed.toUser(), 1));
            case Cancel(var reason) -> giveBackBoth(placed, Ending.CANCELLED, reason);
            case TimeOut late ->
                    giveBackBoth(
                            placed,
                            Ending.REJECTED,
                            "the inventory service did not answer in time");
            case Place again -> alreadyPlaced();
            case Ship early -> nothing();
            case Answer other -> nothing();
        };
    }

    private static Decision whenConfirmed(Confirmed order, OrderCommand command) {
        var placed = order.placed();
        return switch (command) {
            case Cancel(var reason) -> giveBackBoth(placed, Ending.CANCELLED, reason);
            case Ship now -> accepted(new ShipmentRequested(placed.toInventory(), 1));
            case Place again -> alreadyPlaced();
            case TimeOut late -> nothing();
            case Answer other -> nothing();
        };
    }

    private static Decision whenShipping(Shipping order, OrderCommand command) {
        return switch (command) {
            case RecordStockShipped yes -> accepted(new OrderShipped());
            case TimeOut late ->
                    accepted(
                            new ShipmentRequested(
                                    order.placed().toInventory(), order.attempts() + 1));
            case Cancel late -> new Refused("the order is being shipped");
            case Place again -> alreadyPlaced();
            case Ship again -> nothing();
            case Answer other -> nothing();
        };
    }

    private static Decision whenCompensating(Compensating order, OrderCommand command) {
        return switch (command) {
            case RecordCreditReleased yes when order.credit().isOwed() ->
                    settled(order, new CreditReleased());
            case RecordStockReleased yes when order.stock().isOwed() ->
                    settled(order, new StockReleased());
            case TimeOut late -> new Accepted(askAgain(order));
            case Place again -> alreadyPlaced();
            case Cancel again -> nothing();
            case Ship never -> nothing();
            case Answer other -> nothing();
        };
    }

    private static Decision whenEnded(Ended order, OrderCommand command) {
        return switch (command) {
            case Cancel late when order.status() == OrderStatus.SHIPPED ->
                    new Refused("the order has been shipped");
            case Cancel late when order.status() == OrderStatus.REJECTED ->
                    new Refused("the order was rejected");
            case Cancel again -> nothing();
            case Place again -> alreadyPlaced();
            case Ship never -> nothing();
            case TimeOut late -> nothing();
            case Answer late -> nothing();
        };
    }

    private static Decision giveBackCredit(OrderPlaced placed, Ending ending, String reason) {
        return accepted(
                new CompensationBegun(ending, reason),
                new CreditReleaseRequested(placed.toUser(), 1));
    }

    private static Decision giveBackBoth(OrderPlaced placed, Ending ending, String reason) {
        return accepted(
                new CompensationBegun(ending, reason),
                new StockReleaseRequested(placed.toInventory(), 1),
                new CreditReleaseRequested(placed.toUser(), 1));
    }

    private static List<OrderEvent> askAgain(Compensating order) {
        var asked = new ArrayList<OrderEvent>();
        if (order.stock().isOwed()) {
            asked.add(
                    new StockReleaseRequested(
                            order.placed().toInventory(), order.stock().attempts() + 1));
        }
        if (order.credit().isOwed()) {
            asked.add(
                    new CreditReleaseRequested(
                            order.placed().toUser(), order.credit().attempts() + 1));
        }
        return asked;
    }

    private static Decision settled(Compensating order, OrderEvent released) {
        var rest = (Compensating) Evolve.evolve(order, released);
        if (!rest.isSettled()) {
            return accepted(released);
        }
        return accepted(released, ended(order.ending(), order.reason()));
    }

    /// The same decision by people who end an order without giving back what was set aside for it.
    public static Decision forgetToGiveBack(Decision decision) {
        return switch (decision) {
            case Accepted(var events) -> new Accepted(endedAtOnce(events));
            case Refused refused -> refused;
        };
    }

    private static List<OrderEvent> endedAtOnce(List<OrderEvent> events) {
        var kept = new ArrayList<OrderEvent>();
        for (var event : events) {
            if (event instanceof CompensationBegun(var ending, var reason)) {
                kept.add(ended(ending, reason));
                return kept;
            }
            kept.add(event);
        }
        return kept;
    }

    private static OrderEvent ended(Ending ending, String reason) {
        return switch (ending) {
            case REJECTED -> new OrderRejected(reason);
            case CANCELLED -> new OrderCancelled(reason);
        };
    }

    /// What the inventory service is asked for.
    public static List<Line> lines(OrderPlaced placed) {
        return placed.lines().stream().map(line -> new Line(line.sku(), line.quantity())).toList();
    }

    private static Decision accepted(OrderEvent... events) {
        return new Accepted(List.of(events));
    }

    private static Decision nothing() {
        return new Accepted(List.of());
    }

    private static Decision alreadyPlaced() {
        return new Refused("the order has been placed already");
    }
}
