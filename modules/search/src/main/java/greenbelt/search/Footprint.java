package greenbelt.search;

import greenbelt.contract.OrderStatus;
import greenbelt.telemetry.Span;
import greenbelt.telemetry.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a trial has left behind: of every order its traces, events and row; wallets and stock; and which
/// invariants it broke.
///
/// @param orders by their number in the workload, which is the same in every run of it
/// @param others rows that are not of one order, such as `wallet ada`, `stock TEA-POT` and `invariants`: column and
///     value
/// @param gaps what could not be had, a sentence each
public record Footprint(
        SortedMap<Integer, OfOrder> orders,
        SortedMap<String, SequencedMap<String, String>> others,
        List<String> gaps) {
    /// Of a system that is so stuck that nothing can be asked.
    static final Footprint NONE =
            new Footprint(new TreeMap<>(), new TreeMap<>(), List.of("nothing could be asked"));

    static final SequencedMap<String, String> NO_ROW =
            Collections.unmodifiableSequencedMap(new LinkedHashMap<>());

    /// The attribute in which a span says what struck it.
    private static final String FAULT = "greenbelt.fault";

    /// What is left of an order.
    ///
    /// @param traces everything that was done about it, oldest first
    /// @param events what happened to it, oldest first
    /// @param row what the read model says of it: column and value; empty when it is not there
    public record OfOrder(
            Optional<OrderStatus> status,
            List<Trace> traces,
            List<Happened> events,
            SequencedMap<String, String> row) {
        public OfOrder {
            traces = List.copyOf(traces);
            events = List.copyOf(events);
            row = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(row));
        }

        /// Nothing.
        static final OfOrder NONE = new OfOrder(Optional.empty(), List.of(), List.of(), NO_ROW);

        /// How long the first of its traces is: from the request to the end of the last thing it caused.
        public Optional<Duration> duration() {
            return traces.stream().findFirst().map(Trace::duration);
        }

        /// The faults that struck what was done about it, by name.
        public SortedSet<String> faults() {
            var faults = new TreeSet<String>();
            traces.stream()
                    .map(Trace::spans)
                    .flatMap(List<Span>::stream)
                    .flatMap(span -> span.attribute(FAULT).stream())
                    .forEach(faults::add);
            return faults;
        }

        /// Since its first trace began, or its first event when it has no trace.
        Duration since(Instant moment) {
            var beginning =
                    traces.stream()
                            .map(Trace::start)
                            .findFirst()
                            .or(() -> events.stream().map(Happened::at).findFirst());
            return Duration.between(beginning.orElse(moment), moment);
        }
    }

    /// An event.
    public record Happened(String type, Instant at) {}

    public Footprint {
        orders = Collections.unmodifiableSortedMap(new TreeMap<>(orders));
        others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
        gaps = List.copyOf(gaps);
    }

    /// What is left of the order with this number in the workload; nothing when there is none.
    OfOrder order(int n) {
        return orders.getOrDefault(n, OfOrder.NONE);
    }

    /// The columns of a row, in their order.
    static SequencedMap<String, String> row(Map<String, Object> columns) {
        var row = new LinkedHashMap<String, String>();
        columns.forEach((column, value) -> row.put(column, value.toString()));
        return row;
    }
}
