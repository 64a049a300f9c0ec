package greenbelt.bus.chronicle;

import net.openhft.chronicle.bytes.Bytes;

/// How a record is written as bytes: its fields one after the other, texts as length and UTF-8.
///
/// @param <T> what a record is
interface RecordFormat<T> {
    void write(T value, Bytes<?> to);

    /// Reads what was written.
    ///
    /// @param position of the record, which is in front of these bytes
    T read(long position, Bytes<?> from);
}
