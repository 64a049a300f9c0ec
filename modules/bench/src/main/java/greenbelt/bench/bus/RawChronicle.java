package greenbelt.bench.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;

/// A bare Chronicle queue: as many bytes as the bus writes for a message, written one by one by one thread, then read.
final class RawChronicle implements Measurement {
    private static final int RECORD_BYTES = 400;

    @Override
    public long nanos(Path folder, int messages) {
        var record = "x".repeat(RECORD_BYTES).getBytes(UTF_8);
        Bytes<?> buffer = Bytes.allocateElasticDirect(RECORD_BYTES);
        try (var queue = ChronicleQueue.single(folder.toString());
                var appender = queue.createAppender();
                var tailer = queue.createTailer()) {
            long began = System.nanoTime();
            for (int i = 0; i < messages; i++) {
                buffer.clear();
                buffer.write(record);
                appender.writeBytes(buffer);
            }
            int read = 0;
            for (buffer.clear(); tailer.readBytes(buffer); buffer.clear()) {
                read++;
            }
            long nanos = System.nanoTime() - began;
            if (read != messages) {
                throw new IllegalStateException("wrote " + messages + " records, read " + read);
            }
            return nanos;
        } finally {
            buffer.releaseLast();
        }
    }
}
