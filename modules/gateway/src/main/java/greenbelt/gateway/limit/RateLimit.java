package greenbelt.gateway.limit;

import greenbelt.world.Durations;
import java.time.Duration;

/// How many requests there may be: `burst` at once, then `requests` in each `per` in the long run.
///
/// A token bucket: it holds `burst` tokens, each request takes one, and they come back evenly.
///
/// @param by whose requests are counted together
/// @param requests at least 1
/// @param per the time in which that many come back, more than zero
/// @param burst at least 1
public record RateLimit(Per by, long requests, Duration per, long burst) {
    private static final long NANOS_OF_A_SECOND = 1_000_000_000L;

    /// Whose requests are counted together.
    public enum Per {
        /// Those of one user, or one program; all who are anonymous count as one.
        PRINCIPAL("principal"),
        /// Those of one program, by its key; others are not counted.
        KEY("key"),
        /// Those from one address.
        ADDRESS("address"),
        /// Those of one route, whoever sends them.
        ROUTE("route");

        private final String word;

        Per(String word) {
            this.word = word;
        }

        /// What the file calls it.
        public String word() {
            return word;
        }
    }

    public RateLimit {
        if (requests < 1 || burst < 1) {
            throw new IllegalArgumentException(
                    "requests and burst must be >= 1, was " + requests + " and " + burst);
        }
        if (!per.isPositive()) {
            throw new IllegalArgumentException("per must be > 0, was " + per);
        }
    }

    /// How long an empty bucket takes to be full.
    public Duration timeToFill() {
        return timeFor(burst);
    }

    /// How long so many tokens take to come back.
    Duration timeFor(long tokens) {
        return Duration.ofNanos(Math.ceilDiv(Math.multiplyExact(tokens, per.toNanos()), requests));
    }

    /// A length of time in whole seconds, up.
    public static long seconds(Duration duration) {
        return Math.ceilDiv(duration.toNanos(), NANOS_OF_A_SECOND);
    }

    /// What it is, without whose.
    @Override
    public String toString() {
        var time = per.equals(Duration.ofSeconds(1)) ? "second" : Durations.format(per);
        return requests + " requests per " + time + ", " + burst + " at once";
    }

    /// What it is, in a sentence.
    public String sentence() {
        return "at most %s, of each %s".formatted(this, by.word());
    }
}
