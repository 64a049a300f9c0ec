package greenbelt.bus.chronicle;

import greenbelt.bus.BusException;
import greenbelt.disk.DiskFull;
import greenbelt.disk.DiskGuard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

/// A Chronicle queue of records at positions 1, 2, 3, in packs that say the position of their first.
///
/// Chronicle's own indexes have gaps where it begins a new file, so they stay in here. To be used by one thread.
final class RecordQueue implements AutoCloseable {
    /// How much of a file is mapped at a time, in bytes; a quarter of it must hold the largest pack. Files are
    /// sparse: they take the room of what was written.
    static final int BLOCK_BYTES = 64 << 20;

    /// How long Chronicle waits for a lock before it takes it from a process that was killed.
    private static final long TIMEOUT_MILLIS = 1_000;

    /// How many bytes are read at once, unless a single pack has more.
    private static final long MAX_READ_BYTES = 4L << 20;

    /// How many positions there are at least between two packs whose index is remembered, so that reading can begin near
    /// a position.
    private static final int POSITIONS_BETWEEN_SIGNPOSTS = 1_000;

    private final Path folder;
    private final DiskGuard disk;

    /// Outside the heap, like the file: what is on the heap Chronicle copies there four bytes at a time.
    private final Bytes<?> buffer = Bytes.allocateElasticDirect(1024);

    private final TreeMap<Long, Long> signposts = new TreeMap<>();
    private final ChronicleQueue queue;
    private final ExcerptAppender appender;
    private final ExcerptTailer tailer;
    private long end;

    /// What was read last, and the first position behind the tailer: of the pack after it, unless reading failed there.
    private Optional<Excerpt> here = Optional.empty();

    private long tailerAt = 1;

    /// Opens the queue in `folder`, or makes one.
    RecordQueue(Path folder, DiskGuard disk) {
        this.folder = folder;
        this.disk = disk;
        ChronicleFiles.prepare(folder);
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
        if (!tailer.moveToIndex(lastIndex)) {
            throw damaged("its last record cannot be found");
        }
        var last = excerpt();
        here = Optional.of(last);
        tailerAt = last.last() + 1;
        return last.last();
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

    /// Writes records, all or none of them. To be preceded by [#mustHaveRoom].
    void append(Pack records) {
        long first = end + 1;
        buffer.clear();
        records.writeTo(buffer, first);
        appender.writeBytes(buffer);
        end += records.count();
        signpost(first, appender.lastIndexAppended());
    }

    private void signpost(long first, long index) {
        var before = signposts.floorKey(first);
        if (before == null || first - before >= POSITIONS_BETWEEN_SIGNPOSTS) {
            signposts.put(first, index);
        }
    }

    /// Packs with the records that follow position `after`, `limit` of them and, when they are large, fewer; at both ends
    /// there may be others beside.
    List<Excerpt> read(long after, int limit) {
        var read = new ArrayList<Excerpt>();
        long last = Math.min(end, after + limit);
        long position = after + 1;
        long bytes = 0;
        while (position <= last && bytes < MAX_READ_BYTES) {
            var excerpt = at(position);
            read.add(excerpt);
            bytes += excerpt.size();
            position = excerpt.last() + 1;
        }
        return read;
    }

    /// The pack that has this position.
    private Excerpt at(long position) {
        var found = here.filter(excerpt -> excerpt.has(position));
        if (found.isEmpty() && tailerAt != position) {
            goNear(position);
        }
        while (found.isEmpty()) {
            found = Optional.of(next()).filter(excerpt -> excerpt.has(position));
        }
        return found.get();
    }

    private void goNear(long position) {
        var signpost = signposts.floorEntry(position);
        if (signpost == null) {
            tailer.toStart();
            tailerAt = 1;
        } else if (tailer.moveToIndex(signpost.getValue())) {
            tailerAt = signpost.getKey();
        } else {
            throw damaged("no record at position " + signpost.getKey());
        }
    }

    private Excerpt next() {
        var next = excerpt();
        if (next.first() != tailerAt) {
            throw damaged("expected position " + tailerAt + ", found " + next.first());
        }
        signpost(next.first(), tailer.lastReadIndex());
        here = Optional.of(next);
        tailerAt = next.last() + 1;
        return next;
    }

    private Excerpt excerpt() {
        buffer.clear();
        if (!tailer.readBytes(buffer)) {
            throw damaged("no record at position " + tailerAt);
        }
        var bytes = new byte[(int) buffer.readRemaining()];
        buffer.read(bytes);
        try {
            return Excerpt.of(bytes);
        } catch (IllegalStateException found) {
            throw damaged("found " + found.getMessage());
        }
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
