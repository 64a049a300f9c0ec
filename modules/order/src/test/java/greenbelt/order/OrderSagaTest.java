package greenbelt.order;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.contract.Flow;
import greenbelt.contract.Message;
import greenbelt.contract.Message.Line;
import greenbelt.contract.Message.ReleaseCredit;
import greenbelt.contract.Message.ReleaseStock;
import greenbelt.contract.Message.ReserveCredit;
import greenbelt.contract.Message.ReserveStock;
import greenbelt.contract.Message.ShipStock;
import greenbelt.contract.Mode;
import greenbelt.contract.Money;
import greenbelt.order.decider.Decide;
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
import greenbelt.order.decider.OrderEvent.OrderLine;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.order.decider.OrderState;
import greenbelt.specification.SagaSpecification;
import greenbelt.specification.SagaSpecification.Chapter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The saga of an order")
class OrderSagaTest {
    private static final OrderPlaced PLACED =
            new OrderPlaced(
                    "order-1",
                    OrderTown.ADA,
                    List.of(new OrderLine(OrderTown.LAMP, "Lamp", 2, new Money(1_250))),
                    Mode.ASYNC,
                    Mode.ASYNC,
                    Flow.ORCHESTRATION,
                    Optional.empty(),
                    Optional.empty());
    private static final ReserveCredit RESERVE_CREDIT =
            new ReserveCredit(Stories.ID, OrderTown.ADA, new Money(2_500));
    private static final ReserveStock RESERVE_STOCK =
            new ReserveStock(Stories.ID, List.of(new Line(OrderTown.LAMP, 2)));
    private static final ReleaseCredit RELEASE_CREDIT = new ReleaseCredit(Stories.ID);
    private static final ReleaseStock RELEASE_STOCK = new ReleaseStock(Stories.ID);

    private final SagaSpecification<OrderState, OrderCommand, OrderEvent, Message> saga =
            Stories.saga(Stories.ORDER);

    private Chapter<OrderState, OrderCommand, OrderEvent, Message> placed() {
        return saga.given().when(new Place(PLACED)).thenExpectCommand(RESERVE_CREDIT);
    }

    private Chapter<OrderState, OrderCommand, OrderEvent, Message> confirmed() {
        return placed().givenReply(new RecordCreditReserved())
                .thenExpectCommand(RESERVE_STOCK)
                .givenReply(new RecordStockReserved())
                .thenExpectNoCommand()
                .thenCompleted();
    }

    @Test
    @DisplayName("asks for credit, then for stock, and later sends the goods")
    void goesThrough() {
        confirmed()
                .when(new Ship())
                .thenExpectCommand(new ShipStock(Stories.ID))
                .givenReply(new RecordStockShipped())
                .thenExpectNoCommand()
                .thenCompleted();
    }

    @Test
    @DisplayName("without credit is rolled back at once: nothing was taken")
    void noCredit() {
        placed().givenReply(new RecordCreditRefused("too little credit"))
                .thenExpectNoCommand()
                .thenRolledBack();
    }

    @Test
    @DisplayName("without stock gives the credit back")
    void noStock() {
        placed().givenReply(new RecordCreditReserved())
                .thenExpectCommand(RESERVE_STOCK)
                .givenReply(new RecordStockRefused("sold out"))
                .thenExpectCommand(RELEASE_CREDIT)
                .givenReply(new RecordCreditReleased())
                .thenRolledBack();
    }

    @Test
    @DisplayName("that is cancelled gives back everything, in whatever order the answers come")
    void cancelled() {
        var cancelled =
                confirmed()
                        .when(new Cancel("changed my mind"))
                        .thenExpectCommand(RELEASE_STOCK, RELEASE_CREDIT);

        cancelled
                .givenReply(new RecordStockReleased())
                .givenReply(new RecordCreditReleased())
                .thenRolledBack();
        cancelled
                .givenReply(new RecordCreditReleased())
                .givenReply(new RecordStockReleased())
                .thenRolledBack();
    }

    @Test
    @DisplayName("gives back also what it only may have: the answer that was overdue")
    void overdue() {
        placed().when(new TimeOut())
                .thenExpectCommand(RELEASE_CREDIT)
                .givenReply(new RecordCreditReserved())
                .thenNothingHappened()
                .when(new TimeOut())
                .thenExpectCommand(RELEASE_CREDIT)
                .givenReply(new RecordCreditReleased())
                .thenRolledBack();
    }

    @Test
    @DisplayName("is not rolled back when its people forget to give back, and the story says so")
    void forgotten() {
        var forgetful = Stories.saga(Stories.decider(Decide::forgetToGiveBack));

        assertThatThrownBy(() ->
                        forgetful
                                .given()
                                .when(new Place(PLACED))
                                .givenReply(new RecordCreditReserved())
                                .givenReply(new RecordStockRefused("sold out"))
                                .thenRolledBack())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("found     credit is taken, or may be");
    }
}
