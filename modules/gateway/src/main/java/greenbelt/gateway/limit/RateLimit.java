package greenbelt.gateway.limit;

import java.time.Duration;

/// How many requests one principal may send: `burst` at once, then `perSecond` in the long run.
///
/// A token bucket: it holds `burst` tokens, each request takes one, and they come back evenly.
///
/// @param perSecond at least 1
/// @param burst at least 1
public record RateLimit(long perSecond, long burst) {
    /// What the gateway begins with: far beyond a person, within reach of a load test.
    public static final RateLimit GENEROUS = new RateLimit(5_000, 10_000);

    public RateLimit {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException(
                    "perSecond and burst must be >= 1, was " + perSecond + " and " + burst);
        }
    }

    /// How long an empty bucket takes to be full.
    public Duration timeToFill() {
        return Duration.ofNanos(Math.ceilDiv(Math.multiplyExact(burst, 1_000_000_000L), perSecond));
    }

    @Override
    public String toString() {
        return perSecond + " requests per second, " + burst + " at once";
    }
}
