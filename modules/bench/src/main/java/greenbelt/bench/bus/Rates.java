package greenbelt.bench.bus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// How fast something was, round by round, and how long one step of it took. Steps may end in many threads at once.
final class Rates {
    private static final long LONGEST_NANOS = Duration.ofMinutes(5).toNanos();

    private final String name;
    private final String step;
    private final Histogram stepNanos = new ConcurrentHistogram(LONGEST_NANOS, 3);
    private final List<Double> perSecond = new ArrayList<>();
    private long done;
    private long processorNanos;
    private long began;
    private long processorBegan;

    /// @param name what is measured
    /// @param step what the percentiles are of
    Rates(String name, String step) {
        this.name = name;
        this.step = step;
    }

    /// Begins a round.
    void begin() {
        processorBegan = processorNanosSoFar();
        began = System.nanoTime();
    }

    /// Ends the round, in which so many messages were done.
    void end(int messages) {
        perSecond.add(messages * 1e9 / (System.nanoTime() - began));
        processorNanos += processorNanosSoFar() - processorBegan;
        done += messages;
    }

    /// Adds one step that began at `nanos`, by [System#nanoTime].
    void step(long nanos) {
        stepNanos.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - nanos));
    }

    /// Forgets the rounds so far: they have warmed the JVM up.
    void forget() {
        stepNanos.reset();
        perSecond.clear();
        done = 0;
        processorNanos = 0;
    }

    /// What this process has used on all cores. Unlike the time on the wall it does not grow with the work of others.
    private static long processorNanosSoFar() {
        return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    /// Messages a second in the median round, the lower of two.
    double median() {
        return perSecond.stream().sorted().toList().get((perSecond.size() - 1) / 2);
    }

    /// How long a processor worked for a message.
    double processorMicros() {
        return processorNanos / 1e3 / done;
    }

    @Override
    public String toString() {
        var sorted = perSecond.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%-36s %,10.0f/s in the median round (%,.0f to %,.0f) %6.2f µs of processor; %s in ms: p50 %.2f, p99 %.2f, max %.2f",
                name,
                median(),
                sorted.getFirst(),
                sorted.getLast(),
                processorMicros(),
                step,
                stepNanos.getValueAtPercentile(50) / 1e6,
                stepNanos.getValueAtPercentile(99) / 1e6,
                stepNanos.getMaxValue() / 1e6);
    }
}
