package greenbelt.workload;

import greenbelt.world.Randomness;
import java.time.Duration;

/// When the next one comes. Immutable.
///
/// A load generator adds the gaps up from its start, and does not begin a gap when the work before is done: otherwise
/// a slow system is asked less, and its waiting times are left out of the measurement (Gil Tene calls it coordinated
/// omission).
public sealed interface Arrivals {
    /// The highest rate, per second.
    double MAX_RATE = 1_000_000;

    /// The lowest rate: one in a thousand days.
    double MIN_RATE = 1.0 / 86_400_000;

    /// The time from one arrival to the next.
    Duration nextGap(Randomness random);

    /// One after the other, evenly.
    ///
    /// @param perSecond [#MIN_RATE] to [#MAX_RATE]
    static Arrivals steady(double perSecond) {
        return new Steady(perSecond);
    }

    /// As people come who do not know of each other: the gaps are distributed exponentially, the number in a second by
    /// Poisson's law.
    ///
    /// @param perSecond on average, [#MIN_RATE] to [#MAX_RATE]
    static Arrivals poisson(double perSecond) {
        return new Poisson(perSecond);
    }

    /// One after the other, evenly.
    ///
    /// @param perSecond how many come in a second
    record Steady(double perSecond) implements Arrivals {
        public Steady {
            checkRate(perSecond);
        }

        @Override
        public Duration nextGap(Randomness random) {
            return seconds(1 / perSecond);
        }
    }

    /// People who do not know of each other.
    ///
    /// @param perSecond how many come in a second, on average
    record Poisson(double perSecond) implements Arrivals {
        public Poisson {
            checkRate(perSecond);
        }

        @Override
        public Duration nextGap(Randomness random) {
            // StrictMath, because the same seed must give the same gap on every machine.
            return seconds(-StrictMath.log(1 - random.nextDouble()) / perSecond);
        }
    }

    private static void checkRate(double perSecond) {
        if (!(perSecond >= MIN_RATE && perSecond <= MAX_RATE)) {
            throw new IllegalArgumentException(
                    "rate must be 1 in 1,000 days to 1,000,000 per second, was " + perSecond);
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
