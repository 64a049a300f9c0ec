package greenbelt.bench.eventstore;

import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.event.TraceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// Events to be measured with: like those of orders, with a trace and a cause, and data of [#DATA_BYTES].
final class Samples {
    /// What an event has to say, in bytes.
    static final int DATA_BYTES = 200;

    private static final String DATA = data();
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123456Z");

    private Samples() {}

    private static String data() {
        var begin = "{\"note\":\"";
        return begin + "x".repeat(DATA_BYTES - begin.length() - 2) + "\"}";
    }

    /// The event of this number; another id for each.
    static Envelope event(long number) {
        return new Envelope(
                MessageId.derivedFrom("event " + number),
                "order",
                "OrderPlaced",
                1,
                "order-" + number % 1_000,
                AT.plusNanos(number),
                Optional.of(new TraceContext("1".repeat(32), "2".repeat(16), true)),
                Optional.of(new MessageId("cause-" + number)),
                DATA);
    }

    static List<Envelope> events(long first, int count) {
        return LongStream.range(first, first + count).mapToObj(Samples::event).toList();
    }
}
