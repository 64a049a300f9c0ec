package greenbelt.order.readmodel;

import static java.util.stream.Collectors.toUnmodifiableSet;

import greenbelt.eventstore.StoredEvent;
import greenbelt.order.decider.OrderEvent.CompensationBegun;
import greenbelt.order.decider.OrderEvent.CreditReserved;
import greenbelt.order.decider.OrderEvent.OrderCancelled;
import greenbelt.order.decider.OrderEvent.OrderConfirmed;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.order.decider.OrderEvent.OrderRejected;
import greenbelt.order.decider.OrderEvent.OrderShipped;
import greenbelt.order.decider.OrderEvent.StockReserved;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Which order an event is about.
final class OrderStream {
    /// The prefix of every order's stream.
    static final String PREFIX = "order-";

    /// The types of the events that a read model of orders has something to write for, but for the version.
    private static final Set<String> TURNS =
            Stream.of(
                            OrderPlaced.class,
                            CreditReserved.class,
                            StockReserved.class,
                            OrderConfirmed.class,
                            CompensationBegun.class,
                            OrderRejected.class,
                            OrderCancelled.class,
                            OrderShipped.class)
                    .map(Class::getSimpleName)
                    .collect(toUnmodifiableSet());

    private OrderStream() {}

    /// Whether an order takes a turn with this event. The others need not be taken out of their envelopes, which is most
    /// of the work.
    static boolean isTurn(StoredEvent event) {
        return TURNS.contains(event.event().type());
    }

    static boolean isOf(StoredEvent event) {
        return event.stream().value().startsWith(PREFIX);
    }

    static UUID order(StoredEvent event) {
        return UUID.fromString(event.event().subject());
    }
}
