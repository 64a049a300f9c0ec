package greenbelt.disk;

import java.nio.file.Path;

/// Refuses to write while the disk is almost full.
///
/// What finds no room in the middle of a write is hard to come back from: a database closes itself, and a file that is
/// written through memory ends in an error of the machine. So everybody stops while there is still room, which is left
/// for those who read, tidy up and close. Safe for many threads.
public final class DiskGuard {
    /// What has to stay free, in bytes.
    public static final long RESERVE_BYTES = 32L << 20;

    private final Path folder;
    private final DiskSpace space;

    /// @param folder below which is written
    public DiskGuard(Path folder, DiskSpace space) {
        this.folder = folder;
        this.space = space;
    }

    /// Throws [DiskFull] when there is less left than the reserve.
    public void check() {
        check(RESERVE_BYTES);
    }

    /// Throws [DiskFull] when there are fewer than `bytes` left.
    public void check(long bytes) {
        long usable = space.usableBytes(folder);
        if (usable < bytes) {
            throw new DiskFull(
                    "the disk is full: %d KiB are free for %s, %d KiB have to stay free"
                            .formatted(usable >> 10, folder, bytes >> 10));
        }
    }
}
