package greenbelt.eventstore.journal;

import greenbelt.disk.DiskGuard;
import greenbelt.eventstore.StoredEvent;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

/// Writes one segment, a Chronicle queue in a new folder; one that is closed, or was left by a kill, is never written
/// again. For one task.
final class SegmentWriter implements AutoCloseable {
    /// How much of the file is mapped at a time, in bytes; a quarter of it must hold the largest record.
    private static final int BLOCK_BYTES = 16 << 20;

    private static final long TIMEOUT_MILLIS = 1_000;

    /// The time as Chronicle sees it. It stands still, so that no midnight begins a second file.
    private static final long STANDING_STILL_MILLIS = 0;

    private final DiskGuard disk;
    private final EventFormat format = new EventFormat();
    private final Bytes<byte[]> buffer = Bytes.allocateElasticOnHeap(1 << 14);
    private final ChronicleQueue queue;
    private final ExcerptAppender appender;
    private final long begin;
    private long end;
    private long bytes;

    /// @param folder a new one
    /// @param begin the position behind which the segment begins
    SegmentWriter(Path folder, long begin, DiskGuard disk) {
        this.disk = disk;
        this.begin = begin;
        this.end = begin;
        disk.check();
        try {
            this.queue =
                    SingleChronicleQueueBuilder.binary(folder)
                            .rollCycle(RollCycles.FAST_DAILY)
                            .blockSize(BLOCK_BYTES)
                            .timeoutMS(TIMEOUT_MILLIS)
                            .timeProvider(() -> STANDING_STILL_MILLIS)
                            .build();
            this.appender = queue.createAppender();
        } catch (RuntimeException | InternalError | LinkageError | AssertionError failure) {
            throw new JournalException("make a queue in " + folder, failure);
        }
    }

    /// Writes an event behind the last one. Throws [DiskFull], and otherwise [JournalException].
    void append(StoredEvent event) {
        disk.check();
        var record = format.write(event, end);
        buffer.clear();
        buffer.write(record.array(), record.arrayOffset(), record.limit());
        try {
            appender.writeBytes(buffer);
        } catch (RuntimeException | InternalError | LinkageError | AssertionError failure) {
            // Errors, too, are Chronicle's way to say that a file cannot grow.
            throw new JournalException("write to " + queue.file(), failure);
        }
        end = event.position();
        bytes += record.limit();
    }

    long begin() {
        return begin;
    }

    /// The position of the last event.
    long end() {
        return end;
    }

    /// How much was written, without what Chronicle adds.
    long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        try (queue;
                appender) {
            buffer.clear();
        } catch (RuntimeException | InternalError | LinkageError | AssertionError failure) {
            throw new JournalException("close " + queue.file(), failure);
        }
    }
}
