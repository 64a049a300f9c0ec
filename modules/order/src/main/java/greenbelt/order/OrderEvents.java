package greenbelt.order;

import greenbelt.contract.OrderId;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.eventstore.EventTypes;
import greenbelt.json.Json;
import greenbelt.order.OrderEvent.CompensationBegun;
import greenbelt.order.OrderEvent.CreditRefused;
import greenbelt.order.OrderEvent.CreditReleaseRequested;
import greenbelt.order.OrderEvent.CreditReleased;
import greenbelt.order.OrderEvent.CreditRequested;
import greenbelt.order.OrderEvent.CreditReserved;
import greenbelt.order.OrderEvent.OrderCancelled;
import greenbelt.order.OrderEvent.OrderConfirmed;
import greenbelt.order.OrderEvent.OrderGivenUp;
import greenbelt.order.OrderEvent.OrderPlaced;
import greenbelt.order.OrderEvent.OrderRejected;
import greenbelt.order.OrderEvent.OrderShipped;
import greenbelt.order.OrderEvent.ShipmentRequested;
import greenbelt.order.OrderEvent.StockRefused;
import greenbelt.order.OrderEvent.StockReleaseRequested;
import greenbelt.order.OrderEvent.StockReleased;
import greenbelt.order.OrderEvent.StockRequested;
import greenbelt.order.OrderEvent.StockReserved;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// Puts order events into envelopes and takes them out again. The envelope's type is the record's name.
final class OrderEvents {
    static final String SOURCE = "order";

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
    static final EventTypes TYPES = types();

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

    static Envelope envelope(
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
    static OrderEvent open(Envelope envelope) {
        var data = TYPES.read(envelope);
        return Json.bind(data, Objects.requireNonNull(CLASS_OF.get(envelope.type())));
    }
}
