package greenbelt.bench.bus;

import greenbelt.bench.TempFolder;
import java.nio.file.Path;

/// Something that is done with many messages in a folder of its own.
interface Measurement {
    /// Does it once, and tells `rates` when it begins and ends, without what is to be made ready.
    void run(Path folder, int messages, Rates rates) throws Exception;

    /// Does it once in a new folder, which is deleted afterwards.
    default void run(int messages, Rates rates) throws Exception {
        try (var folder = TempFolder.create()) {
            run(folder.path(), messages, rates);
        }
    }
}
