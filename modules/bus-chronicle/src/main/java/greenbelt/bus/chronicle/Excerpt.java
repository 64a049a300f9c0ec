package greenbelt.bus.chronicle;

import java.nio.ByteBuffer;
import java.util.List;

/// Records as they were read from a queue, still packed. Immutable, so that whoever wants them can unpack them in a task of
/// their own.
///
/// @param first the position of the first record
/// @param count how many there are
/// @param bytes see [Pack]; only looked at, never moved
record Excerpt(long first, int count, ByteBuffer bytes) {
    /// Throws [IllegalStateException] when this is not what was written.
    static Excerpt of(byte[] bytes) {
        if (bytes.length < Pack.RECORDS_AT) {
            throw new IllegalStateException("a record of " + bytes.length + " bytes");
        }
        var buffer = ByteBuffer.wrap(bytes);
        if (buffer.getInt(0) != Pack.checksum(bytes, bytes.length)) {
            throw new IllegalStateException(
                    "a wrong checksum near position " + buffer.getLong(Pack.FIRST_AT));
        }
        return new Excerpt(buffer.getLong(Pack.FIRST_AT), buffer.getInt(Pack.COUNT_AT), buffer);
    }

    /// The position of the last record.
    long last() {
        return first + count - 1;
    }

    /// How many bytes it has.
    int size() {
        return bytes.limit();
    }

    boolean has(long position) {
        return first <= position && position <= last();
    }

    /// Adds the records behind position `after` to `to`, until it has `limit`.
    <T> void unpack(RecordFormat<T> format, long after, int limit, List<? super T> to) {
        var from = bytes.duplicate().position(Pack.RECORDS_AT);
        for (long position = first; position <= last() && to.size() < limit; position++) {
            int length = from.getInt();
            int end = from.position() + length;
            if (position > after) {
                to.add(format.read(position, from));
            }
            from.position(end);
        }
    }
}
