package greenbelt.order.decider;

import greenbelt.order.decider.OrderEvent.OrderPlaced;

/// What an order can be asked or told.
public sealed interface OrderCommand {
    /// Place the order.
    record Place(OrderPlaced order) implements OrderCommand {}

    /// Another service has answered. Answers may come late, twice, or after the question was given up.
    sealed interface Answer extends OrderCommand {}

    /// The user service has answered: credit is set aside.
    record RecordCreditReserved() implements Answer {}

    /// The user service has answered: no.
    record RecordCreditRefused(String reason) implements Answer {}

    /// The inventory service has answered: stock is set aside.
    record RecordStockReserved() implements Answer {}

    /// The inventory service has answered: no.
    record RecordStockRefused(String reason) implements Answer {}

    /// The user service has given the credit back.
    record RecordCreditReleased() implements Answer {}

    /// The inventory service has put the stock back.
    record RecordStockReleased() implements Answer {}

    /// The inventory service has sent the goods.
    record RecordStockShipped() implements Answer {}

    /// The customer takes the order back.
    record Cancel(String reason) implements OrderCommand {}

    /// An answer is overdue.
    record TimeOut() implements OrderCommand {}

    /// It is time to send the goods.
    record Ship() implements OrderCommand {}
}
