package greenbelt.bus.chronicle;

import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.event.TraceContext;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/// Envelopes in a queue. A cause that is absent is an empty text.
final class EnvelopeFormat {
    private static final int NO_TRACE = 0;
    private static final int UNSAMPLED_TRACE = 1;
    private static final int SAMPLED_TRACE = 2;

    private EnvelopeFormat() {}

    static void write(Envelope value, Pack to) {
        var time = value.time();
        to.putText(value.id().value());
        to.putText(value.source());
        to.putText(value.type());
        to.putInt(value.schemaVersion());
        to.putText(value.subject());
        to.putLong(time.getEpochSecond());
        to.putInt(time.getNano());
        writeTrace(value.trace(), to);
        to.putText(value.cause().map(MessageId::value).orElse(""));
        to.putText(value.data());
    }

    static Envelope read(ByteBuffer from) {
        return new Envelope(
                new MessageId(Pack.text(from)),
                Pack.text(from),
                Pack.text(from),
                from.getInt(),
                Pack.text(from),
                Instant.ofEpochSecond(from.getLong(), from.getInt()),
                readTrace(from),
                Optional.of(Pack.text(from)).filter(id -> !id.isEmpty()).map(MessageId::new),
                Pack.text(from));
    }

    private static void writeTrace(Optional<TraceContext> trace, Pack to) {
        if (trace.isEmpty()) {
            to.putByte(NO_TRACE);
            return;
        }
        var context = trace.get();
        to.putByte(context.sampled() ? SAMPLED_TRACE : UNSAMPLED_TRACE);
        to.putText(context.traceId());
        to.putText(context.spanId());
    }

    private static Optional<TraceContext> readTrace(ByteBuffer from) {
        int kind = from.get();
        if (kind == NO_TRACE) {
            return Optional.empty();
        }
        return Optional.of(
                new TraceContext(Pack.text(from), Pack.text(from), kind == SAMPLED_TRACE));
    }
}
