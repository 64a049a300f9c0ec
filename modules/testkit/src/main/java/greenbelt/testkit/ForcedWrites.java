package greenbelt.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/// Counts how often files of a folder are forced to the device, as the JVM itself records it (JDK Flight Recorder): what
/// survives the end of the power cannot be tried out, but this can be counted.
public final class ForcedWrites implements AutoCloseable {
    private final Path folder;
    private final Recording recording = new Recording();

    /// Begins to count.
    public ForcedWrites(Path folder) {
        this.folder = folder;
        recording.enable("jdk.FileForce").withThreshold(Duration.ZERO).withoutStackTrace();
        recording.start();
    }

    /// Ends the count, and answers it.
    public long count() {
        recording.stop();
        try {
            var file = Files.createTempFile("forced-writes", ".jfr");
            recording.dump(file);
            long count =
                    RecordingFile.readAllEvents(file).stream()
                            .filter(event -> event.getString("path").startsWith(folder.toString()))
                            .count();
            Files.delete(file);
            return count;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        recording.close();
    }
}
