package greenbelt.testkit;

import static greenbelt.testkit.EventStoreStage.ALL;
import static greenbelt.testkit.EventStoreStage.BASKET;
import static greenbelt.testkit.EventStoreStage.ORDER;
import static greenbelt.testkit.EventStoreStage.OTHER;
import static greenbelt.testkit.EventStoreStage.PATIENCE;
import static greenbelt.testkit.EventStoreStage.event;
import static greenbelt.testkit.EventStoreStage.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.event.TraceContext;
import greenbelt.eventstore.EventFilter;
import greenbelt.eventstore.EventShape;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected.Any;
import greenbelt.eventstore.Expected.Exactly;
import greenbelt.eventstore.Expected.NoStream;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What [EventStoreContract] says about reading.
public interface ReadSentences {
    EventStoreStage stage();

    @Test
    @DisplayName("numbers the events of a stream from 1, and all events in one order")
    default void numbers() {
        stage().play(() -> {
            stage().append(ORDER, new NoStream(), "a", "b");
            stage().append(OTHER, new NoStream(), "c");
            stage().append(ORDER, new Exactly(2), "d");
            assertThat(stage().store().read(ORDER, 0, ALL))
                    .extracting(StoredEvent::version)
                    .containsExactly(1L, 2L, 3L);
            assertThat(stage().all()).containsExactly("a", "b", "c", "d");
            assertThat(stage().store().readAll(0, ALL))
                    .extracting(StoredEvent::position)
                    .isSorted()
                    .doesNotHaveDuplicates();
        });
    }

    @Test
    @DisplayName("knows which types of events it holds, in which versions, also after a crash")
    default void shapes() {
        stage().play(() -> {
            stage().store()
                    .append(
                            ORDER,
                            new NoStream(),
                            List.of(shaped("a", "Placed", 2), shaped("b", "Paid", 1)));
            stage().store().append(OTHER, new NoStream(), List.of(shaped("c", "Placed", 1)));
            stage().store().append(ORDER, new Any(), List.of(shaped("d", "Placed", 2)));
        });
        var shapes =
                List.of(
                        new EventShape("Paid", 1),
                        new EventShape("Placed", 1),
                        new EventShape("Placed", 2));
        assertThat(stage().store().shapes()).containsExactlyElementsOf(shapes);
        stage().crash();
        assertThat(stage().store().shapes()).containsExactlyElementsOf(shapes);
    }

    private static Envelope shaped(String id, String type, int version) {
        var event = event(id, type, "{}");
        return new Envelope(
                event.id(),
                event.source(),
                event.type(),
                version,
                event.subject(),
                event.time(),
                event.trace(),
                event.cause(),
                event.data());
    }

    @Test
    @DisplayName("gives back every part of an event, up to the largest payload")
    default void whole() {
        var event =
                new Envelope(
                        MessageId.derivedFrom("x"),
                        "order",
                        "OrderPlaced",
                        3,
                        "order-1",
                        Instant.parse("2026-01-01T00:00:00.123456789Z"),
                        Optional.of(new TraceContext("1".repeat(32), "2".repeat(16), true)),
                        Optional.of(new MessageId("cause")),
                        "\"" + "ä".repeat(Envelope.MAX_DATA_BYTES / 2 - 1) + "\"");
        stage().play(() -> {
            stage().store().append(ORDER, new Any(), List.of(event));
            assertThat(stage().store().read(ORDER, 0, ALL))
                    .extracting(StoredEvent::event)
                    .containsExactly(event);
        });
    }

    @Test
    @DisplayName("reads a stream forward from a version, no more than was asked for")
    default void forward() {
        stage().play(() -> {
            stage().append(ORDER, new Any(), "a", "b", "c");
            stage().append(OTHER, new Any(), "d");
            var store = stage().store();
            assertThat(ids(store.read(ORDER, 1, 1))).containsExactly("b");
            assertThat(ids(store.read(ORDER, 1, ALL))).containsExactly("b", "c");
            assertThat(ids(store.read(ORDER, 3, 1))).isEmpty();
            assertThat(ids(store.read(BASKET, 0, ALL))).isEmpty();
        });
    }

    @Test
    @DisplayName("reads a stream backward from a version, no more than was asked for")
    default void backward() {
        stage().play(() -> {
            stage().append(ORDER, new Any(), "a", "b", "c");
            stage().append(OTHER, new Any(), "d");
            var store = stage().store();
            assertThat(ids(store.readBackward(ORDER, EventStore.END, ALL)))
                    .containsExactly("c", "b", "a");
            assertThat(ids(store.readBackward(ORDER, EventStore.END, 1))).containsExactly("c");
            assertThat(ids(store.readBackward(ORDER, 3, ALL))).containsExactly("b", "a");
            assertThat(ids(store.readBackward(ORDER, 1, ALL))).isEmpty();
        });
    }

