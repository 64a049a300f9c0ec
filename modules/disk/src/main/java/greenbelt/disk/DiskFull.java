package greenbelt.disk;

import java.util.Optional;

/// There is no room on the disk. Nobody's mistake, and it passes: the same can be tried again when there is room.
public final class DiskFull extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DiskFull(String message) {
        super(message);
    }

    public DiskFull(String message, Throwable cause) {
        super(message, cause);
    }

    /// The full disk that is the reason of a failure, if one is.
    public static Optional<DiskFull> behind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DiskFull full) {
                return Optional.of(full);
            }
        }
        return Optional.empty();
    }
}
