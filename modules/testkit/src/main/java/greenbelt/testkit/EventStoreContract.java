package greenbelt.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.event.TraceContext;
import greenbelt.eventstore.AppendResult;
import greenbelt.eventstore.AppendResult.Appended;
import greenbelt.eventstore.AppendResult.Conflict;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.EventStoreException;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.Expected.Any;
import greenbelt.eventstore.Expected.Exactly;
import greenbelt.eventstore.Expected.NoStream;
import greenbelt.eventstore.Expected.StreamExists;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamId;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What every event store does. Inherit it for each implementation, in each world it is for.
public abstract class EventStoreContract {
    private static final StreamId ORDER = new StreamId("order-1");
    private static final StreamId OTHER = new StreamId("order-2");
    private static final int ALL = EventStore.MAX_EVENTS_PER_READ;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private World world;
    private Node node;
    private EventStore store;

    protected EventStoreContract() {}

    /// A new world of the kind that the store is for.
    protected abstract World newWorld();

    /// Opens the store for a node, in a task of it; what an earlier node of this world has stored is there.
    protected abstract EventStore open(World itsWorld, Node itsNode);

    /// Gives back what [#open] has taken.
    protected void release() {}

    @BeforeEach
    final void begin() {
        world = newWorld();
        node = world.start("order");
        store = inTask(() -> open(world, node));
    }

    @AfterEach
    final void end() {
        world.close();
        release();
    }

    private <T> T inTask(Supplier<T> body) {
        return world.enter(node, "test", body);
    }

    private static Envelope event(String id) {
        return new Envelope(
                new MessageId(id),
                "order",
                "OrderPlaced",
                1,
                "order-1",
                Instant.parse("2026-01-01T00:00:00Z"),
                Optional.empty(),
                Optional.empty(),
                "{}");
    }

    private AppendResult append(StreamId stream, Expected expected, String... ids) {
        return store.append(
                stream, expected, Arrays.stream(ids).map(EventStoreContract::event).toList());
    }

    private static List<String> ids(List<StoredEvent> stored) {
        return stored.stream().map(event -> event.event().id().value()).toList();
    }

    @Test
    @DisplayName("numbers the events of a stream from 1, and all events in one order")
    void numbers() {
        inTask(() -> {
            append(ORDER, new NoStream(), "a", "b");
            append(OTHER, new NoStream(), "c");
            append(ORDER, new Exactly(2), "d");
            assertThat(store.read(ORDER, 0, ALL))
                    .extracting(StoredEvent::version)
                    .containsExactly(1L, 2L, 3L);
            assertThat(ids(store.readAll(0, ALL))).containsExactly("a", "b", "c", "d");
            assertThat(store.readAll(0, ALL))
                    .extracting(StoredEvent::position)
                    .isSorted()
                    .doesNotHaveDuplicates();
            return true;
        });
    }

    @Test
    @DisplayName("answers an append with the place of its last event")
    void appended() {
        inTask(() -> {
            var result = append(ORDER, new NoStream(), "a", "b");
            var last = store.readAll(0, ALL).getLast();
            assertThat(result).isEqualTo(new Appended(2, last.position()));
            return true;
        });
    }

    @Test
    @DisplayName("gives back every part of an event, up to the largest payload")
    void whole() {
        var event =
                new Envelope(
                        MessageId.derivedFrom("x"),
                        "order",
                        "OrderPlaced",
                        3,
                        "order-1",
                        Instant.parse("2026-01-01T00:00:00.123456Z"),
                        Optional.of(new TraceContext("1".repeat(32), "2".repeat(16), true)),
                        Optional.of(new MessageId("cause")),
                        "\"" + "ä".repeat(Envelope.MAX_DATA_LENGTH - 2) + "\"");
        inTask(() -> {
            store.append(ORDER, new Any(), List.of(event));
            assertThat(store.read(ORDER, 0, ALL))
                    .extracting(StoredEvent::event)
                    .containsExactly(event);
            return true;
        });
    }

    @Test
    @DisplayName("refuses an append whose expectation is wrong, and says where the stream stands")
    void conflict() {
        inTask(() -> {
            assertThat(append(ORDER, new StreamExists(), "a")).isEqualTo(new Conflict(0));
            assertThat(append(ORDER, new Exactly(1), "a")).isEqualTo(new Conflict(0));
            append(ORDER, new NoStream(), "a", "b");
            assertThat(append(ORDER, new NoStream(), "c")).isEqualTo(new Conflict(2));
            assertThat(append(ORDER, new Exactly(1), "c")).isEqualTo(new Conflict(2));
            assertThat(ids(store.readAll(0, ALL))).containsExactly("a", "b");
            return true;
        });
    }

    @Test
    @DisplayName("accepts an append whose expectation is right")
    void expected() {
        inTask(() -> {
            append(ORDER, new NoStream(), "a");
            append(ORDER, new Exactly(1), "b");
            append(ORDER, new StreamExists(), "c");
            append(ORDER, new Any(), "d");
            append(OTHER, new Exactly(0), "e");
            assertThat(ids(store.readAll(0, ALL))).containsExactly("a", "b", "c", "d", "e");
            return true;
        });
    }

    @Test
    @DisplayName("answers a repeated append as the first time, and writes nothing")
    void repeated() {
        inTask(() -> {
            var first = append(ORDER, new NoStream(), "a", "b");
            append(ORDER, new Exactly(2), "c");
            assertThat(append(ORDER, new NoStream(), "a", "b")).isEqualTo(first);
            assertThat(ids(store.readAll(0, ALL))).containsExactly("a", "b", "c");
            return true;
        });
    }

