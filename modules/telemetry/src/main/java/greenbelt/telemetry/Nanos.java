package greenbelt.telemetry;

import java.time.Instant;

/// Instants as nanoseconds since 1970, which is how OpenTelemetry counts; enough until the year 2262.
final class Nanos {
    private static final long PER_SECOND = 1_000_000_000;

    private Nanos() {}

    static long of(Instant instant) {
        return instant.getEpochSecond() * PER_SECOND + instant.getNano();
    }

    static Instant instant(long epochNanos) {
        return Instant.ofEpochSecond(
                Math.floorDiv(epochNanos, PER_SECOND), Math.floorMod(epochNanos, PER_SECOND));
    }
}
