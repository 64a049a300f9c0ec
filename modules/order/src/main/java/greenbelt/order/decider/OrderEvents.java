package greenbelt.order.decider;

import greenbelt.contract.OrderId;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.eventstore.EventTypes;
import greenbelt.json.Json;
import greenbelt.order.decider.OrderEvent.CompensationBegun;
import greenbelt.order.decider.OrderEvent.CreditRefused;
import greenbelt.order.decider.OrderEvent.CreditReleaseRequested;
import greenbelt.order.decider.OrderEvent.CreditReleased;
import greenbelt.order.decider.OrderEvent.CreditRequested;
import greenbelt.order.decider.OrderEvent.CreditReserved;
import greenbelt.order.decider.OrderEvent.OrderCancelled;
import greenbelt.order.decider.OrderEvent.OrderConfirmed;
import greenbelt.order.decider.OrderEvent.OrderGivenUp;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.order.decider.OrderEvent.OrderRejected;
import greenbelt.order.decider.OrderEvent.OrderShipped;
import greenbelt.order.decider.OrderEvent.ShipmentRequested;
import greenbelt.order.decider.OrderEvent.StockRefused;
import greenbelt.order.decider.OrderEvent.StockReleaseRequested;
import greenbelt.order.decider.OrderEvent.StockReleased;
import greenbelt.order.decider.OrderEvent.StockRequested;
import greenbelt.order.decider.OrderEvent.StockReserved;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// Puts order events into envelopes and takes them out again. The envelope's type is the record's name.
public final class OrderEvents {
    /// Where events come from, as their envelopes say.
    public static final String SOURCE = "order";

    private static final List<Class<? extends OrderEvent>> CLASSES =
            List.of(
                    OrderPlaced.class,
                    CreditRequested.class,
                    CreditReserved.class,
                    CreditRefused.class,
                    StockRequested.class,
                    StockReserved.class,
                    StockRefused.class,
                    OrderConfirmed.class,
                    CompensationBegun.class,
                    OrderGivenUp.class,
                    CreditReleaseRequested.class,
                    CreditReleased.class,
                    StockReleaseRequested.class,
                    StockReleased.class,
                    OrderRejected.class,
                    OrderCancelled.class,
                    ShipmentRequested.class,
                    OrderShipped.class);

    /// Every type in every version that there ever was. The bytes of each are kept with the tests.
    public static final EventTypes TYPES = types();

    private static final Map<String, Class<? extends OrderEvent>> CLASS_OF =
            CLASSES.stream()
                    .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, type -> type));

    private OrderEvents() {}

    private static EventTypes types() {
        var types = EventTypes.NONE;
        for (var type : CLASSES) {
            types =
                    type == OrderPlaced.class
                            ? types.with(type.getSimpleName(), OrderUpcasts.OF_ORDER_PLACED)
                            : types.with(type.getSimpleName());
        }
        return types;
    }

    /// An event of this order as it is stored.
    ///
    /// @param cause the message that led to it
    public static Envelope envelope(
            MessageId id,
            OrderId order,
            Instant time,
            Optional<MessageId> cause,
            OrderEvent event) {
        var type = event.getClass().getSimpleName();
        return new Envelope(
                id,
                SOURCE,
                type,
                TYPES.currentVersion(type),
                order.toString(),
                time,
                Optional.empty(),
                cause,
                Json.write(event));
    }

    /// Takes an event of any version out. Throws [EventStoreException] when nobody here can read it.
    public static OrderEvent open(Envelope envelope) {
        var data = TYPES.read(envelope);
        return Json.bind(data, Objects.requireNonNull(CLASS_OF.get(envelope.type())));
    }
}
