package greenbelt.eventstore.journal;

import greenbelt.disk.DiskSpace;
import java.nio.file.Path;
import java.time.Duration;

/// A process that copies a store to a journal, and says so now and then, until it is killed or has done.
final class CopyingProcess {
    /// How many events it copies between two lines.
    static final int EVENTS_PER_LINE = 500;

    private CopyingProcess() {}

    @SuppressWarnings("SystemOut") // how the other process learns of it
    public static void main(String... args) {
        var copied = new long[1];
        // The journal asks for room before each event that it writes.
        try (var stage =
                open(
                        Path.of(args[0]),
                        folder -> {
                            if (++copied[0] % EVENTS_PER_LINE == 0) {
                                System.out.println("copied " + copied[0]);
                            }
                            return Long.MAX_VALUE;
                        })) {
            System.out.println(stage.settle());
        }
    }

    static Stage open(Path folder, DiskSpace space) {
        return new Stage(folder, new Limits(300_000, 64, 1, Duration.ZERO), space);
    }
}
