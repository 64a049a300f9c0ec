package greenbelt.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.eventstore.AppendResult;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.EventStoreException;
import greenbelt.eventstore.Expected.Any;
import greenbelt.eventstore.Expected.NoStream;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamAppend;
import greenbelt.eventstore.StreamId;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What every event store does with what is written [greenbelt.eventstore.Inline]. Inherit it for each implementation. A
/// store that hands over nothing fails every sentence.
public abstract class InlineContract {
    private static final StreamId STREAM = new StreamId("order-1");
    private static final StreamId OTHER = new StreamId("order-2");
    private static final String POISON = "Poison";

    private final List<StoredEvent> handed = new CopyOnWriteArrayList<>();
    private World world;
    private Node node;
    private EventStore store;

    protected InlineContract() {}

    /// A new world of the kind that the store is for.
    protected abstract World newWorld();

    /// Opens an empty store, in a task of the node, that has this done in the transaction of each append.
    protected abstract EventStore open(
            World itsWorld, Node itsNode, Consumer<List<StoredEvent>> inline);

    /// Gives back what [#open] has taken.
    protected void release() {}

    @BeforeEach
    void begin() {
        world = newWorld();
        node = world.start("order");
        store = world.enter(node, "open", () -> open(world, node, this::take));
    }

    @AfterEach
    void end() {
        world.close();
        release();
    }

    private void take(List<StoredEvent> events) {
        for (var event : events) {
            if (event.event().type().equals(POISON)) {
                throw new IllegalStateException("it is poison");
            }
        }
        handed.addAll(events);
    }

    private AppendResult append(StreamId stream, Envelope... events) {
        return store.append(stream, new Any(), List.of(events));
    }

    private List<StoredEvent> log() {
        return store.readAll(0, EventStore.MAX_EVENTS_PER_READ);
    }

    @Test
    @DisplayName("is handed each event, in its place, before the append returns")
    void handsOver() {
        play(() -> {
            append(STREAM, event("a", "Placed"), event("b", "Paid"));
            assertThat(handed).isEqualTo(log()).hasSize(2);

            store.appendAll(
                    List.of(
                            new StreamAppend(OTHER, new NoStream(), List.of(event("c", "Placed"))),
                            new StreamAppend(STREAM, new Any(), List.of(event("d", "Sent")))));
            assertThat(handed).isEqualTo(log()).hasSize(4);
        });
    }

    @Test
    @DisplayName("is not handed again what was appended before")
    void repetition() {
        play(() -> {
            append(STREAM, event("a", "Placed"));
            append(STREAM, event("a", "Placed"));

            assertThat(handed).extracting(StoredEvent::version).containsExactly(1L);
        });
    }

    @Test
    @DisplayName("fails an append that it does not take, of which nothing is written then")
    void refuses() {
        play(() -> {
            append(STREAM, event("a", "Placed"));

            assertThatThrownBy(() -> append(STREAM, event("b", "Paid"), event("c", POISON)))
                    .isInstanceOf(EventStoreException.class)
                    .hasMessageContaining("append to order-1")
                    .hasMessageContaining("it is poison");
            assertThat(log()).hasSize(1);
            assertThat(append(STREAM, event("b", "Paid")))
                    .isInstanceOfSatisfying(
                            AppendResult.Appended.class,
                            appended -> assertThat(appended.version()).isEqualTo(2));
        });
    }

    @Test
    @DisplayName("fails no append of somebody else who came at the same time")
    void others() {
        var ended = world.<String>mailbox("ended", 3);
        play(() -> {
            for (var id : List.of("a", "poison", "b")) {
                node.spawn(
                        id,
                        () -> {
                            appendOrFail(id);
                            ended.put(id);
                        });
            }
            ended.await();
            ended.await();
            ended.await();

            assertThat(log())
                    .extracting(stored -> stored.event().id().value())
                    .containsExactlyInAnyOrder("a", "b");
        });
    }

    private void appendOrFail(String id) {
        try {
            append(new StreamId("of-" + id), event(id, id.equals("poison") ? POISON : "Placed"));
        } catch (EventStoreException refused) {
            assertThat(id).isEqualTo("poison");
        }
    }

    private void play(Runnable body) {
        world.enter(
                node,
                "test",
                () -> {
                    body.run();
                    return true;
                });
    }

    private static Envelope event(String id, String type) {
        return new Envelope(
                new MessageId(id),
                "order",
                type,
                1,
                "order-1",
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                "{}");
    }
}
