package greenbelt.bench.bus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// Something that is done with many messages in a folder of its own.
interface Measurement {
    /// Does it once, and tells `rates` when it begins and ends, without what is to be made ready.
    void run(Path folder, int messages, Rates rates) throws Exception;

    /// Does it once in a new folder, which is deleted afterwards.
    default void run(int messages, Rates rates) throws Exception {
        var folder = Files.createTempDirectory("greenbelt-bench-");
        try {
            run(folder, messages, rates);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
