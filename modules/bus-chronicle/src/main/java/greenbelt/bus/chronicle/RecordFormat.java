package greenbelt.bus.chronicle;

import java.nio.ByteBuffer;

/// How a record is written as bytes: its fields one after the other.
///
/// @param <T> what a record is
interface RecordFormat<T> {
    void write(T value, Pack to);

    /// Reads what was written.
    ///
    /// @param position of the record in its queue
    T read(long position, ByteBuffer from);
}
