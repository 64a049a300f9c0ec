package greenbelt.bus.chronicle;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.event.TraceContext;
import java.time.Instant;
import java.util.Optional;
import net.openhft.chronicle.bytes.Bytes;

/// Envelopes in a queue. What is absent is an empty text.
final class EnvelopeFormat {
    private EnvelopeFormat() {}

    static void write(Envelope value, Bytes<?> to) {
        var time = value.time();
        write(value.id().value(), to);
        write(value.source(), to);
        write(value.type(), to);
        to.writeInt(value.schemaVersion());
        write(value.subject(), to);
        to.writeLong(time.getEpochSecond());
        to.writeInt(time.getNano());
        write(value.trace().map(TraceContext::traceparent).orElse(""), to);
        write(value.cause().map(MessageId::value).orElse(""), to);
        write(value.data(), to);
    }

    static Envelope read(Bytes<?> from) {
        return new Envelope(
                new MessageId(text(from)),
                text(from),
                text(from),
                from.readInt(),
                text(from),
                Instant.ofEpochSecond(from.readLong(), from.readInt()),
                TraceContext.parse(text(from)),
                Optional.of(text(from)).filter(id -> !id.isEmpty()).map(MessageId::new),
                text(from));
    }

    /// Far cheaper than to have Chronicle write it character by character.
    static void write(String text, Bytes<?> to) {
        var utf8 = text.getBytes(UTF_8);
        to.writeInt(utf8.length);
        to.write(utf8);
    }

    static String text(Bytes<?> from) {
        int length = from.readInt();
        if (length < 0 || length > from.readRemaining()) {
            throw new IllegalStateException(
                    "expected a text of at most %d bytes, found one of %d"
                            .formatted(from.readRemaining(), length));
        }
        var utf8 = new byte[length];
        from.read(utf8);
        return new String(utf8, UTF_8);
    }
}
