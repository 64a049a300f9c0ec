package greenbelt.bus.chronicle;

import greenbelt.bus.BusException;
import greenbelt.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Refuses to write while the disk is almost full.
///
/// Queues grow by being written to where their files are mapped into memory, and there a full disk is not an exception
/// but may be the end of the process. To be used by one task.
final class DiskGuard {
    /// What has to stay free, in bytes.
    static final long RESERVE_BYTES = 32L << 20;

    /// How much is written before the disk is looked at again, in bytes.
    private static final long BYTES_BETWEEN_LOOKS = 1L << 20;

    /// How long what was seen is believed: others write to the disk, too.
    private static final long NANOS_BETWEEN_LOOKS = Duration.ofSeconds(1).toNanos();

    private final World world;
    private final Path folder;
    private final Disk disk;
    private long bytesSinceLook = BYTES_BETWEEN_LOOKS;
    private long lastLookNanos;

    DiskGuard(World world, Path folder, Disk disk) {
        this.world = world;
        this.folder = folder;
        this.disk = disk;
    }

    /// Throws [BusException] when there is no room for `bytes` more.
    void beforeWriting(long bytes) {
        bytesSinceLook += bytes;
        long now = world.nanoTime();
        if (bytesSinceLook < BYTES_BETWEEN_LOOKS && now - lastLookNanos < NANOS_BETWEEN_LOOKS) {
            return;
        }
        long usable = usableBytes();
        if (usable < RESERVE_BYTES) {
            throw new BusException(
                    "the disk is full: %d KiB are free for %s, %d KiB have to stay free"
                            .formatted(usable >> 10, folder, RESERVE_BYTES >> 10));
        }
        bytesSinceLook = 0;
        lastLookNanos = now;
    }

    private long usableBytes() {
        try {
            return disk.usableBytes(folder);
        } catch (IOException failure) {
            throw new BusException("cannot tell how much room is left for " + folder, failure);
        }
    }

    /// How much room there is.
    interface Disk {
        /// The disk of the machine.
        Disk REAL = folder -> Files.getFileStore(folder).getUsableSpace();

        long usableBytes(Path folder) throws IOException;
    }
}
