package greenbelt.metrics;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/// What is counted for each combination of labels, as many as there may be. Safe for many tasks.
final class Series<T> {
    /// So many combinations have numbers of their own; all further ones share one, whose labels say `other`.
    static final int MAX = 2_000;

    static final String OTHER = "other";

    private final List<String> names;
    private final Supplier<T> begin;
    private final ConcurrentMap<Labels, T> series = new ConcurrentHashMap<>();
    private final Labels others;

    /// The values of labels.
    record Labels(List<String> values) implements Comparable<Labels> {
        SortedMap<String, String> named(List<String> names) {
            var named = new TreeMap<String, String>();
            for (int i = 0; i < names.size(); i++) {
                named.put(names.get(i), values.get(i));
            }
            return named;
        }

        @Override
        public int compareTo(Labels other) {
            for (int i = 0; i < values.size(); i++) {
                int compared = values.get(i).compareTo(other.values.get(i));
                if (compared != 0) {
                    return compared;
                }
            }
            return 0;
        }
    }

    Series(List<String> names, Supplier<T> begin) {
        this.names = names;
        this.begin = begin;
        this.others = new Labels(Collections.nCopies(names.size(), OTHER));
    }

    List<String> names() {
        return names;
    }

    T of(String... values) {
        if (values.length != names.size()) {
            throw new IllegalArgumentException(
                    "expected values for %s, found %d".formatted(names, values.length));
        }
        var labels = new Labels(List.of(values));
        var known = series.get(labels);
        if (known != null) {
            return known;
        }
        return series.computeIfAbsent(series.size() < MAX ? labels : others, _ -> begin.get());
    }

    /// All of them, by their values.
    SortedMap<Labels, T> inOrder() {
        return new TreeMap<>(series);
    }
}
