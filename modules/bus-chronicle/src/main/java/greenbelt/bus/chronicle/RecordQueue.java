package greenbelt.bus.chronicle;

import greenbelt.bus.BusException;
import greenbelt.disk.DiskFull;
import greenbelt.disk.DiskGuard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

/// A Chronicle queue of records at positions 1, 2, 3, each written in front of its record.
///
/// Chronicle's own indexes have gaps where it begins a new file, so they stay in here. To be used by one thread.
final class RecordQueue<T> implements AutoCloseable {
    /// How much of a file is mapped at a time, in bytes; a quarter of it must hold the largest record. Files are
    /// sparse: they take the room of what was written.
    static final int BLOCK_BYTES = 16 << 20;

    /// How long Chronicle waits for a lock before it takes it from a process that was killed.
    private static final long TIMEOUT_MILLIS = 1_000;

    /// How many bytes are read at once, unless a single record has more.
    private static final long MAX_READ_BYTES = 4L << 20;

    /// The index of every so manieth record is remembered, so that reading can begin near its position.
    private static final int POSITIONS_BETWEEN_SIGNPOSTS = 1_000;

    private final Path folder;
    private final RecordFormat<T> format;
    private final DiskGuard disk;

    /// Outside the heap, like the file: what is on the heap Chronicle copies there four bytes at a time.
    private final Bytes<?> buffer = Bytes.allocateElasticDirect(1024);

    private final TreeMap<Long, Long> signposts = new TreeMap<>();
    private final ChronicleQueue queue;
    private final ExcerptAppender appender;
    private final ExcerptTailer tailer;
    private long end;
    private long tailerAfter;

    /// Opens the queue in `folder`, or makes one.
    RecordQueue(Path folder, RecordFormat<T> format, DiskGuard disk) {
        this.folder = folder;
        this.format = format;
        this.disk = disk;
        ChronicleFiles.check(folder);
        this.queue =
                SingleChronicleQueueBuilder.binary(folder)
                        .rollCycle(RollCycles.FAST_DAILY)
                        .blockSize(BLOCK_BYTES)
                        .timeoutMS(TIMEOUT_MILLIS)
                        .build();
        this.appender = queue.createAppender();
        this.tailer = queue.createTailer();
        this.end = lastPosition();
    }

    private long lastPosition() {
        long lastIndex = queue.lastIndex();
        if (lastIndex < 0) {
            return 0;
        }
        buffer.clear();
        if (!tailer.moveToIndex(lastIndex) || !tailer.readBytes(buffer)) {
            throw damaged("its last record cannot be read");
        }
        tailerAfter = buffer.readLong();
        return tailerAfter;
    }

    /// The position of the last record, 0 when there is none.
    long end() {
        return end;
    }

    /// Throws [BusException] when a record could not be written now.
    void mustHaveRoom() {
        try {
            disk.check();
        } catch (DiskFull full) {
            throw new BusException(String.valueOf(full.getMessage()), full);
        }
    }

    /// Writes a record and returns its position. To be preceded by [#mustHaveRoom].
    long append(T value) {
        buffer.clear();
        buffer.writeLong(end + 1);
        format.write(value, buffer);
        appender.writeBytes(buffer);
        end++;
        if (end % POSITIONS_BETWEEN_SIGNPOSTS == 0) {
            signposts.put(end, appender.lastIndexAppended());
        }
        return end;
    }

    /// The records that follow position `after`, at most `limit` and, when they are large, fewer.
    List<T> read(long after, int limit) {
        var records = new ArrayList<T>();
        if (after >= end) {
            return records;
        }
        if (tailerAfter != after) {
            goTo(after);
        }
        long bytes = 0;
        while (records.size() < limit && bytes < MAX_READ_BYTES && next()) {
            bytes += buffer.readRemaining();
            records.add(format.read(tailerAfter, buffer));
        }
        return records;
    }

    private void goTo(long after) {
        var signpost = signposts.floorEntry(after);
        if (signpost == null) {
            tailer.toStart();
            tailerAfter = 0;
        } else if (tailer.moveToIndex(signpost.getValue())) {
            tailerAfter = signpost.getKey() - 1;
        } else {
            throw damaged("no record at position " + signpost.getKey());
        }
        while (tailerAfter < after) {
            if (!next()) {
                throw damaged("no record at position " + (tailerAfter + 1));
            }
        }
    }

    /// Reads the next record into the buffer, up to behind its position.
    private boolean next() {
        buffer.clear();
        if (!tailer.readBytes(buffer)) {
            return false;
        }
        long position = buffer.readLong();
        if (position != tailerAfter + 1) {
            throw damaged("expected position " + (tailerAfter + 1) + ", found " + position);
        }
        tailerAfter = position;
        if (position % POSITIONS_BETWEEN_SIGNPOSTS == 0) {
            signposts.putIfAbsent(position, tailer.lastReadIndex());
        }
        return true;
    }

    private BusException damaged(String how) {
        return new BusException("the queue in " + folder + " is damaged: " + how);
    }

    @Override
    public void close() {
        tailer.close();
        appender.close();
        queue.close();
        buffer.releaseLast();
    }
}
