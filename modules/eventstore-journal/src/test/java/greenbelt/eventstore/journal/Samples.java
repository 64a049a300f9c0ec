package greenbelt.eventstore.journal;

import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.event.TraceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// Events that differ in everything that an event has.
final class Samples {
    static final Instant AT = Instant.parse("2026-01-01T00:00:00.123456789Z");

    private Samples() {}

    static Envelope event(String id, String type, String data) {
        return new Envelope(
                new MessageId(id),
                "order",
                type,
                3,
                "order-1",
                AT,
                Optional.of(new TraceContext("1".repeat(32), "2".repeat(16), true)),
                Optional.of(new MessageId("cause of " + id)),
                data);
    }

    static List<Envelope> events(String prefix, int count) {
        return LongStream.range(0, count)
                .mapToObj(number ->
                        event(
                                prefix + number,
                                number % 3 == 0 ? "OrderPlaced" : "OrderConfirmed",
                                "{\"number\":%d,\"note\":\"%s\"}"
                                        .formatted(number, "é".repeat((int) (number % 50)))))
                .toList();
    }
}
