package greenbelt.bench.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/// One of those who answer the same requests in turns, round by round.
final class Contender implements AutoCloseable {
    private final String name;
    private final Child child;
    private final int connections;
    private final Requests requests;
    private final List<Double> perSecond = new ArrayList<>();
    private final Histogram nanos = new Histogram(Duration.ofMinutes(1).toNanos(), 3);
    private long answers;
    private long processorNanos;

    /// @param child closed with this
    Contender(String name, Child child, int connections, Requests requests) {
        this.name = name;
        this.child = child;
        this.connections = connections;
        this.requests = requests;
    }

    String name() {
        return name;
    }

    /// Answers as fast as it can, for so long.
    void closedLoop(Duration duration) throws IOException {
        try (var generator = new Generator(child.port(), connections, requests)) {
            var before = child.processorTime();
            var outcome = generator.closedLoop(duration);
            processorNanos += child.processorTime().minus(before).toNanos();
            answers += outcome.answers();
            perSecond.add(outcome.perSecond());
            nanos.add(outcome.nanos());
        }
    }

    /// Answers so many a second, for so long.
    Generator.Outcome openLoop(Duration duration, double perSecond) throws IOException {
        try (var generator = new Generator(child.port(), connections, requests)) {
            return generator.openLoop(duration, perSecond);
        }
    }

    /// Forgets the rounds so far: they have warmed it up.
    void forget() {
        perSecond.clear();
        nanos.reset();
        answers = 0;
        processorNanos = 0;
    }

    /// Answers a second in the median round, the lower of two.
    double median() {
        return perSecond.stream().sorted().toList().get((perSecond.size() - 1) / 2);
    }

    /// How long a processor worked for an answer, the generator and the upstream left out.
    double processorMicros() {
        return processorNanos / 1e3 / answers;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "  %-26s %,8.0f/s (%,.0f to %,.0f) %6.1f µs of processor; in ms: p50 %.2f, p99 %.2f; %s",
                name,
                median(),
                perSecond.stream().mapToDouble(it -> it).min().orElseThrow(),
                perSecond.stream().mapToDouble(it -> it).max().orElseThrow(),
                processorMicros(),
                nanos.getValueAtPercentile(50) / 1e6,
                nanos.getValueAtPercentile(99) / 1e6,
                child.residentBytes()
                        .map(bytes -> (bytes >> 20) + " MB resident")
                        .orElse("memory not known"));
    }

    @Override
    public void close() {
        child.close();
    }
}
