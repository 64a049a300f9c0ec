package greenbelt.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.contract.Flow;
import greenbelt.contract.Mode;
import greenbelt.contract.Money;
import greenbelt.contract.OrderId;
import greenbelt.eventstore.AppendResult;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.ForwardingEventStore;
import greenbelt.eventstore.MemoryEventStore;
import greenbelt.eventstore.MultiAppendResult;
import greenbelt.eventstore.Snapshots;
import greenbelt.eventstore.StreamAppend;
import greenbelt.http.ProblemException;
import greenbelt.order.decider.OrderCommand.Place;
import greenbelt.order.decider.OrderEvent.OrderLine;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.world.VirtualWorld;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An order that others change without a pause")
class OrdersTest {
    private static final Place PLACE =
            new Place(
                    new OrderPlaced(
                            "order-1",
                            OrderTown.ADA,
                            List.of(new OrderLine(OrderTown.LAMP, "Lamp", 1, new Money(1_250))),
                            Mode.SYNC,
                            Mode.SYNC,
                            Flow.ORCHESTRATION,
                            Optional.empty(),
                            Optional.empty()));

    @Test
    @DisplayName("is answered with 503, and when to try again")
    void contended() {
        try (var world = new VirtualWorld(7)) {
            var orders =
                    new Orders(
                            world,
                            new Contended(new MemoryEventStore(world)),
                            Snapshots.NONE,
                            Policy.SOUND);
            var id = new OrderId(new UUID(0, 1));

            assertThatThrownBy(() ->
                            world.enter(
                                    world.start("order-1"),
                                    "place",
                                    () -> orders.handle(id, PLACE, Optional.empty())))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refused -> {
                                var response = refused.problem().toResponse();
                                assertThat(response.status()).isEqualTo(503);
                                assertThat(response.headers().first("retry-after")).contains("1");
                                assertThat(response.text()).contains("order-contended");
                            });
        }
    }

    /// A store in which somebody else is always faster.
    private static final class Contended extends ForwardingEventStore {
        Contended(EventStore real) {
            super(real);
        }

        @Override
        public MultiAppendResult appendAll(List<StreamAppend> appends) {
            return new AppendResult.Conflict(appends.getFirst().stream(), 1);
        }
    }
}
