package greenbelt.order;

import greenbelt.contract.OrderId;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.json.Json;
import greenbelt.order.OrderEvent.CompensationBegun;
import greenbelt.order.OrderEvent.CreditRefused;
import greenbelt.order.OrderEvent.CreditReleaseRequested;
import greenbelt.order.OrderEvent.CreditReleased;
import greenbelt.order.OrderEvent.CreditRequested;
import greenbelt.order.OrderEvent.CreditReserved;
import greenbelt.order.OrderEvent.OrderCancelled;
import greenbelt.order.OrderEvent.OrderConfirmed;
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
import java.util.Map;
import java.util.Optional;

/// Puts order events into envelopes and takes them out again. The envelope's type is the record's name.
final class OrderEvents {
    static final String SOURCE = "order";
    private static final int SCHEMA_VERSION = 1;
    private static final Map<String, Class<? extends OrderEvent>> TYPES =
            Map.ofEntries(
                    type(OrderPlaced.class),
                    type(CreditRequested.class),
                    type(CreditReserved.class),
                    type(CreditRefused.class),
                    type(StockRequested.class),
                    type(StockReserved.class),
                    type(StockRefused.class),
                    type(OrderConfirmed.class),
                    type(CompensationBegun.class),
                    type(CreditReleaseRequested.class),
                    type(CreditReleased.class),
                    type(StockReleaseRequested.class),
                    type(StockReleased.class),
                    type(OrderRejected.class),
                    type(OrderCancelled.class),
                    type(ShipmentRequested.class),
                    type(OrderShipped.class));

    private OrderEvents() {}

    private static Map.Entry<String, Class<? extends OrderEvent>> type(
            Class<? extends OrderEvent> type) {
        return Map.entry(type.getSimpleName(), type);
    }

    static Envelope envelope(
            MessageId id,
            OrderId order,
            Instant time,
            Optional<MessageId> cause,
            OrderEvent event) {
        return new Envelope(
                id,
                SOURCE,
                event.getClass().getSimpleName(),
                SCHEMA_VERSION,
                order.toString(),
                time,
                Optional.empty(),
                cause,
                Json.write(event));
    }

    /// Throws [IllegalStateException] when nobody here can read the event.
    static OrderEvent open(Envelope envelope) {
        var type = TYPES.get(envelope.type());
        if (type == null || envelope.schemaVersion() != SCHEMA_VERSION) {
            throw new IllegalStateException(
                    "event "
                            + envelope.id()
                            + " is a "
                            + envelope.type()
                            + " of version "
                            + envelope.schemaVersion()
                            + "; expected an order event of version "
                            + SCHEMA_VERSION);
        }
        return Json.read(envelope.data(), type);
    }
}
