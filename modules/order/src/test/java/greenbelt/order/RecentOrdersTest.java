package greenbelt.order;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.contract.Flow;
import greenbelt.contract.Mode;
import greenbelt.contract.OrderId;
import greenbelt.contract.UserId;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.order.decider.OrderState.AwaitingCredit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The orders that were changed last")
class RecentOrdersTest {
    private static final OrderId ID = new OrderId(new UUID(0, 1));

    private final RecentOrders recent = new RecentOrders();

    private static Order order(OrderId id, long version) {
        var placed =
                new OrderPlaced(
                        "order-1",
                        new UserId(new UUID(0, 7)),
                        List.of(),
                        Mode.SYNC,
                        Mode.SYNC,
                        Flow.ORCHESTRATION,
                        Optional.empty(),
                        Optional.empty());
        return new Order(id, new AwaitingCredit(placed), version, Instant.EPOCH);
    }

    @Test
    @DisplayName("are found as their last change has left them")
    void found() {
        recent.done(recent.begin(ID), order(ID, 1));
        recent.done(recent.begin(ID), order(ID, 2));

        assertThat(recent.find(ID)).contains(order(ID, 2));
    }

    @Test
    @DisplayName("are not found while a change is under way, nor after one that came to nothing")
    void underWay() {
        recent.done(recent.begin(ID), order(ID, 1));
        recent.begin(ID);

        assertThat(recent.find(ID)).isEmpty();
    }

    @Test
    @DisplayName("are not overwritten by whoever began before the last change")
    void late() {
        var early = recent.begin(ID);
        var last = recent.begin(ID);
        recent.done(last, order(ID, 2));
        recent.done(early, order(ID, 1));

        assertThat(recent.find(ID)).contains(order(ID, 2));
    }

    @Test
    @DisplayName("are bounded: those whose change is longest ago go")
    void bounded() {
        recent.done(recent.begin(ID), order(ID, 1));
        for (int i = 0; i < RecentOrders.MAX_CHANGES; i++) {
            var other = new OrderId(new UUID(1, i));
            recent.done(recent.begin(other), order(other, 1));
        }

        assertThat(recent.find(ID)).isEmpty();
        assertThat(recent.find(new OrderId(new UUID(1, 0)))).isPresent();
    }
}
