package greenbelt.gateway.routing;

import greenbelt.world.Durations;
import java.time.Duration;
import java.util.Optional;

/// That answers of a route may be kept, as far as they say so themselves.
///
/// @param atMost no answer is used for longer, whatever it says
/// @param largestBytes no answer is kept whose body is longer
public record CachePolicy(Optional<Duration> atMost, int largestBytes) {
    /// What holds where a file says nothing: 256 KiB.
    public static final int DEFAULT_LARGEST_BYTES = 256 << 10;

    private static final int MOST_BYTES = 1 << 20;

    public CachePolicy {
        if (largestBytes < 1 || largestBytes > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "largest must be 1 to %d, was %d".formatted(MOST_BYTES, largestBytes));
        }
    }

    /// In a sentence.
    public String sentence() {
        return "answers of at most %d bytes are kept as long as they say%s"
                .formatted(
                        largestBytes,
                        atMost.map(it -> ", at most " + Durations.format(it)).orElse(""));
    }
}
