package greenbelt.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/// Counts how long things took, by labels. Safe for many tasks.
public final class Histogram {
    /// From half a millisecond to ten seconds, each about twice the one before.
    ///
    /// @see <a href="https://prometheus.io/docs/practices/histograms/">Prometheus: histograms and summaries</a>
    static final double[] SECONDS = {
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };

    private static final double NANOS_PER_SECOND = 1e9;

    private final String name;
    private final String help;
    private final Series<Counts> series;

    /// How many fell into each bucket; the last is for all that took longer.
    private static final class Counts {
        private final AtomicLongArray buckets = new AtomicLongArray(SECONDS.length + 1);
        private final LongAdder nanos = new LongAdder();
    }

    /// A histogram with these labels.
    ///
    /// @param labels the names of the labels
    public Histogram(String name, String help, String... labels) {
        this.name = name;
        this.help = help;
        this.series = new Series<>(List.of(labels), Counts::new);
    }

    /// Counts one that took so long.
    ///
    /// @param values of the labels, in the order of their names
    public void took(long nanos, String... values) {
        var counts = series.of(values);
        int bucket = 0;
        while (bucket < SECONDS.length && nanos > SECONDS[bucket] * NANOS_PER_SECOND) {
            bucket++;
        }
        counts.buckets.incrementAndGet(bucket);
        counts.nanos.add(nanos);
    }

    public Family family() {
        var samples = new ArrayList<Sample>();
        series.inOrder().forEach((labels, counts) -> samples.add(sample(labels, counts)));
        return new Family(name, Family.Kind.HISTOGRAM, help, samples);
    }

    private Sample sample(Series.Labels labels, Counts counts) {
        var buckets = new ArrayList<Sample.Bucket>();
        for (int i = 0; i <= SECONDS.length; i++) {
            double atMost = i < SECONDS.length ? SECONDS[i] : Double.POSITIVE_INFINITY;
            buckets.add(new Sample.Bucket(atMost, counts.buckets.get(i)));
        }
        return new Sample.Distribution(
                new TreeMap<>(labels.named(series.names())),
                buckets,
                counts.nanos.sum() / NANOS_PER_SECOND);
    }
}
