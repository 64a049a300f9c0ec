package greenbelt.fault;

import greenbelt.world.Durations;
import greenbelt.world.Randomness;
import java.time.Duration;

/// How long something takes, as a distribution. The text form is what [#toString] gives.
public sealed interface Delay {
    /// Draws one; never negative.
    Duration draw(Randomness random);

    /// How it is written in plans and commands, such as `10ms..50ms`.
    @Override
    String toString();

    /// Always the same: `20ms`.
    record Constant(Duration duration) implements Delay {
        public Constant {
            mustNotBeNegative(duration);
        }

        @Override
        public Duration draw(Randomness random) {
            return duration;
        }

        @Override
        public String toString() {
            return Durations.format(duration);
        }
    }

    /// Each duration from `least` to `most` is as likely as any other: `10ms..50ms`.
    record Uniform(Duration least, Duration most) implements Delay {
        public Uniform {
            mustNotBeNegative(least);
            if (most.compareTo(least) < 0) {
                throw new IllegalArgumentException(
                        "the most must be at least the least, was %s..%s"
                                .formatted(Durations.format(least), Durations.format(most)));
            }
        }

        @Override
        public Duration draw(Randomness random) {
            return random.between(least, most);
        }

        @Override
        public String toString() {
            return Durations.format(least) + ".." + Durations.format(most);
        }
    }

    /// Short ones often, long ones seldom, as gaps between independent arrivals are: `~20ms`.
    ///
    /// @param mean of all; at most twenty times this is drawn
    record Exponential(Duration mean) implements Delay {
        private static final double MOST_MEANS = 20;

        public Exponential {
            mustNotBeNegative(mean);
        }

        @Override
        public Duration draw(Randomness random) {
            double means = Math.min(MOST_MEANS, -Math.log1p(-random.nextDouble()));
            return Duration.ofNanos((long) (mean.toNanos() * means));
        }

        @Override
        public String toString() {
            return "~" + Durations.format(mean);
        }
    }

    /// Near the middle more often than far from it: `20ms+-5ms`. The sum of two even draws, so a triangle.
    ///
    /// @param jitter how far from `middle` it can be; no more than `middle`
    record Jittered(Duration middle, Duration jitter) implements Delay {
        public Jittered {
            mustNotBeNegative(jitter);
            if (jitter.compareTo(middle) > 0) {
                throw new IllegalArgumentException(
                        "the jitter must be at most the delay, was %s+-%s"
                                .formatted(Durations.format(middle), Durations.format(jitter)));
            }
        }

        @Override
        public Duration draw(Randomness random) {
            double up = random.nextDouble();
            double down = random.nextDouble();
            double share = up - down;
            return middle.plusNanos((long) (jitter.toNanos() * share));
        }

        @Override
        public String toString() {
            return Durations.format(middle) + "+-" + Durations.format(jitter);
        }
    }

    private static void mustNotBeNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(
                    "a delay must be >= 0s, was " + Durations.format(duration));
        }
    }
}
