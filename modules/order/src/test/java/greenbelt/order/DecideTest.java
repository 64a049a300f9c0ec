package greenbelt.order;

import greenbelt.contract.Flow;
import greenbelt.contract.Message.Line;
import greenbelt.contract.Mode;
import greenbelt.contract.Money;
import greenbelt.contract.Sku;
import greenbelt.contract.UserId;
import greenbelt.order.decider.OrderCommand;
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
import greenbelt.order.decider.OrderEvent;
import greenbelt.order.decider.OrderEvent.CompensationBegun;
import greenbelt.order.decider.OrderEvent.CreditRefused;
import greenbelt.order.decider.OrderEvent.CreditReleaseRequested;
import greenbelt.order.decider.OrderEvent.CreditReleased;
import greenbelt.order.decider.OrderEvent.CreditRequested;
import greenbelt.order.decider.OrderEvent.CreditReserved;
import greenbelt.order.decider.OrderEvent.Ending;
import greenbelt.order.decider.OrderEvent.OrderCancelled;
import greenbelt.order.decider.OrderEvent.OrderConfirmed;
import greenbelt.order.decider.OrderEvent.OrderLine;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.order.decider.OrderEvent.OrderRejected;
import greenbelt.order.decider.OrderEvent.OrderShipped;
import greenbelt.order.decider.OrderEvent.ShipmentRequested;
import greenbelt.order.decider.OrderEvent.StockRefused;
import greenbelt.order.decider.OrderEvent.StockReleaseRequested;
import greenbelt.order.decider.OrderEvent.StockReleased;
import greenbelt.order.decider.OrderEvent.StockRequested;
import greenbelt.order.decider.OrderEvent.StockReserved;
import greenbelt.order.decider.OrderState;
import greenbelt.specification.DeciderSpecification;
import greenbelt.specification.DeciderSpecification.Given;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An order")
class DecideTest {
    private static final UserId ADA = new UserId(new UUID(0, 1));
    private static final OrderPlaced PLACED =
            new OrderPlaced(
                    "order-1",
                    ADA,
                    List.of(new OrderLine(new Sku("LAMP"), "Lamp", 2, new Money(1_250))),
                    Mode.ASYNC,
                    Mode.SYNC,
                    Flow.ORCHESTRATION,
                    Optional.empty(),
                    Optional.empty());
    private static final CreditRequested ASKED_FOR_CREDIT =
            new CreditRequested(ADA, new Money(2_500), Mode.ASYNC);
    private static final StockRequested ASKED_FOR_STOCK =
            new StockRequested(List.of(new Line(new Sku("LAMP"), 2)), Mode.SYNC);
    private static final OrderEvent[] CONFIRMED = {
        PLACED,
        ASKED_FOR_CREDIT,
        new CreditReserved(),
        ASKED_FOR_STOCK,
        new StockReserved(),
        new OrderConfirmed()
    };

    @Test
    @DisplayName("that is placed asks for credit, in the mode it was placed with")
    void placing() {
        given().when(new Place(PLACED)).then(PLACED, ASKED_FOR_CREDIT);
    }

    @Test
    @DisplayName("asks for stock once credit is set aside")
    void creditReserved() {
        given(PLACED, ASKED_FOR_CREDIT)
                .when(new RecordCreditReserved())
                .then(new CreditReserved(), ASKED_FOR_STOCK);
    }

    @Test
    @DisplayName("is confirmed once stock is set aside too")
    void stockReserved() {
        given(PLACED, ASKED_FOR_CREDIT, new CreditReserved(), ASKED_FOR_STOCK)
                .when(new RecordStockReserved())
                .then(new StockReserved(), new OrderConfirmed());
    }

    @Test
    @DisplayName("without credit is rejected, with nothing to give back")
    void creditRefused() {
        given(PLACED, ASKED_FOR_CREDIT)
                .when(new RecordCreditRefused("too little credit"))
                .then(
                        new CreditRefused("too little credit"),
                        new OrderRejected("too little credit"));
    }

    @Test
    @DisplayName("without stock gives the credit back before it is rejected")
    void stockRefused() {
        given(PLACED, ASKED_FOR_CREDIT, new CreditReserved(), ASKED_FOR_STOCK)
                .when(new RecordStockRefused("sold out"))
                .then(
                        new StockRefused("sold out"),
                        new CompensationBegun(Ending.REJECTED, "sold out"),
                        new CreditReleaseRequested(Mode.ASYNC, 1))
                .when(new RecordCreditReleased())
                .then(new CreditReleased(), new OrderRejected("sold out"));
    }

    @Test
    @DisplayName(
            "that is confirmed and then cancelled gives back stock and credit, in either order")
    void cancelling() {
        var cancelled =
                given(CONFIRMED)
                        .when(new Cancel("changed my mind"))
                        .then(
                                new CompensationBegun(Ending.CANCELLED, "changed my mind"),
                                new StockReleaseRequested(Mode.SYNC, 1),
                                new CreditReleaseRequested(Mode.ASYNC, 1));

        cancelled
                .when(new RecordStockReleased())
                .then(new StockReleased())
                .when(new RecordCreditReleased())
                .then(new CreditReleased(), new OrderCancelled("changed my mind"));
        cancelled
                .when(new RecordCreditReleased())
                .then(new CreditReleased())
                .when(new RecordStockReleased())
                .then(new StockReleased(), new OrderCancelled("changed my mind"));
    }

    @Test
    @DisplayName(
            "whose credit does not come in time takes the question back, for it may yet be answered")
    void creditOverdue() {
        given(PLACED, ASKED_FOR_CREDIT)
                .when(new TimeOut())
                .then(
                        new CompensationBegun(
                                Ending.REJECTED, "the user service did not answer in time"),
                        new CreditReleaseRequested(Mode.ASYNC, 1))
                .when(new RecordCreditReserved())
                .thenNothingHappened();
    }

    @Test
    @DisplayName("asks again for a release that was not answered")
    void releaseOverdue() {
        given(CONFIRMED)
                .when(new Cancel("changed my mind"))
                .when(new RecordCreditReleased())
                .when(new TimeOut())
                .then(new StockReleaseRequested(Mode.SYNC, 2));
    }

    @Test
    @DisplayName("that is confirmed can be shipped, and then no longer be cancelled")
    void shipping() {
        given(CONFIRMED)
                .when(new Ship())
                .then(new ShipmentRequested(Mode.SYNC, 1))
                .when(new Cancel("too late"))
                .thenRefused("the order is being shipped")
                .when(new RecordStockShipped())
                .then(new OrderShipped())
                .when(new Cancel("much too late"))
                .thenRefused("the order has been shipped");
    }

    @Test
    @DisplayName("does nothing when an answer comes twice")
    void repeatedAnswers() {
        given(CONFIRMED).when(new RecordCreditReserved()).thenNothingHappened();
        given(CONFIRMED).when(new RecordStockReserved()).thenNothingHappened();
        given(PLACED, ASKED_FOR_CREDIT, new CreditRefused("no"), new OrderRejected("no"))
                .when(new RecordCreditRefused("no"))
                .thenNothingHappened();
    }

    @Test
    @DisplayName("cannot be placed twice")
    void placedTwice() {
        given(CONFIRMED).when(new Place(PLACED)).thenRefused("the order has been placed already");
    }

    @Test
    @DisplayName("that was never placed cannot be cancelled")
    void unknown() {
        given().when(new Cancel("why not")).thenRefused("there is no such order");
    }

    private static Given<OrderState, OrderCommand, OrderEvent> given(OrderEvent... events) {
        return DeciderSpecification.of(Stories.ORDER).given(events);
    }
}
