package greenbelt.order;

import greenbelt.contract.OrderId;
import greenbelt.eventstore.StoredEvent;
import greenbelt.order.decider.BrokenOrderException;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.order.decider.OrderFolding;
import greenbelt.order.decider.OrderState.Known;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an order was after each of its events.
///
/// Nothing is looked up: an order at a version is the fold of its events up to there. Only where it is delivered to
/// depends on when one asks, because the key to that can be destroyed.
public final class OrderHistory {
    private final OrderId id;
    private final String name;
    private final List<StoredEvent> events;
    private final Deliveries deliveries;

    /// @param name by which somebody has asked for it
    OrderHistory(OrderId id, String name, List<StoredEvent> events, Deliveries deliveries) {
        if (events.isEmpty()) {
            throw new IllegalArgumentException("an order has at least 1 event, was 0");
        }
        this.id = id;
        this.name = name;
        this.events = List.copyOf(events);
        this.deliveries = deliveries;
    }

    /// Its number; the name by which it was asked for when its first event cannot be read.
    public String number() {
        return numberIn(events.getFirst()).orElse(name);
    }

    /// The number of an order, if this is its first event and can be read.
    static Optional<String> numberIn(StoredEvent first) {
        try {
            return OrderFolding.open(first) instanceof OrderPlaced placed
                    ? Optional.of(placed.number())
                    : Optional.empty();
        } catch (BrokenOrderException unreadable) {
            return Optional.empty();
        }
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

    /// The order after event `version`.
    ///
    /// Throws [IllegalArgumentException] unless it is 1 to [#version], [UnreadableOrderException] when one of the events up to
    /// there cannot be read, or cannot have happened.
    public OrderThen at(long version) {
        if (version < 1 || version > version()) {
            throw new IllegalArgumentException(
                    "version must be 1 to %d, was %d".formatted(version(), version));
        }
        var order = order(version);
        return OrderThen.of(
                order, deliveries.view(order), events.get((int) version - 1).event().time());
    }

    /// The order after its last event. Throws [UnreadableOrderException].
    Order last() {
        return order(version());
    }

    private Order order(long version) {
        var past = folded(version);
        return new Order(id, (Known) past.state(), version, past.placedAt());
    }

    private OrderFolding.Past folded(long version) {
        var folding = new OrderFolding();
        var past = folding.initial();
        try {
            for (var event : between(0, version)) {
                past = folding.after(past, event);
            }
            return past;
        } catch (BrokenOrderException broken) {
            throw new UnreadableOrderException(number(), broken);
        }
    }
}