    @Test
    @DisplayName("reads all events forward from a position, no more than was asked for")
    default void allForward() {
        stage().play(() -> {
            stage().append(ORDER, new Any(), "a", "b", "c");
            stage().append(OTHER, new Any(), "d");
            var store = stage().store();
            long second = store.readAll(0, ALL).get(1).position();
            assertThat(ids(store.readAll(second, ALL))).containsExactly("c", "d");
            assertThat(ids(store.readAll(second, 1))).containsExactly("c");
            assertThat(stage().all(EventFilter.ALL, 1)).containsExactly("a", "b", "c", "d");
            long end = store.durablePosition().value();
            assertThat(store.readAll(end, ALL)).isEmpty();
            assertThat(store.readAll(end + 5, ALL, EventFilter.ALL).position()).isEqualTo(end + 5);
        });
    }

    @Test
    @DisplayName("reads all events backward from a position, no more than was asked for")
    default void allBackward() {
        stage().play(() -> {
            stage().append(ORDER, new Any(), "a", "b", "c");
            stage().append(OTHER, new Any(), "d");
            var store = stage().store();
            var third = store.readAll(0, ALL).get(2);
            assertThat(ids(store.readAllBackward(third.position(), ALL, EventFilter.ALL).events()))
                    .containsExactly("b", "a");
            assertThat(stage().allBackward(EventFilter.ALL, 1)).containsExactly("d", "c", "b", "a");
            assertThat(stage().allBackward(EventFilter.ALL, ALL))
                    .containsExactly("d", "c", "b", "a");
        });
    }

    @Test
    @DisplayName("reads those events only that a filter admits, and goes on beyond the others")
    default void filtered() {
        stage().play(() -> {
            append(ORDER, event("a", "Placed", "{}"), event("b", "Paid", "{}"));
            append(BASKET, event("c", "Placed", "{}"), event("d", "Filled", "{}"));
            append(OTHER, event("e", "Placed", "{}"), event("f", "Shipped", "{}"));
            var placed = EventFilter.ofTypes("Placed");
            var ofOrders = EventFilter.ofStreams("order-");
            var some = EventFilter.ofTypes("Placed", "Paid", "Filled").andStreams("order-");
            for (int limit : List.of(1, 2, ALL)) {
                assertThat(stage().all(placed, limit)).containsExactly("a", "c", "e");
                assertThat(stage().all(ofOrders, limit)).containsExactly("a", "b", "e", "f");
                assertThat(stage().all(some, limit)).containsExactly("a", "b", "e");
                assertThat(stage().allBackward(some, limit)).containsExactly("e", "b", "a");
            }
            var store = stage().store();
            var none = store.readAll(0, ALL, EventFilter.ofTypes("Nothing"));
            assertThat(none.events()).isEmpty();
            assertThat(none.position()).isEqualTo(store.durablePosition().value());
        });
    }

    private void append(StreamId stream, Envelope... events) {
        stage().store().append(stream, new NoStream(), List.of(events));
    }

    @Test
    @DisplayName("refuses to read nothing")
    default void nothing() {
        stage().play(() -> {
            var store = stage().store();
            assertThatIllegalArgumentException().isThrownBy(() -> store.read(ORDER, 0, 0));
            assertThatIllegalArgumentException().isThrownBy(() -> store.readAll(0, 0));
        });
    }

    @Test
    @DisplayName("shows a reader every event once, in order, while many write")
    default void followed() {
        int writers = 5;
        int each = 10;
        for (int i = 0; i < writers; i++) {
            var stream = new StreamId("stream-" + i);
            stage().node()
                    .spawn(
                            "writer " + i,
                            () -> {
                                for (int n = 0; n < each; n++) {
                                    stage().append(stream, new Exactly(n), stream + "-" + n);
                                }
                            });
        }
        var seen = stage().inTask(() -> follow(writers * each));
        assertThat(seen).extracting(StoredEvent::position).isSorted().doesNotHaveDuplicates();
        assertThat(ids(seen)).hasSize(writers * each).doesNotHaveDuplicates();
    }

    private List<StoredEvent> follow(int events) {
        var store = stage().store();
        var found = new ArrayList<StoredEvent>();
        long last = 0;
        while (found.size() < events) {
            assertThat(store.durablePosition().awaitBeyond(last, PATIENCE)).isTrue();
            found.addAll(store.readAll(last, 7));
            last = found.getLast().position();
        }
        assertThat(found).isEqualTo(store.readAll(0, ALL));
        return found;
    }
}
