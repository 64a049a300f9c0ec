package greenbelt.gateway.limit;

import greenbelt.world.Durations;
import java.time.Duration;

/// How many requests may be under way at once.
public sealed interface ConcurrencyLimit {
    /// No limit is above this.
    int MOST = 100_000;

    /// In a sentence.
    String sentence();

    /// Always as many.
    record Fixed(int limit) implements ConcurrencyLimit {
        public Fixed {
            if (limit < 1 || limit > MOST) {
                throw new IllegalArgumentException(
                        "limit must be 1 to %d, was %d".formatted(MOST, limit));
            }
        }

        @Override
        public String sentence() {
            return "at most " + limit + " under way at once";
        }
    }

    /// As many as the service bears: one more for each round of prompt answers, a tenth fewer for each that is late or
    /// fails.
    ///
    /// Additive increase, multiplicative decrease, as TCP does it.
    ///
    /// @param least it never falls below, and begins with
    /// @param most it never rises above
    /// @param slow an answer that takes longer to begin is late
    /// @see <a href="https://doi.org/10.1016/0169-7552(89)90019-6">Chiu and Jain: Analysis of the increase and decrease
    ///      algorithms for congestion avoidance, 1989</a>
    record Adaptive(int least, int most, Duration slow) implements ConcurrencyLimit {
        public Adaptive {
            if (least < 1 || most < least || most > MOST) {
                throw new IllegalArgumentException(
                        "least and most must be 1 to %d and in this order, was %d and %d"
                                .formatted(MOST, least, most));
            }
            if (!slow.isPositive()) {
                throw new IllegalArgumentException("slow must be > 0, was " + slow);
            }
        }

        @Override
        public String sentence() {
            return "%d to %d under way at once, fewer when answers take longer than %s"
                    .formatted(least, most, Durations.format(slow));
        }
    }
}
