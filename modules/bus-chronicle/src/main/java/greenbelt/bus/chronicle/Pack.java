package greenbelt.bus.chronicle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.Bytes;

/// Records on their way into a queue, one behind the other: what costs Chronicle as much as one of them.
///
/// A checksum over all that follows it, the position of the first record, how many there are; then for each its length and
/// its fields. For one task at a time.
final class Pack {
    static final int FIRST_AT = Integer.BYTES;
    static final int COUNT_AT = FIRST_AT + Long.BYTES;
    static final int RECORDS_AT = COUNT_AT + Integer.BYTES;
    private static final int ROOM_BYTES = 1 << 10;

    private ByteBuffer bytes;
    private int count;

    /// @param roomBytes about how many bytes the records will take
    Pack(int roomBytes) {
        bytes = ByteBuffer.allocate(RECORDS_AT + roomBytes).position(RECORDS_AT);
    }

    /// One record alone.
    static <T> Pack of(T value, RecordFormat<T> format) {
        var pack = new Pack(ROOM_BYTES);
        pack.add(value, format);
        return pack;
    }

    <T> void add(T value, RecordFormat<T> format) {
        int begin = bytes.position();
        putInt(0);
        format.write(value, this);
        bytes.putInt(begin, bytes.position() - begin - Integer.BYTES);
        count++;
    }

    int count() {
        return count;
    }

    /// Writes all of it, when nothing is to be changed any more.
    ///
    /// @param first the position of the first record
    void writeTo(Bytes<?> queue, long first) {
        bytes.putLong(FIRST_AT, first).putInt(COUNT_AT, count);
        bytes.putInt(0, checksum(bytes.array(), bytes.position()));
        queue.write(bytes.array(), 0, bytes.position());
    }

    static int checksum(byte[] bytes, int length) {
        var checksum = new CRC32C();
        checksum.update(bytes, FIRST_AT, length - FIRST_AT);
        return (int) checksum.getValue();
    }

    /// The bytes so far, for whoever fills in what was not known when they were written.
    ByteBuffer bytes() {
        return bytes;
    }

    void putByte(int value) {
        withRoomFor(Byte.BYTES).put((byte) value);
    }

    void putInt(int value) {
        withRoomFor(Integer.BYTES).putInt(value);
    }

    void putLong(long value) {
        withRoomFor(Long.BYTES).putLong(value);
    }

    /// Writes a text, as its length and UTF-8.
    void putText(String text) {
        var utf8 = text.getBytes(UTF_8);
        withRoomFor(Integer.BYTES + utf8.length).putInt(utf8.length).put(utf8);
    }

    static String text(ByteBuffer from) {
        int length = from.getInt();
        var text = new String(from.array(), from.arrayOffset() + from.position(), length, UTF_8);
        from.position(from.position() + length);
        return text;
    }

    private ByteBuffer withRoomFor(int more) {
        if (bytes.remaining() < more) {
            int wanted = Math.max(2 * bytes.capacity(), bytes.position() + more);
            bytes = ByteBuffer.allocate(wanted).put(bytes.flip());
        }
        return bytes;
    }
}
