package greenbelt.order;

import greenbelt.contract.OrderId;
import greenbelt.eventstore.EventStore;
import greenbelt.http.EventStream.Event;
import greenbelt.http.EventStream.Writer;
import greenbelt.http.Response;
import greenbelt.world.World;
import java.io.IOException;
import java.time.Duration;

/// Tells whoever follows an order what happens to it, as server-sent events, until the order is settled.
///
/// An event's id is the version that it made of the order.
final class OrderEventStream {
    private static final int BATCH = 100;

    /// After this long without an event a comment is sent, so that a reader who has gone is noticed.
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /// The longest time one reader is served; it may come back and say what it has seen, in `Last-Event-ID`.
    private static final Duration MAX_FOLLOWING = Duration.ofMinutes(30);

    private final World world;
    private final EventStore store;
    private final Orders orders;

    OrderEventStream(World world, EventStore store, Orders orders) {
        this.world = world;
        this.store = store;
        this.orders = orders;
    }

    /// Answers with the order's events, as they happen.
    ///
    /// @param seen the version of the order that the reader knows already, 0 for none
    Response follow(OrderId id, long seen) {
        return Response.events(out -> follow(id, seen, out));
    }

    private void follow(OrderId id, long seen, Writer out) throws IOException {
        long end = world.nanoTime() + MAX_FOLLOWING.toNanos();
        long version = seen;
        while (world.nanoTime() < end) {
            long position = store.durablePosition().value();
            var batch = store.read(Orders.stream(id), version, BATCH);
            for (var stored : batch) {
                var event = stored.event();
                out.send(new Event(Long.toString(stored.version()), event.type(), event.data()));
                version = stored.version();
            }
            if (batch.isEmpty()) {
                if (hasSettledAt(id, version)) {
                    return;
                }
                if (!store.durablePosition().restUntilBeyond(position, HEARTBEAT)) {
                    out.comment("still here");
                }
            }
        }
    }

    private boolean hasSettledAt(OrderId id, long version) {
        return orders.find(id)
                .map(order -> order.version() <= version && order.status().isSettled())
                .orElse(true);
    }
}
