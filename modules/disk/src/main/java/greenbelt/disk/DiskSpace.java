package greenbelt.disk;

import java.io.File;
import java.nio.file.Path;

/// How much room there is. Safe for many threads.
public interface DiskSpace {
    /// The disks of the machine. Asking is one call of the operating system, a microsecond or two.
    DiskSpace REAL = DiskSpace::ofNearest;

    /// How many bytes can still be written below `folder`, which need not exist yet.
    long usableBytes(Path folder);

    private static long ofNearest(Path folder) {
        File nearest = folder.toAbsolutePath().toFile();
        while (!nearest.exists() && nearest.getParentFile() != null) {
            nearest = nearest.getParentFile();
        }
        return nearest.getUsableSpace();
    }
}
