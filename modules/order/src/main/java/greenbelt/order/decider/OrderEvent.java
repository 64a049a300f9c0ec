package greenbelt.order.decider;

import greenbelt.contract.Api.OrderLineView;
import greenbelt.contract.Flow;
import greenbelt.contract.Message.Line;
import greenbelt.contract.Mode;
import greenbelt.contract.Money;
import greenbelt.contract.Sku;
import greenbelt.contract.UserId;
import greenbelt.vault.Sealed;
import java.util.List;
import java.util.Optional;

/// What has happened to an order. The sequence of these is the order; everything else is computed from it.
///
/// An event that ends in `Requested` asks another service for something, and says whether by HTTP or by the bus, so
/// that an order in flight finishes in the modes it began with.
public sealed interface OrderEvent {
    /// The customer has placed the order.
    ///
    /// @param number its short name
    /// @param toUser how the user service is asked
    /// @param toInventory how the inventory service is asked
    /// @param flow who sees to it that it gets what it needs
    /// @param request fingerprint of the request but for the address, when it came with an idempotency key
    /// @param deliverTo the [DeliveryAddress] as JSON, sealed with the user's key; open nowhere in the log
    record OrderPlaced(
            String number,
            UserId user,
            List<OrderLine> lines,
            Mode toUser,
            Mode toInventory,
            Flow flow,
            Optional<String> request,
            Optional<Sealed> deliverTo)
            implements OrderEvent {
        public OrderPlaced {
            lines = List.copyOf(lines);
        }

        /// What all its lines cost.
        public Money total() {
            return lines.stream().map(OrderLine::total).reduce(Money.ZERO, Money::plus);
        }
    }

    /// How many of an item, at which price.
    ///
    /// @param name what the item was called when it was ordered
    record OrderLine(Sku sku, String name, int quantity, Money priceCents) {
        Money total() {
            return priceCents.times(quantity);
        }

        /// As a service shows it.
        public OrderLineView view() {
            return new OrderLineView(sku, name, quantity, priceCents);
        }
    }

    /// The user service is asked to set credit aside.
    record CreditRequested(UserId user, Money amountCents, Mode via) implements OrderEvent {}

    /// It has.
    record CreditReserved() implements OrderEvent {}

    /// It has not.
    record CreditRefused(String reason) implements OrderEvent {}

    /// The inventory service is asked to set stock aside.
    record StockRequested(List<Line> lines, Mode via) implements OrderEvent {
        public StockRequested {
            lines = List.copyOf(lines);
        }
    }

    /// It has.
    record StockReserved() implements OrderEvent {}

    /// It has not.
    record StockRefused(String reason) implements OrderEvent {}

    /// Credit and stock are set aside: the customer gets the goods.
    record OrderConfirmed() implements OrderEvent {}

    /// The order will not be carried out; what was set aside is being given back.
    record CompensationBegun(Ending ending, String reason) implements OrderEvent {}

    /// Everybody is told that the order will not be carried out, and gives back what is set aside for it.
    ///
    /// @param attempt from 1; told again when no answer comes
    record OrderGivenUp(int attempt) implements OrderEvent {}

    /// The user service is asked to give the credit back.
    ///
    /// @param attempt from 1; asked again when no answer comes
    record CreditReleaseRequested(Mode via, int attempt) implements OrderEvent {}

    /// It has.
    record CreditReleased() implements OrderEvent {}

    /// The inventory service is asked to put the stock back.
    ///
    /// @param attempt from 1; asked again when no answer comes
    record StockReleaseRequested(Mode via, int attempt) implements OrderEvent {}

    /// It has.
    record StockReleased() implements OrderEvent {}

    /// The order was refused.
    record OrderRejected(String reason) implements OrderEvent {}

    /// The customer has taken the order back.
    record OrderCancelled(String reason) implements OrderEvent {}

    /// The inventory service is asked to send the goods.
    ///
    /// @param attempt from 1; asked again when no answer comes
    record ShipmentRequested(Mode via, int attempt) implements OrderEvent {}

    /// The goods have left the house.
    record OrderShipped() implements OrderEvent {}

    /// How an order that is not carried out ends.
    enum Ending {
        REJECTED,
        CANCELLED
    }
}
