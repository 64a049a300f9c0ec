package greenbelt.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// A new folder for the files of a measurement, which is gone with all that is in it when it is closed.
public final class TempFolder implements AutoCloseable {
    private final Path path;

    private TempFolder(Path path) {
        this.path = path;
    }

    /// Makes one where the system keeps temporary files.
    public static TempFolder create() throws IOException {
        return new TempFolder(Files.createTempDirectory("greenbelt-bench-"));
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        try (var all = Files.walk(path)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
