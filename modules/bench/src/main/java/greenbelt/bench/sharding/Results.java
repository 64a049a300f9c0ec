package greenbelt.bench.sharding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What came out, line by line: the unsharded database, and so many shards.
final class Results {
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

    List<Integer> counts() {
        return counts;
    }

    List<String> names() {
        return lines.stream().map(Line::name).toList();
    }

    /// The line above those that come.
    String head() {
        var text =
                new StringBuilder(
                        String.format(Locale.ROOT, "%n" + NAME + "%12s", unit, "unsharded"));
        counts.forEach(
                count -> text.append("%12s".formatted(count == 1 ? "1 shard" : count + " shards")));
        return text.toString();
    }

    /// Keeps a line, and answers it as it is shown.
    String add(String name, List<Double> values) {
        lines.add(new Line(name, List.copyOf(values)));
        var text = new StringBuilder(String.format(Locale.ROOT, NAME, name));
        values.forEach(value -> text.append(String.format(Locale.ROOT, "%,12.1f", value)));
        return text.toString();
    }

    /// How many times as good as the unsharded database the contestant at this place is.
    double timesUnsharded(String name, int place) {
        var line = lines.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
        double unsharded = line.values().getFirst();
        double found = line.values().get(place + 1);
        return more ? found / unsharded : unsharded / found;
    }
}
