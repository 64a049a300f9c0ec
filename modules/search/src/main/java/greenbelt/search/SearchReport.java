package greenbelt.search;

import greenbelt.fault.FaultKind;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a search has found.
///
/// @param first the first seed that was tried
/// @param last the last
/// @param failing how many seeds broke an invariant
/// @param kinds what was broken, by invariant
/// @param strikes how many operations the faults of all seeds have struck, by kind of fault: nothing is shown by faults that
///     strike nobody
/// @param took real time
public record SearchReport(
        long first,
        long last,
        long failing,
        SortedMap<String, Kind> kinds,
        SortedMap<FaultKind, Long> strikes,
        Duration took) {
    /// How many of a kind's seeds are kept.
    public static final int MAX_SEEDS_KEPT = 5;

    /// An invariant that was broken.
    ///
    /// @param count by how many seeds
    /// @param found the lowest of them, at most [#MAX_SEEDS_KEPT], with what was seen
    public record Kind(long count, List<Found> found) {
        public Kind {
            found = List.copyOf(found);
        }

        static Kind of(Found found) {
            return new Kind(1, List.of(found));
        }

        /// Both together; does not depend on which came first.
        Kind and(Kind other) {
            var lowest =
                    Stream.concat(found.stream(), other.found.stream())
                            .sorted(Comparator.comparingLong(Found::seed))
                            .limit(MAX_SEEDS_KEPT)
                            .toList();
            return new Kind(count + other.count, lowest);
        }

        /// The lowest seed, with what was seen.
        public Found first() {
            return found.getFirst();
        }
    }

    /// A seed that broke an invariant, and what was seen of that.
    public record Found(long seed, Violation violation) {}

    public SearchReport {
        kinds = Collections.unmodifiableSortedMap(new TreeMap<>(kinds));
        strikes = Collections.unmodifiableSortedMap(new TreeMap<>(strikes));
    }

    /// How many seeds were tried.
    public long seeds() {
        return last - first + 1;
    }

    /// Whether no invariant was broken.
    public boolean holds() {
        return kinds.isEmpty();
    }
}
