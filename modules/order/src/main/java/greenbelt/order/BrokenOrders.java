package greenbelt.order;

import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamId;
import greenbelt.order.decider.BrokenOrderException;
import greenbelt.order.decider.OrderFolding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The orders in a part of the log that cannot be folded, with all of their events there. Immutable.
final class BrokenOrders {
    private final SequencedMap<StreamId, LeftOut> orders;
    private final List<StoredEvent> events;

    private BrokenOrders(SequencedMap<StreamId, LeftOut> orders, List<StoredEvent> events) {
        this.orders = orders;
        this.events = List.copyOf(events);
    }

    /// Folds every order of these events, which are in the order of the log from its beginning.
    static BrokenOrders among(List<StoredEvent> events) {
        var folding = new OrderFolding();
        var pasts = new LinkedHashMap<StreamId, OrderFolding.Past>();
        var names = new LinkedHashMap<StreamId, String>();
        var broken = new LinkedHashMap<StreamId, LeftOut>();
        for (var stored : events) {
            var stream = stored.stream();
            if (broken.containsKey(stream)) {
                continue;
            }
            var name = names.computeIfAbsent(stream, _ -> name(stored));
            try {
                var past = pasts.getOrDefault(stream, folding.initial());
                pasts.put(stream, folding.after(past, stored));
            } catch (BrokenOrderException wrong) {
                broken.put(stream, new LeftOut(name, wrong.reason()));
            }
        }
        return new BrokenOrders(
                broken,
                events.stream().filter(stored -> broken.containsKey(stored.stream())).toList());
    }

    private static String name(StoredEvent first) {
        return OrderHistory.numberIn(first).orElse(first.stream().value());
    }

    /// Each of them, the first one first.
    List<LeftOut> list() {
        return List.copyOf(orders.sequencedValues());
    }

    /// All of their events, in the order of the log.
    List<StoredEvent> events() {
        return events;
    }

    /// Whether the event is of one of them.
    boolean have(StoredEvent stored) {
        return orders.containsKey(stored.stream());
    }

    /// Whose event is at `position`; empty when it is of none of them.
    Optional<LeftOut> at(long position) {
        return events.stream()
                .filter(event -> event.position() == position)
                .map(event -> orders.get(event.stream()))
                .findFirst();
    }
}
