package greenbelt.order.decider;

import greenbelt.contract.OrderStatus;
import greenbelt.order.decider.OrderEvent.Ending;
import greenbelt.order.decider.OrderEvent.OrderPlaced;

/// What an order is, given its events so far.
public sealed interface OrderState {
    /// Nothing has happened yet.
    record NotPlaced() implements OrderState {}

    /// The customer has placed the order; `placed` says what is in it.
    sealed interface Known extends OrderState {
        OrderPlaced placed();
    }

    /// The user service was asked for credit.
    record AwaitingCredit(OrderPlaced placed) implements Known {}

    /// Credit is set aside; the inventory service was asked for stock.
    record AwaitingStock(OrderPlaced placed) implements Known {}

    /// Credit and stock are set aside.
    record Confirmed(OrderPlaced placed) implements Known {}

    /// The inventory service was asked to send the goods.
    record Shipping(OrderPlaced placed, int attempts) implements Known {}

    /// What was, or may have been, set aside is being given back.
    ///
    /// @param credit what the user service still owes
    /// @param stock what the inventory service still owes
    record Compensating(OrderPlaced placed, Ending ending, String reason, Owed credit, Owed stock)
            implements Known {
        boolean isSettled() {
            return !credit.isOwed() && !stock.isOwed();
        }
    }

    /// Nothing more will happen.
    ///
    /// @param reason why it was rejected or cancelled; empty when it was shipped
    record Ended(OrderPlaced placed, OrderStatus status, String reason) implements Known {}

    /// How often a release was asked for without an answer.
    ///
    /// @param attempts 0 when none is owed
    record Owed(int attempts) {
        static final Owed NOTHING = new Owed(0);

        public boolean isOwed() {
            return attempts > 0;
        }
    }
}
