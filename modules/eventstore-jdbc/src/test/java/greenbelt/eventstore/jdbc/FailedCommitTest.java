package greenbelt.eventstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.database.MemoryDisk;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.eventstore.AppendResult;
import greenbelt.eventstore.AppendResult.Appended;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.EventStoreException;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.Expected.Any;
import greenbelt.eventstore.Expected.Exactly;
import greenbelt.eventstore.Expected.NoStream;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamId;
import greenbelt.eventstore.StreamState;
import greenbelt.testkit.FaultyDatabase;
import greenbelt.world.Mailbox;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("After a commit that was made but failed to become durable, the event store")
class FailedCommitTest {
    private static final StreamId STREAM = new StreamId("order-1");
    private static final String COMMIT = "append events";

    private final VirtualWorld world = new VirtualWorld(7);
    private final MemoryDisk disk = new MemoryDisk(world);
    private final Node node = world.start("order");
    private final FaultyDatabase database =
            new FaultyDatabase(disk.open("events", JdbcEventStore.SCHEMA));
    private final EventStore store = inTask(() -> JdbcEventStore.open(world, node, database));

    @AfterEach
    void end() {
        world.close();
        disk.close();
    }

    private <T> T inTask(Supplier<T> body) {
        return world.enter(node, "test", body);
    }

    private AppendResult append(Expected expected, String id) {
        return inTask(() -> store.append(STREAM, expected, List.of(event(id))));
    }

    private List<String> ids() {
        return inTask(() -> store.readAll(0, 100)).stream()
                .map(StoredEvent::event)
                .map(event -> event.id().value())
                .toList();
    }

    @Test
    @DisplayName("does not write the appends of its batch again, and goes on behind them")
    void batchAgain() {
        Mailbox<AppendResult> results = world.mailbox("results", 3);
        inTask(() -> {
            spawn("a", results, () -> database.failCommitted(COMMIT, 1));
            spawn("b", results, () -> {}); // these two wait for the writer together
            spawn("c", results, () -> {});
            return List.of(results.await(), results.await(), results.await());
        });

        assertThat(ids()).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(store.durablePosition().value()).isEqualTo(3);
        var next = inTask(() -> store.append(streamOf("b"), new Exactly(1), List.of(event("d"))));
        assertThat(next).isEqualTo(new Appended(2, 4));
        assertThat(world.failures()).isEmpty();
    }

    private static StreamId streamOf(String id) {
        return new StreamId("stream-" + id);
    }

    private void spawn(String id, Mailbox<AppendResult> results, Runnable afterwards) {
        node.spawn(
                id,
                () -> {
                    var result = store.append(streamOf(id), new NoStream(), List.of(event(id)));
                    afterwards.run();
                    results.put(result);
                });
    }

    @Test
    @DisplayName("answers the same append again as done, and takes the next one behind it")
    void again() {
        append(new NoStream(), "a");
        database.failCommitted(COMMIT, 1);
        assertThatThrownBy(() -> append(new Exactly(1), "b"))
                .isInstanceOf(EventStoreException.class);
        assertThat(ids()).containsExactly("a");

        assertThat(append(new Exactly(1), "b")).isEqualTo(new Appended(2, 2));
        assertThat(store.durablePosition().value()).isEqualTo(2);
        assertThat(append(new Exactly(2), "c")).isEqualTo(new Appended(3, 3));
        assertThat(ids()).containsExactly("a", "b", "c");
    }

    @Test
    @DisplayName("takes another append behind what was committed, also when the commit fails twice")
    void another() {
        database.failCommitted(COMMIT, 2);
        assertThatThrownBy(() -> append(new NoStream(), "a"))
                .isInstanceOf(EventStoreException.class);
        assertThatThrownBy(() -> append(new Exactly(1), "b"))
                .isInstanceOf(EventStoreException.class);

        assertThat(append(new Exactly(2), "c")).isEqualTo(new Appended(3, 3));
        assertThat(ids()).containsExactly("a", "b", "c");
    }

    @Test
    @DisplayName(
            "shows no edition, if the commit archived a stream, until it knows what is in the table")
    void edition() {
        append(new NoStream(), "a");
        database.failCommitted(COMMIT, 1);
        assertThatThrownBy(() -> inTask(() -> store.archive(STREAM, new Any())))
                .isInstanceOf(EventStoreException.class);
        assertThat(store.edition()).isEmpty();

        inTask(() -> store.append(streamOf("b"), new NoStream(), List.of(event("b"))));
        assertThat(store.edition()).hasValue(StreamState.ARCHIVED.mark(STREAM));
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
}
