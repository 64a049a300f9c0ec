package greenbelt.testkit;

import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.eventstore.AppendResult;
import greenbelt.eventstore.EventFilter;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.Slice;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamAppend;
import greenbelt.eventstore.StreamId;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/// A world, a node of it, and the event store on that node which a contract is held against.
public final class EventStoreStage {
    static final StreamId ORDER = new StreamId("order-1");
    static final StreamId OTHER = new StreamId("order-2");
    static final StreamId BASKET = new StreamId("basket-1");
    static final int ALL = EventStore.MAX_EVENTS_PER_READ;
    static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    /// How long a test waits for what must come.
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final World world;
    private final BiFunction<World, Node, EventStore> opening;
    private Node node;
    private EventStore store;

    /// @param opening opens the store for a node, in a task of it
    EventStoreStage(World world, BiFunction<World, Node, EventStore> opening) {
        this.world = world;
        this.opening = opening;
        this.node = world.start("order");
        this.store = inTask(() -> opening.apply(world, node));
    }

    World world() {
        return world;
    }

    Node node() {
        return node;
    }

    EventStore store() {
        return store;
    }

    <T> T inTask(Supplier<T> body) {
        return world.enter(node, "test", body);
    }

    /// Runs the sentences of a test, in a task.
    void play(Runnable body) {
        inTask(() -> {
            body.run();
            return true;
        });
    }

    /// Crashes the node, and opens the store on the next one.
    void crash() {
        node.crash();
        node = world.start("order");
        store = inTask(() -> opening.apply(world, node));
    }

    AppendResult append(StreamId stream, Expected expected, String... ids) {
        return store.append(stream, expected, events(ids));
    }

    static StreamAppend part(StreamId stream, Expected expected, String... ids) {
        return new StreamAppend(stream, expected, events(ids));
    }

    static List<Envelope> events(String... ids) {
        return Arrays.stream(ids).map(EventStoreStage::event).toList();
    }

    static Envelope event(String id) {
        return event(id, "OrderPlaced", "{}");
    }

    static Envelope event(String id, String type, String data) {
        return new Envelope(
                new MessageId(id),
                "order",
                type,
                1,
                "order-1",
                AT,
                Optional.empty(),
                Optional.empty(),
                data);
    }

    static List<String> ids(List<StoredEvent> stored) {
        return stored.stream().map(event -> event.event().id().value()).toList();
    }

    /// The ids of all events that can be read, in their order.
    List<String> all() {
        return ids(store.readAll(0, ALL));
    }

    /// The ids of all events that the filter admits, read in slices of at most `limit`.
    List<String> all(EventFilter filter, int limit) {
        var found = new ArrayList<String>();
        long position = 0;
        while (true) {
            Slice slice = store.readAll(position, limit, filter);
            if (slice.events().isEmpty() && slice.position() == position) {
                return found;
            }
            found.addAll(ids(slice.events()));
            position = slice.position();
        }
    }

    /// The same, read backward.
    List<String> allBackward(EventFilter filter, int limit) {
        var found = new ArrayList<String>();
        long position = EventStore.END;
        while (position > 0) {
            Slice slice = store.readAllBackward(position, limit, filter);
            found.addAll(ids(slice.events()));
            position = slice.position();
        }
        return found;
    }
}
