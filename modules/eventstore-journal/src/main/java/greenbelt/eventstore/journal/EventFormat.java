package greenbelt.eventstore.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.event.TraceContext;
import greenbelt.eventstore.EventFilter;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;

/// How an event is written: a checksum, then the position of the event before it, its own, and its fields.
///
/// The checksum is over all that follows it. Since each record names the one before it, none can be missing, or be there
/// twice, without being noticed. Numbers are little-endian; a text is the number of its bytes and UTF-8, or, when it
/// holds half a surrogate pair, which UTF-8 cannot say, the negative number of its bytes and UTF-16. The end is
/// filled up with zeros to whole words.
///
/// For one task, since it keeps what it writes with.
final class EventFormat {
    static final int CHECKSUM_BYTES = 4;
    static final int PREVIOUS_AT = CHECKSUM_BYTES;
    static final int POSITION_AT = PREVIOUS_AT + 8;
    private static final int VERSION_AT = POSITION_AT + 8;
    private static final int TEXTS_AT = VERSION_AT + 8;

    /// No record is shorter: its numbers, and the lengths of its texts.
    static final int MIN_BYTES = TEXTS_AT + 48;

    private static final int WORD_BYTES = 4;
    private static final int FIRST_BYTES = 1 << 14;
    private static final int MAX_BYTES_PER_CHARACTER = 3;

    /// No record is longer: the longest data, all of it characters of three bytes, and a few names.
    static final int MAX_BYTES = MAX_BYTES_PER_CHARACTER * Envelope.MAX_DATA_BYTES + (1 << 14);

    private final CharsetEncoder utf8 = UTF_8.newEncoder();
    private final CRC32C checksum = new CRC32C();
    private ByteBuffer buffer = inOrder(ByteBuffer.allocate(FIRST_BYTES));

    static ByteBuffer inOrder(ByteBuffer bytes) {
        return bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    /// The record of an event, in the heap, until the next one is written.
    ///
    /// @param previous the position of the event before it in the journal
    ByteBuffer write(StoredEvent stored, long previous) {
        var event = stored.event();
        var time = event.time();
        int most = FIRST_BYTES + MAX_BYTES_PER_CHARACTER * event.data().length();
        if (buffer.capacity() < most) {
            buffer = inOrder(ByteBuffer.allocate(most));
        }
        buffer.clear().position(PREVIOUS_AT);
        buffer.putLong(previous).putLong(stored.position()).putLong(stored.version());
        text(stored.stream().value());
        text(event.type());
        text(event.id().value());
        text(event.source());
        buffer.putInt(event.schemaVersion());
        text(event.subject());
        buffer.putLong(time.getEpochSecond()).putInt(time.getNano());
        text(event.trace().map(TraceContext::traceparent).orElse(""));
        text(event.cause().map(MessageId::value).orElse(""));
        text(event.data());
        while (buffer.position() % WORD_BYTES != 0) {
            buffer.put((byte) 0);
        }
        buffer.flip();
        checksum.reset();
        checksum.update(buffer.position(CHECKSUM_BYTES));
        return buffer.rewind().putInt(0, (int) checksum.getValue());
    }

    private void text(String text) {
        int at = buffer.position();
        buffer.position(at + Integer.BYTES);
        utf8.reset();
        if (utf8.encode(CharBuffer.wrap(text), buffer, true).isError()) {
            buffer.position(at + Integer.BYTES);
            for (int i = 0; i < text.length(); i++) {
                buffer.putChar(text.charAt(i));
            }
            buffer.putInt(at, at + Integer.BYTES - buffer.position());
        } else {
            buffer.putInt(at, buffer.position() - at - Integer.BYTES);
        }
    }

    /// The event of a record that has been checked.
    static StoredEvent read(ByteBuffer from) {
        from.position(from.position() + POSITION_AT);
        long position = from.getLong();
        long version = from.getLong();
        var stream = new StreamId(text(from));
        var type = text(from);
        var event =
                new Envelope(
                        new MessageId(text(from)),
                        text(from),
                        type,
                        from.getInt(),
                        text(from),
                        Instant.ofEpochSecond(from.getLong(), from.getInt()),
                        TraceContext.parse(text(from)),
                        Optional.of(text(from)).filter(id -> !id.isEmpty()).map(MessageId::new),
                        text(from));
        return new StoredEvent(position, stream, version, event);
    }

    /// Whether the filter admits the event of a record, of which only two names are looked at.
    static boolean admits(EventFilter filter, ByteBuffer record) {
        if (filter.types().isEmpty() && filter.streamPrefix().isEmpty()) {
            return true;
        }
        record.position(record.position() + TEXTS_AT);
        return text(record).startsWith(filter.streamPrefix())
                && (filter.types().isEmpty() || filter.types().contains(text(record)));
    }

    private static String text(ByteBuffer from) {
        int length = from.getInt();
        if (length == 0) {
            return "";
        }
        if (length > 0) {
            var bytes = new byte[length];
            from.get(bytes);
            return new String(bytes, UTF_8);
        }
        var chars = new char[-length / Character.BYTES];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = from.getChar();
        }
        return new String(chars);
    }
}
