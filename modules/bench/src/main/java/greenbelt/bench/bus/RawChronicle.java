package greenbelt.bench.bus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;

/// A bare Chronicle queue: as many bytes as the bus writes for a message, written one by one by one thread, then read.
final class RawChronicle implements Measurement {
    /// What a message of [Through] takes in the log.
    static final int RECORD_BYTES = 450;

    @Override
    public void run(Path folder, int messages, Rates rates) {
        var record = "x".repeat(RECORD_BYTES).getBytes(UTF_8);
        Bytes<?> buffer = Bytes.allocateElasticDirect(RECORD_BYTES);
        try (var queue = ChronicleQueue.single(folder.toString());
                var appender = queue.createAppender();
                var tailer = queue.createTailer()) {
            rates.begin();
            long step = System.nanoTime();
            for (int i = 1; i <= messages; i++) {
                buffer.clear();
                buffer.write(record);
                appender.writeBytes(buffer);
                if (i % BusBench.BATCH == 0) {
                    rates.step(step);
                    step = System.nanoTime();
                }
            }
            int read = 0;
            for (buffer.clear(); tailer.readBytes(buffer); buffer.clear()) {
                read++;
            }
            rates.end(messages);
            if (read != messages) {
                throw new IllegalStateException("wrote " + messages + " records, read " + read);
            }
        } finally {
            buffer.releaseLast();
        }
    }
}
