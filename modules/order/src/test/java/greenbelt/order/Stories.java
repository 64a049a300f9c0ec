package greenbelt.order;

import greenbelt.contract.Message;
import greenbelt.contract.OrderId;
import greenbelt.order.decider.Decide;
import greenbelt.order.decider.Decision;
import greenbelt.order.decider.Evolve;
import greenbelt.order.decider.OrderCommand;
import greenbelt.order.decider.OrderEvent;
import greenbelt.order.decider.OrderEvent.CreditRefused;
import greenbelt.order.decider.OrderEvent.CreditReleased;
import greenbelt.order.decider.OrderEvent.CreditRequested;
import greenbelt.order.decider.OrderEvent.StockRefused;
import greenbelt.order.decider.OrderEvent.StockReleased;
import greenbelt.order.decider.OrderEvent.StockRequested;
import greenbelt.order.decider.OrderState;
import greenbelt.order.decider.OrderState.Confirmed;
import greenbelt.order.decider.OrderState.Ended;
import greenbelt.order.decider.OrderState.NotPlaced;
import greenbelt.specification.Decider;
import greenbelt.specification.Outcome;
import greenbelt.specification.SagaSpecification;
import greenbelt.specification.Step;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// The order as what the specifications take: a decider, and a saga.
final class Stories {
    static final Decider<OrderState, OrderCommand, OrderEvent> ORDER =
            decider(UnaryOperator.identity());

    static final OrderId ID = new OrderId(new UUID(0, 3));

    private Stories() {}

    /// The decider, but for what `change` makes of its decisions.
    static Decider<OrderState, OrderCommand, OrderEvent> decider(UnaryOperator<Decision> change) {
        return new Decider<>(
                new NotPlaced(),
                Evolve::evolve,
                (state, command) -> outcome(change.apply(Decide.decide(state, command))));
    }

    private static Outcome<OrderEvent> outcome(Decision decision) {
        return switch (decision) {
            case Decision.Accepted(var events) -> new Outcome.Happened<>(events);
            case Decision.Refused(var reason) -> new Outcome.Refused<>(reason);
        };
    }

    /// The saga of the order [#ID], which asks by the bus.
    static SagaSpecification<OrderState, OrderCommand, OrderEvent, Message> saga(
            Decider<OrderState, OrderCommand, OrderEvent> decider) {
        return SagaSpecification.of(
                decider,
                event -> CommandRelay.command(ID, event).stream().toList(),
                state -> state instanceof Confirmed || state instanceof Ended,
                List.of(
                        Step.of(
                                "credit",
                                CreditRequested.class,
                                CreditRefused.class,
                                CreditReleased.class),
                        Step.of(
                                "stock",
                                StockRequested.class,
                                StockRefused.class,
                                StockReleased.class)));
    }
}
