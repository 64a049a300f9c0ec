package greenbelt.order.decider;

import greenbelt.order.decider.Decision.Accepted;
import greenbelt.order.decider.OrderCommand.Cancel;
import greenbelt.order.decider.OrderCommand.RecordCreditReserved;
import greenbelt.order.decider.OrderCommand.RecordStockRefused;
import greenbelt.order.decider.OrderCommand.RecordStockReserved;
import greenbelt.order.decider.OrderCommand.TimeOut;
import greenbelt.order.decider.OrderEvent.CompensationBegun;
import greenbelt.order.decider.OrderEvent.CreditReserved;
import greenbelt.order.decider.OrderEvent.Ending;
import greenbelt.order.decider.OrderEvent.OrderConfirmed;
import greenbelt.order.decider.OrderEvent.OrderGivenUp;
import greenbelt.order.decider.OrderEvent.StockRefused;
import greenbelt.order.decider.OrderEvent.StockReserved;
import greenbelt.order.decider.OrderState.AwaitingCredit;
import greenbelt.order.decider.OrderState.AwaitingStock;
import greenbelt.order.decider.OrderState.Compensating;
import greenbelt.order.decider.OrderState.Confirmed;
import greenbelt.order.decider.OrderState.Ended;
import greenbelt.order.decider.OrderState.Known;
import greenbelt.order.decider.OrderState.Shipping;
import java.util.List;

/// What follows from a command when nobody is in charge of the order. Pure.
///
/// The order service says that an order was placed, and asks nobody. The user service sets credit aside because it heard
/// that; the inventory sets stock aside because it heard of the credit; the order is confirmed because it hears of the
/// stock. When stock is refused, the user service hears it too and gives the credit back. Only what nobody else can know
/// the order says itself: that it is given up, because the customer cancelled or time ran out.
///
/// What somebody did implies what came before: who hears of the stock first knows about the credit. Shipping is asked for
/// as ever, by the bus. Source: Chris Richardson, Microservices Patterns, 4.2.1.
final class Choreography {
    private Choreography() {}

    static Decision decide(Known state, OrderCommand command) {
        return switch (state) {
            case AwaitingCredit order -> whenAwaitingCredit(order, command);
            case AwaitingStock order -> whenAwaitingStock(order, command);
            case Confirmed order ->
                    command instanceof Cancel(var reason)
                            ? giveUp(Ending.CANCELLED, reason)
                            : Decide.inCharge(order, command);
            case Compensating order ->
                    command instanceof TimeOut
                            ? accepted(new OrderGivenUp(attempts(order) + 1))
                            : Decide.inCharge(order, command);
            case Shipping order -> Decide.inCharge(order, command);
            case Ended order -> Decide.inCharge(order, command);
        };
    }

    private static Decision whenAwaitingCredit(AwaitingCredit order, OrderCommand command) {
        return switch (command) {
            case RecordCreditReserved yes -> accepted(new CreditReserved());
            case RecordStockReserved yes ->
                    accepted(new CreditReserved(), new StockReserved(), new OrderConfirmed());
            case RecordStockRefused(var reason) ->
                    accepted(
                            new CreditReserved(),
                            new StockRefused(reason),
                            new CompensationBegun(Ending.REJECTED, reason));
            case Cancel(var reason) -> giveUp(Ending.CANCELLED, reason);
            case TimeOut late -> giveUp(Ending.REJECTED, "the user service did not say in time");
            case OrderCommand other -> Decide.inCharge(order, other);
        };
    }

    private static Decision whenAwaitingStock(AwaitingStock order, OrderCommand command) {
        return switch (command) {
            case RecordStockRefused(var reason) ->
                    accepted(
                            new StockRefused(reason),
                            new CompensationBegun(Ending.REJECTED, reason));
            case Cancel(var reason) -> giveUp(Ending.CANCELLED, reason);
            case TimeOut late ->
                    giveUp(Ending.REJECTED, "the inventory service did not say in time");
            case OrderCommand other -> Decide.inCharge(order, other);
        };
    }

    private static int attempts(Compensating order) {
        return Math.max(order.credit().attempts(), order.stock().attempts());
    }

    private static Decision giveUp(Ending ending, String reason) {
        return accepted(new CompensationBegun(ending, reason), new OrderGivenUp(1));
    }

    private static Decision accepted(OrderEvent... events) {
        return new Accepted(List.of(events));
    }
}
