package greenbelt.bench.sharding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What came out, as a table with a chart under it: the unsharded database, and so many shards.
final class Results {
    private static final int BAR_OF_ONE = 10;
    private static final int LONGEST_BAR = 50;
    private static final String NAME = "%-40s";

    private final String unit;
    private final List<Integer> counts;
    private final boolean more;
    private final List<Line> lines = new ArrayList<>();

    /// @param values the unsharded first
    private record Line(String name, List<Double> values) {}

    /// @param unit of the values, a phrase
    /// @param counts of shards
    /// @param more whether more is better
    Results(String unit, List<Integer> counts, boolean more) {
        this.unit = unit;
        this.counts = List.copyOf(counts);
        this.more = more;
    }

    void add(String name, List<Double> values) {
        lines.add(new Line(name, List.copyOf(values)));
    }

    /// How many times as good as the unsharded database the contestant at this place is.
    double timesUnsharded(String name, int place) {
        return timesUnsharded(
                lines.stream().filter(line -> line.name().equals(name)).findFirst().orElseThrow(),
                place);
    }

    private double timesUnsharded(Line line, int place) {
        double unsharded = line.values().getFirst();
        double found = line.values().get(place + 1);
        return more ? found / unsharded : unsharded / found;
    }

    @Override
    public String toString() {
        var text =
                new StringBuilder(
                        String.format(Locale.ROOT, "%n" + NAME + "%12s", unit, "unsharded"));
        counts.forEach(
                count -> text.append("%12s".formatted(count == 1 ? "1 shard" : count + " shards")));
        for (var line : lines) {
            text.append(String.format(Locale.ROOT, "%n" + NAME, line.name()));
            line.values()
                    .forEach(value -> text.append(String.format(Locale.ROOT, "%,12.1f", value)));
        }
        text.append("%n%ntimes as good as unsharded%n".formatted());
        for (var line : lines) {
            for (int place = 0; place < counts.size(); place++) {
                double times = timesUnsharded(line, place);
                int bar = (int) Math.max(1, Math.min(LONGEST_BAR, Math.round(times * BAR_OF_ONE)));
                text.append(
                        String.format(
                                Locale.ROOT,
                                NAME + "%2d %s %.2f%n",
                                place == 0 ? line.name() : "",
                                counts.get(place),
                                "█".repeat(bar),
                                times));
            }
        }
        return text.toString();
    }
}
