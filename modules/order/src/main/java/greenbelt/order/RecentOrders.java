package greenbelt.order;

import greenbelt.contract.OrderId;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// The orders that this node has changed last, as they are now: a saga takes several steps within moments, and need not
/// fold the same stream anew for each.
///
/// Never wrong, only incomplete. Whoever is about to append says so first, and until then nobody finds the order here;
/// the change is kept only when nobody else has begun another one meanwhile. What a crash takes, the stream still has.
/// Safe for many tasks.
final class RecentOrders {
    /// How many changes are remembered; an order goes with its oldest.
    static final int MAX_CHANGES = 10_000;

    private final Map<OrderId, Entry> entries = new ConcurrentHashMap<>();
    private final Queue<OrderId> oldestFirst = new ConcurrentLinkedQueue<>();
    private final AtomicInteger changes = new AtomicInteger();

    /// What is known of an order.
    sealed interface Entry {}

    /// The order as it is.
    private record Current(Order order) implements Entry {}

    /// A change that has begun; equal only to itself.
    static final class Change implements Entry {
        private final OrderId id;

        private Change(OrderId id) {
            this.id = id;
        }
    }

    /// The order, if it is remembered and nobody is changing it.
    Optional<Order> find(OrderId id) {
        return entries.get(id) instanceof Current(var order)
                ? Optional.of(order)
                : Optional.empty();
    }

    /// To be called after the order was read, and before anything is appended.
    Change begin(OrderId id) {
        var change = new Change(id);
        entries.put(id, change);
        oldestFirst.add(id);
        if (changes.incrementAndGet() > MAX_CHANGES) {
            changes.decrementAndGet();
            entries.remove(oldestFirst.remove());
        }
        return change;
    }

    /// To be called when the append has succeeded. A change of which this is never said is forgotten.
    void done(Change change, Order after) {
        entries.replace(change.id, change, new Current(after));
    }
}
