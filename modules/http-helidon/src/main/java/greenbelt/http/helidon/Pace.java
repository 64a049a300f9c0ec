package greenbelt.http.helidon;

import org.jspecify.annotations.Nullable;

/// Reads one body, and holds its sender to the least pace.
final class Pace {
    private final Source source;
    private final Patience patience;
    private long receivedBytes;
    private long waitedNanos;

    Pace(Source source, Patience patience) {
        this.source = source;
        this.patience = patience;
    }

    /// The next bytes from the source; null at the end. Throws [TooLate].
    byte @Nullable [] next() {
        long began = source.nanoTime();
        try {
            return source.next(patience.nanosFor(receivedBytes) - waitedNanos);
        } finally {
            waitedNanos += source.nanoTime() - began;
        }
    }

    /// So many bytes of the body itself have come.
    void received(int bytes) {
        receivedBytes += bytes;
    }
}