    @Test
    @DisplayName("refuses a repetition that has more to say than the first time")
    void longer() {
        inTask(() -> {
            append(ORDER, new NoStream(), "a");
            assertThatThrownBy(() -> append(ORDER, new Any(), "a", "b"))
                    .isInstanceOf(EventStoreException.class);
            assertThat(ids(store.readAll(0, ALL))).containsExactly("a");
            return true;
        });
    }

    @Test
    @DisplayName("refuses an event that is in another stream, and all that came with it")
    void elsewhere() {
        inTask(() -> {
            append(ORDER, new NoStream(), "a");
            assertThatThrownBy(() -> append(OTHER, new Any(), "a"))
                    .isInstanceOf(EventStoreException.class);
            assertThatThrownBy(() -> append(OTHER, new Any(), "b", "a"))
                    .isInstanceOf(EventStoreException.class);
            assertThat(append(OTHER, new NoStream(), "c")).isInstanceOf(Appended.class);
            assertThat(ids(store.readAll(0, ALL))).containsExactly("a", "c");
            return true;
        });
    }

    @Test
    @DisplayName("refuses an append of no event, and of too many")
    void bounds() {
        var tooMany =
                IntStream.rangeClosed(0, EventStore.MAX_EVENTS_PER_APPEND)
                        .mapToObj(i -> event("e" + i))
                        .toList();
        inTask(() -> {
            assertThatThrownBy(() -> append(ORDER, new Any()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.append(ORDER, new Any(), tooMany))
                    .isInstanceOf(IllegalArgumentException.class);
            return true;
        });
    }

    @Test
    @DisplayName("reads from anywhere, no more than was asked for")
    void reads() {
        inTask(() -> {
            append(ORDER, new Any(), "a", "b", "c");
            append(OTHER, new Any(), "d");
            assertThat(ids(store.read(ORDER, 1, 1))).containsExactly("b");
            assertThat(ids(store.read(ORDER, 3, 1))).isEmpty();
            long second = store.readAll(0, ALL).get(1).position();
            assertThat(ids(store.readAll(second, ALL))).containsExactly("c", "d");
            assertThat(ids(store.readAll(second, 1))).containsExactly("c");
            return true;
        });
    }

    @Test
    @DisplayName("raises the durable position before it answers, and wakes who waits there")
    void durablePosition() {
        node.spawn(
                "writer",
                () -> {
                    append(ORDER, new Any(), "a");
                    append(ORDER, new Any(), "b");
                });
        inTask(() -> {
            var mark = store.durablePosition();
            assertThat(mark.awaitBeyond(0, PATIENCE)).isTrue();
            assertThat(mark.awaitBeyond(mark.value() - 1, PATIENCE)).isTrue();
            var result = append(OTHER, new Any(), "c");
            assertThat(result).isInstanceOf(Appended.class);
            assertThat(mark.value()).isGreaterThanOrEqualTo(((Appended) result).position());
            return true;
        });
    }

    @Test
    @DisplayName("lets one of many win each version of a stream")
    void contended() {
        int writers = 8;
        int versions = 5;
        var finished = world.mailbox("finished", writers);
        for (int i = 0; i < writers; i++) {
            var name = "w" + i;
            node.spawn(
                    name,
                    () -> {
                        for (int version = 0; version < versions; version++) {
                            append(ORDER, new Exactly(version), name + "-" + version);
                        }
                        finished.put(name);
                    });
        }
        inTask(() -> {
            IntStream.range(0, writers).forEach(i -> finished.await(PATIENCE));
            assertThat(store.read(ORDER, 0, ALL))
                    .extracting(StoredEvent::version)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, versions).boxed().toList());
            assertThat(store.read(ORDER, 0, ALL))
                    .allMatch(e -> e.event().id().value().endsWith("-" + (e.version() - 1)));
            return true;
        });
        assertThat(world.failures()).isEmpty();
    }

    @Test
    @DisplayName("shows a reader every event once, in order, while many write")
    void followed() {
        int writers = 5;
        int each = 10;
        for (int i = 0; i < writers; i++) {
            var stream = new StreamId("stream-" + i);
            node.spawn(
                    "writer " + i,
                    () -> {
                        for (int n = 0; n < each; n++) {
                            append(stream, new Exactly(n), stream + "-" + n);
                        }
                    });
        }
        var seen =
                inTask(() -> {
                    var found = new ArrayList<StoredEvent>();
                    long last = 0;
                    while (found.size() < writers * each) {
                        assertThat(store.durablePosition().awaitBeyond(last, PATIENCE)).isTrue();
                        found.addAll(store.readAll(last, 7));
                        last = found.getLast().position();
                    }
                    assertThat(found).isEqualTo(store.readAll(0, ALL));
                    return found;
                });
        assertThat(seen).extracting(StoredEvent::position).isSorted().doesNotHaveDuplicates();
        assertThat(ids(seen)).hasSize(writers * each).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("keeps what it answered for when the node crashes, and goes on behind it")
    void crash() {
        var before =
                inTask(() -> {
                    append(ORDER, new NoStream(), "a", "b");
                    append(OTHER, new NoStream(), "c");
                    return store.readAll(0, ALL);
                });
        node.crash();
        node = world.start("order");
        store = inTask(() -> open(world, node));
        inTask(() -> {
            assertThat(store.readAll(0, ALL)).isEqualTo(before).hasSize(3);
            assertThat(append(ORDER, new NoStream(), "a", "b"))
                    .isEqualTo(new Appended(2, before.get(1).position()));
            assertThat(append(ORDER, new Exactly(2), "d")).isInstanceOf(Appended.class);
            assertThat(ids(store.readAll(0, ALL))).containsExactly("a", "b", "c", "d");
            return true;
        });
    }
}
