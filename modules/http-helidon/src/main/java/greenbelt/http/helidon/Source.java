package greenbelt.http.helidon;

import org.jspecify.annotations.Nullable;

/// Where the bytes of a connection come from.
interface Source {
    /// Waits at most this long for the next bytes, at least one; null at the end. Throws [TooLate].
    byte @Nullable [] next(long patienceNanos);

    /// What the time is measured by.
    long nanoTime();
}
