package greenbelt.search;

import greenbelt.contract.OrderStatus;
import greenbelt.search.Footprint.Happened;
import greenbelt.search.Footprint.OfOrder;
import greenbelt.telemetry.TraceDiff;
import greenbelt.telemetry.TraceDiff.Pair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// In what an order of one run differs from the order of the same number in another.
///
/// @param n its number in the workload, from 1
/// @param status where it stands in each run; empty where there is no such order
/// @param duration how long the first trace is, from the request to the end of the last thing it caused
/// @param trace everything that was done about it
/// @param events what happened to it, by version, from 1
/// @param row what is not the same in its row of the read model
/// @param faults which faults struck what was done about it, in either run, by name
public record OrderDiff(
        int n,
        Both<OrderStatus> status,
        Both<Duration> duration,
        TraceDiff trace,
        List<Both<At>> events,
        List<Field> row,
        SortedSet<String> faults) {
    /// In what two orders can differ.
    public enum Aspect {
        /// Where it stands in the end, or whether it is there.
        STATUS("status"),
        /// Which spans there are, and under which.
        STRUCTURE("structure"),
        /// When spans began, and how long they took.
        DURATION("duration"),
        /// What spans say about themselves.
        ATTRIBUTES("attributes"),
        /// Which events there are, in which order.
        EVENTS("events"),
        /// When they happened, counted from the order's beginning.
        EVENT_TIMES("event times"),
        /// Its row of the read model.
        ROW("row");

        private final String words;

        Aspect(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /// The same thing in the first and in the second run.
    public record Both<T>(Optional<T> first, Optional<T> second) {
        /// Whether it is the same.
        public boolean isSame() {
            return first.equals(second);
        }
    }

    /// An event, and when it happened, counted from the order's beginning.
    public record At(String type, Duration at) {}

    /// A value that is not the same.
    ///
    /// @param row what it is about, such as `wallet ada`
    public record Field(
            String row, String column, Optional<String> first, Optional<String> second) {}

    public OrderDiff {
        events = List.copyOf(events);
        row = List.copyOf(row);
        faults = Collections.unmodifiableSortedSet(new TreeSet<>(faults));
    }

    static OrderDiff of(int n, OfOrder first, OfOrder second) {
        var faults = new TreeSet<>(first.faults());
        faults.addAll(second.faults());
        return new OrderDiff(
                n,
                new Both<>(first.status(), second.status()),
                new Both<>(first.duration(), second.duration()),
                TraceDiff.of(first.traces(), second.traces()),
                events(first, second),
                RunDiff.fields("order-" + n, first.row(), second.row()),
                faults);
    }

    private static List<Both<At>> events(OfOrder first, OfOrder second) {
        int most = Math.max(first.events().size(), second.events().size());
        var events = new ArrayList<Both<At>>();
        for (int i = 0; i < most; i++) {
            events.add(new Both<>(event(first, i), event(second, i)));
        }
        return events;
    }

    private static Optional<At> event(OfOrder order, int i) {
        return order.events().stream().skip(i).findFirst().map(event -> at(order, event));
    }

    private static At at(OfOrder order, Happened event) {
        return new At(event.type(), order.since(event.at()));
    }

    /// In what it differs; nothing when the two are the same.
    public Set<Aspect> aspects() {
        var aspects = EnumSet.noneOf(Aspect.class);
        for (var aspect : Aspect.values()) {
            if (differsIn(aspect)) {
                aspects.add(aspect);
            }
        }
        return aspects;
    }

    private boolean differsIn(Aspect aspect) {
        return switch (aspect) {
            case STATUS -> !status.isSame();
            case STRUCTURE -> !trace.isSameStructure();
            case DURATION -> trace.pairs().stream().anyMatch(Pair::differsInTime);
            case ATTRIBUTES -> trace.pairs().stream().anyMatch(it -> !it.changes().isEmpty());
            case EVENTS -> !events.stream().allMatch(OrderDiff::isSameType);
            case EVENT_TIMES ->
                    events.stream().anyMatch(event -> isSameType(event) && !event.isSame());
            case ROW -> !row.isEmpty();
        };
    }

    private static boolean isSameType(Both<At> event) {
        return event.first().map(At::type).equals(event.second().map(At::type));
    }

    /// Whether there is nothing in which the two differ.
    public boolean isSame() {
        return aspects().isEmpty();
    }

    /// Its name in the workload, such as `order-3`.
    public String name() {
        return "order-" + n;
    }
}
