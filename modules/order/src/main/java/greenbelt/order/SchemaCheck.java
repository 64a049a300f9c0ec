package greenbelt.order;

import greenbelt.contract.Finding;
import greenbelt.eventstore.EventShape;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.EventStoreException;
import greenbelt.eventstore.StoredEvent;
import greenbelt.order.SchemaReport.Shape;
import greenbelt.order.SchemaReport.Unreadable;
import greenbelt.order.decider.BrokenOrderException;
import greenbelt.order.decider.OrderEvents;
import greenbelt.order.decider.OrderFolding;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Reads every event of a store, with all its data, and says which ones cannot be.
///
/// A type in a version that somebody knows is no promise: what is in an event may still be something else.
final class SchemaCheck {
    private final TreeMap<EventShape, Tally> shapes = new TreeMap<>();
    private final List<Unreadable> unreadable = new ArrayList<>();
    private long events;
    private long unreadableCount;

    private SchemaCheck() {}

    private static final class Tally {
        private final long firstPosition;
        private long count;
        private long unreadable;

        private Tally(long firstPosition) {
            this.firstPosition = firstPosition;
        }
    }

    /// Goes through all events of `store`, batch by batch.
    static SchemaReport of(EventStore store) {
        var check = new SchemaCheck();
        long position = 0;
        while (true) {
            var batch = store.readAll(position, EventStore.MAX_EVENTS_PER_READ);
            if (batch.isEmpty()) {
                return check.report();
            }
            batch.forEach(check::count);
            position = batch.getLast().position();
        }
    }

    /// The same as an invariant, with every event that is named.
    static Finding finding(EventStore store) {
        var report = of(store);
        var violations =
                report.unreadable().stream()
                        .map(Unreadable::toString)
                        .collect(Collectors.toCollection(ArrayList::new));
        long more = report.unreadableCount() - violations.size();
        if (more > 0) {
            violations.add("and %d more".formatted(more));
        }
        return new Finding("every event in the store can be read", violations);
    }

    /// Throws [EventStoreException] when a type in a version is in the store that nobody here knows, and says where the first
    /// of each is. Cheap otherwise: the store knows its shapes.
    static void refuseUnknown(EventStore store) {
        var unknown = OrderEvents.TYPES.unreadable(store.shapes());
        if (!unknown.isEmpty()) {
            throw new EventStoreException(
                    "use the release that wrote the event store: it holds what nobody here can read: %s; there: %s"
                            .formatted(String.join("; ", unknown), places(of(store))));
        }
    }

    private static String places(SchemaReport report) {
        var places =
                report.shapes().stream()
                        .filter(shape -> shape.upcasts().isEmpty())
                        .map(shape ->
                                "%d of %s version %d, the first at position %d"
                                        .formatted(
                                                shape.count(),
                                                shape.type(),
                                                shape.version(),
                                                shape.firstPosition()))
                        .collect(Collectors.joining("; "));
        return places.isEmpty() ? "none is left" : places;
    }

    private void count(StoredEvent stored) {
        var shape = EventShape.of(stored.event());
        var tally = shapes.computeIfAbsent(shape, _ -> new Tally(stored.position()));
        events++;
        tally.count++;
        try {
            OrderFolding.open(stored);
        } catch (BrokenOrderException broken) {
            tally.unreadable++;
            unreadableCount++;
            if (unreadable.size() < SchemaReport.MAX_UNREADABLE) {
                unreadable.add(
                        new Unreadable(
                                stored.position(),
                                stored.stream().value(),
                                stored.version(),
                                shape.type(),
                                shape.version(),
                                broken.detail()));
            }
        }
    }

    private SchemaReport report() {
        var found = new ArrayList<Shape>();
        shapes.forEach((shape, tally) ->
                found.add(
                        new Shape(
                                shape.type(),
                                shape.version(),
                                tally.count,
                                tally.firstPosition,
                                tally.unreadable,
                                upcasts(shape))));
        return new SchemaReport(events, found, unreadable, unreadableCount);
    }

    private static OptionalInt upcasts(EventShape shape) {
        return OrderEvents.TYPES.canRead(shape)
                ? OptionalInt.of(OrderEvents.TYPES.currentVersion(shape.type()) - shape.version())
                : OptionalInt.empty();
    }
}
