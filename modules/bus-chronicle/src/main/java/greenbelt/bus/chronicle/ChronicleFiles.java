package greenbelt.bus.chronicle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import greenbelt.bus.BusException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// A look at the files of a queue before Chronicle opens them, because it waits for ten seconds at some that are none.
final class ChronicleFiles {
    /// What follows the four bytes of length and state that a Chronicle file begins with.
    private static final byte[] BEGINNING = "\u00B9\u0006header".getBytes(ISO_8859_1);

    private static final int BEGINNING_AT = 4;

    private ChronicleFiles() {}

    /// Throws [BusException] when a file in `folder` is not one of Chronicle's.
    static void check(Path folder) {
        try {
            Files.createDirectories(folder);
            try (var files = Files.list(folder)) {
                for (var file : files.sorted().toList()) {
                    if (!isChronicle(file)) {
                        throw new BusException(
                                "the queue in %s is damaged: %s is not a file of Chronicle Queue"
                                        .formatted(folder, file.getFileName()));
                    }
                }
            }
        } catch (IOException failure) {
            throw new BusException("cannot look into the queue in " + folder, failure);
        }
    }

    private static boolean isChronicle(Path file) throws IOException {
        try (var content = Files.newInputStream(file)) {
            var head = content.readNBytes(BEGINNING_AT + BEGINNING.length);
            var beginning =
                    Arrays.copyOfRange(head, Math.min(BEGINNING_AT, head.length), head.length);
            return isBlank(head) || Arrays.equals(beginning, BEGINNING);
        }
    }

    /// A kill just after the file was made leaves zeros, which Chronicle mends.
    private static boolean isBlank(byte[] head) {
        for (byte each : head) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }
}
