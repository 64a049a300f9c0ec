package greenbelt.metrics;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One number of a [Family], or several that belong together.
public sealed interface Sample {
    /// What it is about, by name.
    SortedMap<String, String> labels();

    /// One number.
    record Value(SortedMap<String, String> labels, double value) implements Sample {
        public Value {
            labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        }
    }

    /// How often something was how large.
    ///
    /// @param buckets the narrower first; the last one is for all that is larger
    /// @param sum of all
    record Distribution(SortedMap<String, String> labels, List<Bucket> buckets, double sum)
            implements Sample {
        public Distribution {
            labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
            buckets = List.copyOf(buckets);
        }

        /// How many there were.
        public long count() {
            return buckets.stream().mapToLong(Bucket::count).sum();
        }
    }

    /// What was larger than the bucket before, and not larger than this.
    ///
    /// @param atMost positive infinity for the last one
    record Bucket(double atMost, long count) {}

    /// A number without labels.
    static Value of(double value) {
        return new Value(Collections.emptySortedMap(), value);
    }

    /// A number with labels.
    ///
    /// @param labels name, value, name, value …
    static Value of(double value, String... labels) {
        return new Value(labels(labels), value);
    }

    /// A count with labels.
    ///
    /// @param labels name, value, name, value …
    static Value of(long count, String... labels) {
        return new Value(labels(labels), (double) count);
    }

    private static SortedMap<String, String> labels(String... labels) {
        if (labels.length % 2 != 0) {
            throw new IllegalArgumentException("labels are pairs, found " + labels.length);
        }
        var map = new TreeMap<String, String>();
        for (int i = 0; i < labels.length; i += 2) {
            map.put(labels[i], labels[i + 1]);
        }
        return map;
    }
}
