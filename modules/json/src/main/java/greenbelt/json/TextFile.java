package greenbelt.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A text that somebody keeps in a file, such as a plan of faults or a workload.
public final class TextFile {
    /// The longest one.
    public static final int MAX_BYTES = 1 << 20;

    private TextFile() {}

    /// Reads the whole file, in UTF-8. Throws [UncheckedIOException] whose message says which file cannot be read, and why.
    public static String read(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new IOException("it is a folder");
            }
            long bytes = Files.size(file);
            if (bytes > MAX_BYTES) {
                throw new IOException(
                        "expected at most %d bytes, found %d".formatted(MAX_BYTES, bytes));
            }
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "%s cannot be read: %s".formatted(file, reason(failure)), failure);
        }
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "it may not be read by this user";
            case CharacterCodingException _ -> "it is not text in UTF-8";
            default -> String.valueOf(failure.getMessage());
        };
    }
}
