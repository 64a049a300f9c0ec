package greenbelt.bench.eventstore;

import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// How much was done in which time, over all rounds, and how long one step of it took. Safe for many threads.
final class Rate {
    private static final long LONGEST_NANOS = Duration.ofMinutes(1).toNanos();

    private final String step;
    private final Histogram nanos = new ConcurrentHistogram(LONGEST_NANOS, 3);
    private long done;
    private long tookNanos;
    private long processorNanos;

    /// @param step what the percentiles are of, such as `append`
    Rate(String step) {
        this.step = step;
    }

    /// Adds one step that began at `began`, by [System#nanoTime].
    void step(long began) {
        nanos.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - began));
    }

    /// Begins a round.
    Round begin() {
        return new Round(System.nanoTime(), processorNanosSoFar());
    }

    /// A round on its way.
    final class Round {
        private final long began;
        private final long processorBegan;

        private Round(long began, long processorBegan) {
            this.began = began;
            this.processorBegan = processorBegan;
        }

        /// Ends the round, in which so many were done.
        void end(long count) {
            done += count;
            tookNanos += System.nanoTime() - began;
            processorNanos += processorNanosSoFar() - processorBegan;
        }
    }

    /// What this process has used on all cores. Unlike the time on the wall it does not grow with the work of others.
    private static long processorNanosSoFar() {
        return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    /// Forgets the rounds so far: they have warmed the JVM up.
    void forget() {
        nanos.reset();
        done = 0;
        tookNanos = 0;
        processorNanos = 0;
    }

    double perSecond() {
        return done * 1e9 / tookNanos;
    }

    /// How long a processor worked for one.
    double processorMicros() {
        return processorNanos / 1e3 / done;
    }

    double millisAt(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,9.0f/s %8.2f µs of processor   %s in ms: p50 %.2f, p90 %.2f, p99 %.2f, max %.2f",
                perSecond(),
                processorMicros(),
                step,
                millisAt(50),
                millisAt(90),
                millisAt(99),
                nanos.getMaxValue() / 1e6);
    }
}
