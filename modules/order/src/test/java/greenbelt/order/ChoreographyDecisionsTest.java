package greenbelt.order;

import greenbelt.contract.Flow;
import greenbelt.contract.Message;
import greenbelt.contract.Message.Line;
import greenbelt.contract.Mode;
import greenbelt.contract.Money;
import greenbelt.order.decider.OrderCommand;
import greenbelt.order.decider.OrderCommand.Cancel;
import greenbelt.order.decider.OrderCommand.Place;
import greenbelt.order.decider.OrderCommand.RecordCreditRefused;
import greenbelt.order.decider.OrderCommand.RecordCreditReleased;
import greenbelt.order.decider.OrderCommand.RecordCreditReserved;
import greenbelt.order.decider.OrderCommand.RecordStockRefused;
import greenbelt.order.decider.OrderCommand.RecordStockReleased;
import greenbelt.order.decider.OrderCommand.RecordStockReserved;
import greenbelt.order.decider.OrderCommand.TimeOut;
import greenbelt.order.decider.OrderEvent;
import greenbelt.order.decider.OrderEvent.CompensationBegun;
import greenbelt.order.decider.OrderEvent.CreditRefused;
import greenbelt.order.decider.OrderEvent.CreditReleased;
import greenbelt.order.decider.OrderEvent.CreditReserved;
import greenbelt.order.decider.OrderEvent.Ending;
import greenbelt.order.decider.OrderEvent.OrderCancelled;
import greenbelt.order.decider.OrderEvent.OrderConfirmed;
import greenbelt.order.decider.OrderEvent.OrderGivenUp;
import greenbelt.order.decider.OrderEvent.OrderLine;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.order.decider.OrderEvent.OrderRejected;
import greenbelt.order.decider.OrderEvent.StockRefused;
import greenbelt.order.decider.OrderEvent.StockReleased;
import greenbelt.order.decider.OrderEvent.StockReserved;
import greenbelt.order.decider.OrderState;
import greenbelt.specification.DeciderSpecification;
import greenbelt.specification.DeciderSpecification.Given;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An order of which nobody is in charge")
class ChoreographyDecisionsTest {
    private static final OrderPlaced PLACED =
            new OrderPlaced(
                    "order-1",
                    OrderTown.ADA,
                    List.of(new OrderLine(OrderTown.LAMP, "Lamp", 2, new Money(1_250))),
                    Mode.ASYNC,
                    Mode.ASYNC,
                    Flow.CHOREOGRAPHY,
                    Optional.empty(),
                    Optional.empty());

    private static Given<OrderState, OrderCommand, OrderEvent> given(OrderEvent... events) {
        return DeciderSpecification.of(Stories.ORDER).given(events);
    }

    @Test
    @DisplayName("says that it was placed, with all that the others need to know, and asks nobody")
    void placed() {
        given().when(new Place(PLACED)).then(PLACED);
        Stories.saga(Stories.ORDER)
                .given()
                .when(new Place(PLACED))
                .thenExpectCommand(
                        new Message.OrderPlaced(
                                Stories.ID,
                                OrderTown.ADA,
                                new Money(2_500),
                                List.of(new Line(OrderTown.LAMP, 2))))
                .givenReply(new RecordCreditReserved())
                .thenExpectNoCommand()
                .givenReply(new RecordStockReserved())
                .thenExpectNoCommand();
    }

    @Test
    @DisplayName("is confirmed when it hears of credit and stock")
    void confirmed() {
        given(PLACED)
                .when(new RecordCreditReserved())
                .then(new CreditReserved())
                .when(new RecordStockReserved())
                .then(new StockReserved(), new OrderConfirmed())
                .when(new RecordCreditReserved())
                .thenNothingHappened();
    }

    @Test
    @DisplayName("knows about the credit when it hears of the stock first")
    void stockFirst() {
        given(PLACED)
                .when(new RecordStockReserved())
                .then(new CreditReserved(), new StockReserved(), new OrderConfirmed())
                .when(new RecordCreditReserved())
                .thenNothingHappened();
    }

    @Test
    @DisplayName("is rejected without credit, with nobody to wait for")
    void noCredit() {
        given(PLACED)
                .when(new RecordCreditRefused("too little credit"))
                .then(
                        new CreditRefused("too little credit"),
                        new OrderRejected("too little credit"));
    }

    @Test
    @DisplayName("without stock waits for the credit to come back, which nobody has to ask for")
    void noStock() {
        given(PLACED, new CreditReserved())
                .when(new RecordStockRefused("sold out"))
                .then(
                        new StockRefused("sold out"),
                        new CompensationBegun(Ending.REJECTED, "sold out"))
                .when(new RecordCreditReleased())
                .then(new CreditReleased(), new OrderRejected("sold out"));
    }

    @Test
    @DisplayName("says that it is given up when it is cancelled, and waits for both")
    void cancelled() {
        given(PLACED, new CreditReserved(), new StockReserved(), new OrderConfirmed())
                .when(new Cancel("changed my mind"))
                .then(
                        new CompensationBegun(Ending.CANCELLED, "changed my mind"),
                        new OrderGivenUp(1))
                .when(new RecordStockReleased())
                .then(new StockReleased())
                .when(new RecordCreditReleased())
                .then(new CreditReleased(), new OrderCancelled("changed my mind"));
    }

    @Test
    @DisplayName("says it again to those who have not answered")
    void saysItAgain() {
        given(PLACED)
                .when(new TimeOut())
                .then(
                        new CompensationBegun(
                                Ending.REJECTED, "the user service did not say in time"),
                        new OrderGivenUp(1))
                .when(new RecordStockReleased())
                .then(new StockReleased())
                .when(new TimeOut())
                .then(new OrderGivenUp(2))
                .when(new RecordStockReleased())
                .thenNothingHappened()
                .when(new RecordCreditReleased())
                .then(
                        new CreditReleased(),
                        new OrderRejected("the user service did not say in time"));
    }
}
