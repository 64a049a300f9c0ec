package greenbelt.bus.chronicle;

import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.event.TraceContext;
import java.time.Instant;
import java.util.Optional;
import net.openhft.chronicle.bytes.Bytes;

/// Envelopes in a queue. What is absent is an empty text.
final class EnvelopeFormat implements RecordFormat<Envelope> {
    static final EnvelopeFormat INSTANCE = new EnvelopeFormat();

    private EnvelopeFormat() {}

    @Override
    public void write(Envelope value, Bytes<?> to) {
        var time = value.time();
        to.writeUtf8(value.id().value());
        to.writeUtf8(value.source());
        to.writeUtf8(value.type());
        to.writeInt(value.schemaVersion());
        to.writeUtf8(value.subject());
        to.writeLong(time.getEpochSecond());
        to.writeInt(time.getNano());
        to.writeUtf8(value.trace().map(TraceContext::traceparent).orElse(""));
        to.writeUtf8(value.cause().map(MessageId::value).orElse(""));
        to.writeUtf8(value.data());
    }

    @Override
    public Envelope read(Bytes<?> from) {
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

    static String text(Bytes<?> from) {
        var text = from.readUtf8();
        if (text == null) {
            throw new IllegalStateException("expected a text, found none");
        }
        return text;
    }
}
