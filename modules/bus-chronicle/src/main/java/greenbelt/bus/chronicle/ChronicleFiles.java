package greenbelt.bus.chronicle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import greenbelt.bus.BusException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// A look at the files of a queue before Chronicle opens them.
///
/// Chronicle waits for ten seconds at a file that is none of its own. And at one that a kill has left unfinished while it was
/// made it gives up: such a file is removed, so that Chronicle makes it again. It holds nothing, since a record is written
/// only into a file that is finished.
final class ChronicleFiles {
    /// A file begins with a word of state and length, lowest byte first; this bit is taken away when the header behind it
    /// is complete.
    private static final int UNFINISHED = 0x8000_0000;

    /// What follows the word.
    private static final byte[] BEGINNING = "\u00B9\u0006header".getBytes(ISO_8859_1);

    private static final int BEGINNING_AT = Integer.BYTES;

    /// The header is shorter than that, in bytes.
    private static final int MAX_HEADER_BYTES = 4 << 10;

    private static final int CHUNK_BYTES = 1 << 20;

    private ChronicleFiles() {}

    /// Makes the folder when there is none, and removes what a kill has left. Nobody else may have the queue open. Throws
    /// [BusException] when a file in `folder` is not one of Chronicle's.
    static void prepare(Path folder) {
        try {
            Files.createDirectories(folder);
            try (var files = Files.list(folder)) {
                for (var file : files.sorted().toList()) {
                    prepareFile(folder, file);
                }
            }
        } catch (IOException failure) {
            throw new BusException("cannot look into the queue in " + folder, failure);
        }
    }

    private static void prepareFile(Path folder, Path file) throws IOException {
        if (isUnfinished(file)) {
            Files.delete(file);
        } else if (!isChronicle(file)) {
            throw new BusException(
                    "the queue in %s is damaged: %s is not a file of Chronicle Queue"
                            .formatted(folder, file.getFileName()));
        }
    }

    /// Whether it has at most a part of its header, and nothing behind it.
    private static boolean isUnfinished(Path file) throws IOException {
        try (var content = Files.newInputStream(file)) {
            var head = content.readNBytes(MAX_HEADER_BYTES);
            return (isBlank(head) || isBegun(head)) && isBlank(content);
        }
    }

    private static boolean isBegun(byte[] head) {
        if (head.length < BEGINNING_AT) {
            return false;
        }
        int word = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt();
        var rest = Arrays.copyOfRange(head, BEGINNING_AT, head.length);
        return (word & UNFINISHED) != 0 && (isBlank(rest) || isHeader(rest));
    }

    private static boolean isHeader(byte[] bytes) {
        return bytes.length >= BEGINNING.length
                && Arrays.equals(bytes, 0, BEGINNING.length, BEGINNING, 0, BEGINNING.length);
    }

    private static boolean isBlank(InputStream content) throws IOException {
        var chunk = content.readNBytes(CHUNK_BYTES);
        while (chunk.length > 0 && isBlank(chunk)) {
            chunk = content.readNBytes(CHUNK_BYTES);
        }
        return chunk.length == 0;
    }

    private static boolean isBlank(byte[] bytes) {
        int or = 0;
        for (byte each : bytes) {
            or |= each;
        }
        return or == 0;
    }

    private static boolean isChronicle(Path file) throws IOException {
        try (var content = Files.newInputStream(file)) {
            content.skip(BEGINNING_AT);
            return isHeader(content.readNBytes(BEGINNING.length));
        }
    }
}
