package greenbelt.fault;

import greenbelt.world.Randomness;
import java.time.Duration;

/// How long something takes, as a distribution. All are drawn from one number per operation.
public sealed interface Delay {
    /// Draws one.
    Duration draw(Randomness random);

    /// Always the same.
    record Constant(Duration duration) implements Delay {
        @Override
        public Duration draw(Randomness random) {
            return duration;
        }
    }

    /// Each duration from `least` to `most` is as likely as any other.
    record Uniform(Duration least, Duration most) implements Delay {
        @Override
        public Duration draw(Randomness random) {
            return random.between(least, most);
        }
    }

    /// Short ones often, long ones seldom, as gaps between independent arrivals are; at most twenty times the mean.
    record Exponential(Duration mean) implements Delay {
        private static final double MOST_MEANS = 20;

        @Override
        public Duration draw(Randomness random) {
            double means = Math.min(MOST_MEANS, -Math.log1p(-random.nextDouble()));
            return Duration.ofNanos((long) (mean.toNanos() * means));
        }
    }
}
