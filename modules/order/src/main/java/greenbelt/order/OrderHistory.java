package greenbelt.order;

import greenbelt.contract.OrderId;
import greenbelt.eventstore.StoredEvent;
import greenbelt.order.decider.Evolve;
import greenbelt.order.decider.OrderEvents;
import greenbelt.order.decider.OrderState.Known;
import java.time.Instant;
import java.util.List;

/// What an order was after each of its events.
///
/// Nothing is looked up: an order at a version is the fold of its events up to there. Only where it is delivered to
/// depends on when one asks, because the key to that can be destroyed.
public final class OrderHistory {
    private final OrderId id;
    private final List<StoredEvent> events;
    private final Deliveries deliveries;

    OrderHistory(OrderId id, List<StoredEvent> events, Deliveries deliveries) {
        if (events.isEmpty()) {
            throw new IllegalArgumentException("an order has at least 1 event, was 0");
        }
        this.id = id;
        this.events = List.copyOf(events);
        this.deliveries = deliveries;
    }

    /// Every event, oldest first; at least one.
    public List<StoredEvent> events() {
        return events;
    }

    /// How many events there are.
    public long version() {
        return events.size();
    }

    /// The version that the order had at `time`, 0 when it was not there yet: the events before the first younger one.
    public long versionAt(Instant time) {
        return events.stream().takeWhile(event -> !event.event().time().isAfter(time)).count();
    }

    /// The events after version `from` up to version `to`, oldest first.
    public List<StoredEvent> between(long from, long to) {
        return events.stream()
                .filter(event -> event.version() > from && event.version() <= to)
                .toList();
    }

    /// The order after event `version`. Throws [IllegalArgumentException] unless it is 1 to [#version].
    public OrderThen at(long version) {
        if (version < 1 || version > version()) {
            throw new IllegalArgumentException(
                    "version must be 1 to %d, was %d".formatted(version(), version));
        }
        var past = between(0, version);
        var state =
                Evolve.fold(past.stream().map(event -> OrderEvents.open(event.event())).toList());
        var order = new Order(id, (Known) state, version, past.getFirst().event().time());
        return OrderThen.of(order, deliveries.view(order), past.getLast().event().time());
    }
}
