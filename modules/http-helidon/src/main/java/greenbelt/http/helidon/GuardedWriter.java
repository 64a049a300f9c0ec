package greenbelt.http.helidon;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;

/// Writes to a connection, and tells its [Guard] how much.
record GuardedWriter(Guard guard, DataWriter writer) implements DataWriter {
    @Override
    public void write(BufferData... buffers) {
        writeNow(buffers);
    }

    @Override
    public void write(BufferData buffer) {
        guard.writes(buffer.available());
        try {
            writer.write(buffer);
        } finally {
            guard.written();
        }
    }

    @Override
    public void writeNow(BufferData... buffers) {
        writeNow(BufferData.create(buffers));
    }

    @Override
    public void writeNow(BufferData buffer) {
        guard.writes(buffer.available());
        try {
            writer.writeNow(buffer);
        } finally {
            guard.written();
        }
    }

    @Override
    public void flush() {
        writer.flush();
    }

    @Override
    public void close() {
        writer.close();
    }
}
