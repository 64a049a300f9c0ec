package greenbelt.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The log in a file, a line for each entry. When the file is full it is renamed to `NAME.1`, and what was `NAME.1` to
/// `NAME.2`; what was there before is lost. Safe for many tasks.
///
/// A line that cannot be written, because the disk is full, is counted and otherwise ignored: the system must not stop
/// because its log does.
public final class LogFile implements LogSink, AutoCloseable {
    /// How large the file grows before it is renamed, in bytes.
    public static final long MAX_BYTES = 10 << 20;

    /// How many renamed files are kept.
    public static final int MAX_OLD_FILES = 2;

    private final Path path;
    private final long maxBytes;
    private OutputStream out;
    private long size;
    private long lost;

    /// Opens the file, or creates it. Throws [UncheckedIOException] when that is not possible.
    public LogFile(Path path) {
        this(path, MAX_BYTES);
    }

    LogFile(Path path, long maxBytes) {
        this.path = path;
        this.maxBytes = maxBytes;
        try {
            this.out = open(path);
            this.size = Files.size(path);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot open the log file " + path, failure);
        }
    }

    private static OutputStream open(Path path) throws IOException {
        return Files.newOutputStream(path, CREATE, APPEND);
    }

    @Override
    public synchronized void write(LogEntry entry) {
        var line = (entry.text() + "\n").getBytes(UTF_8);
        try {
            if (size + line.length > maxBytes && size > 0) {
                rotate();
            }
            // One write for each line, unbuffered, so that the last words of a killed process are
            // there.
            out.write(line);
            size += line.length;
        } catch (IOException failure) {
            lost++;
        }
    }

    private void rotate() throws IOException {
        for (int i = MAX_OLD_FILES; i > 1; i--) {
            if (Files.exists(old(i - 1))) {
                Files.move(old(i - 1), old(i), REPLACE_EXISTING);
            }
        }
        Files.move(path, old(1), REPLACE_EXISTING);
        var next = open(path);
        out.close();
        out = next;
        size = 0;
    }

    private Path old(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }

    /// How many lines could not be written.
    public synchronized long lost() {
        return lost;
    }

    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException failure) {
            lost++;
        }
    }
}
