package greenbelt.contract;

import greenbelt.contract.Message.CreditRefused;
import greenbelt.contract.Message.CreditReleased;
import greenbelt.contract.Message.CreditReserved;
import greenbelt.contract.Message.ItemsListed;
import greenbelt.contract.Message.OrderGivenUp;
import greenbelt.contract.Message.OrderPlaced;
import greenbelt.contract.Message.ReleaseCredit;
import greenbelt.contract.Message.ReleaseStock;
import greenbelt.contract.Message.ReserveCredit;
import greenbelt.contract.Message.ReserveStock;
import greenbelt.contract.Message.ShipStock;
import greenbelt.contract.Message.StockRefused;
import greenbelt.contract.Message.StockReleased;
import greenbelt.contract.Message.StockReserved;
import greenbelt.contract.Message.StockShipped;
import greenbelt.contract.Message.UserClosed;
import greenbelt.contract.Message.UserForgotten;
import greenbelt.contract.Message.UsersRegistered;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.event.TraceContext;
import greenbelt.json.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Puts messages into envelopes and takes them out again. The envelope's type is the record's name.
public final class Messages {
    private static final int SCHEMA_VERSION = 1;
    private static final Map<String, Class<? extends Message>> TYPES =
            Map.ofEntries(
                    type(OrderPlaced.class),
                    type(OrderGivenUp.class),
                    type(ReserveCredit.class),
                    type(ReleaseCredit.class),
                    type(CreditReserved.class),
                    type(CreditRefused.class),
                    type(CreditReleased.class),
                    type(UsersRegistered.class),
                    type(UserClosed.class),
                    type(UserForgotten.class),
                    type(ReserveStock.class),
                    type(ReleaseStock.class),
                    type(ShipStock.class),
                    type(StockReserved.class),
                    type(StockRefused.class),
                    type(StockReleased.class),
                    type(StockShipped.class),
                    type(ItemsListed.class));

    private Messages() {}

    private static Map.Entry<String, Class<? extends Message>> type(Class<? extends Message> type) {
        return Map.entry(type.getSimpleName(), type);
    }

    /// Puts a message into an envelope.
    ///
    /// @param source the service that says it
    /// @param subject messages of one subject stay in order
    public static Envelope envelope(
            MessageId id,
            String source,
            String subject,
            Instant time,
            Optional<TraceContext> trace,
            Optional<MessageId> cause,
            Message message) {
        var type = message.getClass().getSimpleName();
        var data = Json.write(message);
        return new Envelope(id, source, type, SCHEMA_VERSION, subject, time, trace, cause, data);
    }

    /// Takes the message out of an envelope. Throws [IllegalArgumentException] when the type is unknown.
    public static Message open(Envelope envelope) {
        var type = TYPES.get(envelope.type());
        if (type == null || envelope.schemaVersion() != SCHEMA_VERSION) {
            throw new IllegalArgumentException(
                    "expected one of the messages of version "
                            + SCHEMA_VERSION
                            + " that the services share, found "
                            + envelope.type()
                            + " of version "
                            + envelope.schemaVersion());
        }
        return Json.read(envelope.data(), type);
    }
}
