package greenbelt.eventstore.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.util.zip.CRC32C;

/// Reads the records of one segment, first to last, and believes nothing that it finds.
///
/// It reads Chronicle's file as it lies on the disk: documents, each behind a word with its length and what it is, at
/// whole words; those that are not data are Chronicle's own and skipped. Chronicle's reader maps the file into memory and
/// follows the numbers that it finds there, so that a wrong bit or a missing end can cost the process; here the worst
/// that can happen is [JournalDamaged]. For one task at a time.
///
/// @see <a href="https://github.com/OpenHFT/RFC/blob/master/Size-Prefixed-Blob/Size-Prefixed-Blob-0.1.md">Size prefixed
///     blob</a>
final class SegmentReader implements AutoCloseable {
    private static final int NOT_READY = 1 << 31;
    private static final int META = 1 << 30;
    private static final int LENGTH = META - 1;
    private static final int WORD = 4;

    /// How much is read from the file at a time; more when a record is longer.
    private static final int BUFFER_BYTES = 1 << 18;

    private final Segment segment;
    private final FileChannel file;
    private final CRC32C checksum = new CRC32C();
    private ByteBuffer buffer = buffer(BUFFER_BYTES);
    private ByteBuffer view = EventFormat.inOrder(buffer.asReadOnlyBuffer());
    private long bufferAt;
    private int filled;
    private int next;
    private int recordAt;
    private int recordBytes;
    private long previous;
    private long position;
    private long bytes;

    /// Throws [JournalDamaged] when there is no file to read.
    SegmentReader(Segment segment) {
        this.segment = segment;
        this.position = segment.begin();
        this.previous = segment.begin();
        try {
            this.file = FileChannel.open(segment.file());
        } catch (NoSuchFileException gone) {
            throw damaged("its file is gone");
        } catch (IOException failure) {
            throw new JournalException("open " + segment.folder(), failure);
        }
    }

    private static ByteBuffer buffer(int bytes) {
        return EventFormat.inOrder(ByteBuffer.allocateDirect(bytes));
    }

    /// Goes to the next record; answers whether there is one. Throws [JournalDamaged] at something that is none.
    boolean next() {
        while (has(WORD)) {
            int header = buffer.getInt(next);
            if (header == 0 || (header & NOT_READY) != 0) {
                return false;
            }
            int length = header & LENGTH;
            if ((header & META) == 0) {
                check(length);
                next += WORD + aligned(length);
                return true;
            }
            skip(WORD + aligned(length));
        }
        return false;
    }

    private static int aligned(int length) {
        return (length + WORD - 1) & -WORD;
    }

    private void check(int length) {
        if (length < EventFormat.MIN_BYTES
                || length > EventFormat.MAX_BYTES
                || length % WORD != 0) {
            throw damaged("a record of %d bytes".formatted(length));
        }
        if (!has(WORD + length)) {
            throw damaged("it ends within a record");
        }
        int from = next + WORD;
        checksum.reset();
        checksum.update(buffer.limit(from + length).position(from + EventFormat.CHECKSUM_BYTES));
        buffer.clear();
        if (buffer.getInt(from) != (int) checksum.getValue()) {
            throw damaged("a wrong checksum");
        }
        long before = buffer.getLong(from + EventFormat.PREVIOUS_AT);
        long found = buffer.getLong(from + EventFormat.POSITION_AT);
        if (before != position || found <= before) {
            throw damaged("position %d, said to follow %d".formatted(found, before));
        }
        previous = before;
        position = found;
        bytes += length;
        recordAt = from;
        recordBytes = length;
    }

    private void skip(int bytes) {
        if (bytes > filled - next) {
            bufferAt += next + (long) bytes;
            filled = 0;
            next = 0;
        } else {
            next += bytes;
        }
    }

    /// Whether so many bytes lie before it; reads on when they are not in the buffer.
    private boolean has(int bytes) {
        if (filled - next >= bytes) {
            return true;
        }
        buffer.limit(filled).position(next);
        if (bytes > buffer.capacity()) {
            var larger = buffer(EventFormat.MAX_BYTES + WORD);
            buffer = larger.put(buffer);
            view = EventFormat.inOrder(buffer.asReadOnlyBuffer());
        } else {
            buffer.compact();
        }
        bufferAt += next;
        filled -= next;
        next = 0;
        return fill(bytes);
    }

    private boolean fill(int bytes) {
        try {
            while (filled < bytes) {
                buffer.limit(buffer.capacity()).position(filled);
                int read = file.read(buffer, bufferAt + filled);
                if (read < 0) {
                    buffer.clear();
                    return false;
                }
                filled += read;
            }
            buffer.clear();
            return true;
        } catch (IOException failure) {
            throw new JournalException("read " + segment.folder(), failure);
        }
    }

    private JournalDamaged damaged(String found) {
        return new JournalDamaged(
                "the journal is damaged behind position %d, in %s: found %s"
                        .formatted(position, segment.folder().getFileName(), found));
    }

    /// Forgets what it has read ahead: since then more may have been written.
    void lookAgain() {
        bufferAt += next;
        filled = 0;
        next = 0;
    }

    Segment segment() {
        return segment;
    }

    /// The position of the record before the one that it stands at.
    long previous() {
        return previous;
    }

    /// The position of the record that it stands at; that where the segment begins before the first.
    long position() {
        return position;
    }

    /// How long the records were that it has read, together.
    long bytes() {
        return bytes;
    }

    /// Where in the file the record begins that it stands at.
    long recordAt() {
        return bufferAt + recordAt;
    }

    /// The record that it stands at, until it goes to the next.
    ByteBuffer record() {
        return view.clear().limit(recordAt + recordBytes).position(recordAt);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException failure) {
            throw new JournalException("close " + segment.folder(), failure);
        }
    }
}
