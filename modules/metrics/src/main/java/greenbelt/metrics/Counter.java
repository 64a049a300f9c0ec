package greenbelt.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts by labels. Safe for many tasks.
public final class Counter {
    private final String name;
    private final String help;
    private final Series<LongAdder> series;

    /// A counter with these labels.
    ///
    /// @param labels the names of the labels
    public Counter(String name, String help, String... labels) {
        this.name = name;
        this.help = help;
        this.series = new Series<>(List.of(labels), LongAdder::new);
    }

    /// Counts so many more.
    ///
    /// @param values of the labels, in the order of their names
    public void add(long more, String... values) {
        series.of(values).add(more);
    }

    public Family family() {
        var samples = new ArrayList<Sample>();
        series.inOrder()
                .forEach((labels, count) ->
                        samples.add(
                                new Sample.Value(
                                        new TreeMap<>(labels.named(series.names())), count.sum())));
        return new Family(name, Family.Kind.COUNTER, help, samples);
    }
}
