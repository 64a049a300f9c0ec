package greenbelt.telemetry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How what one request did in one run differs from what it did in another: spans that only one has, and spans that
/// both have, with other times or other attributes.
///
/// Spans are paired from the top: of the same service, kind and name, the first under a paired parent with the first,
/// the second with the second, and so on. So a span is only in one when its parent is, or when it has more siblings of
/// its sort there. Times are exact, to the nanosecond, and mean most where they are virtual.
///
/// @param pairs every span of both, parents before what is under them
/// @see <a href="https://www.usenix.org/conference/nsdi11/diagnosing-performance-changes-comparing-request-flows">Raja
///     Sambasivan and others: Diagnosing Performance Changes by Comparing Request Flows, NSDI 2011</a>, where they are
///     structural and response-time mutations
public record TraceDiff(List<Pair> pairs) {
    /// A span as one of the traces has it.
    ///
    /// @param offset when it began, counted from the start of its trace
    public record Seen(Span span, Duration offset) {}

    /// An attribute that is not the same.
    public record Change(String name, Optional<String> first, Optional<String> second) {}

    /// A span that both have, or only one.
    ///
    /// @param depth how many spans it is under
    /// @param service the service that did it
    /// @param name what it did, such as `GET /orders/{id}`
    /// @param first the span in the first trace; empty when only the second has it
    /// @param second the span in the second trace; empty when only the first has it
    public record Pair(
            int depth,
            String service,
            SpanKind kind,
            String name,
            Optional<Seen> first,
            Optional<Seen> second) {
        public Pair {
            if (first.isEmpty() && second.isEmpty()) {
                throw new IllegalArgumentException("a pair has at least one span, had none");
            }
        }

        /// Whether both traces have it.
        public boolean isInBoth() {
            return first.isPresent() && second.isPresent();
        }

        /// How much later it began in the second trace, negative when earlier; empty when only one has it.
        public Optional<Duration> laterBy() {
            return both((one, other) -> other.offset().minus(one.offset()));
        }

        /// How much longer it took in the second trace, negative when less; empty when only one has it.
        public Optional<Duration> longerBy() {
            return both((one, other) -> other.span().duration().minus(one.span().duration()));
        }

        /// Whether both have it, and it began at another time or took another while.
        public boolean differsInTime() {
            return isInBoth() && !(isZero(laterBy()) && isZero(longerBy()));
        }

        /// The attributes that are not the same, sorted by name, and with them `node`, `status`, how many `links` there are,
        /// and of each event what it was and how long after the start, as `event 1` and `event 1 after`; none when only one
        /// has it. Ids count as equal.
        public List<Change> changes() {
            return both((one, other) -> SpanFacts.changes(one.span(), other.span()))
                    .orElse(List.of());
        }

        /// Whether there is nothing in which the two differ.
        public boolean isSame() {
            return isInBoth() && !differsInTime() && changes().isEmpty();
        }

        private interface Compared<T> {
            T of(Seen one, Seen other);
        }

        private <T> Optional<T> both(Compared<T> compared) {
            return first.flatMap(one -> second.map(other -> compared.of(one, other)));
        }

        private static boolean isZero(Optional<Duration> duration) {
            return duration.filter(it -> !it.isZero()).isEmpty();
        }
    }

    public TraceDiff {
        pairs = List.copyOf(pairs);
    }

    /// What differs between two traces.
    public static TraceDiff of(Trace first, Trace second) {
        return of(List.of(first), List.of(second));
    }

    /// What differs between traces that belong together, such as all those of one order, each list in the order of
    /// time. They are paired as if one span stood above them all.
    public static TraceDiff of(List<Trace> first, List<Trace> second) {
        var pairs = new ArrayList<Pair>();
        new SpanPairing(pairs).pair(SpanPairing.tops(first), SpanPairing.tops(second), 0);
        return new TraceDiff(pairs);
    }

    /// The spans that only the first has.
    public List<Span> onlyInFirst() {
        return pairs.stream()
                .filter(pair -> pair.second().isEmpty())
                .flatMap(pair -> pair.first().stream())
                .map(Seen::span)
                .toList();
    }

    /// The spans that only the second has.
    public List<Span> onlyInSecond() {
        return pairs.stream()
                .filter(pair -> pair.first().isEmpty())
                .flatMap(pair -> pair.second().stream())
                .map(Seen::span)
                .toList();
    }

    /// Whether each span of one has its counterpart in the other.
    public boolean isSameStructure() {
        return pairs.stream().allMatch(Pair::isInBoth);
    }

    /// Whether there is nothing in which they differ.
    public boolean isSame() {
        return pairs.stream().allMatch(Pair::isSame);
    }

    /// What differs, in the same order.
    public List<Pair> differing() {
        return pairs.stream().filter(pair -> !pair.isSame()).toList();
    }
}
