package greenbelt.testkit;

import static greenbelt.testkit.EventStoreStage.ALL;
import static greenbelt.testkit.EventStoreStage.BASKET;
import static greenbelt.testkit.EventStoreStage.ORDER;
import static greenbelt.testkit.EventStoreStage.OTHER;
import static greenbelt.testkit.EventStoreStage.PATIENCE;
import static greenbelt.testkit.EventStoreStage.event;
import static greenbelt.testkit.EventStoreStage.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import greenbelt.event.Envelope;
import greenbelt.eventstore.AppendResult.Appended;
import greenbelt.eventstore.AppendResult.Conflict;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected.Any;
import greenbelt.eventstore.Expected.Exactly;
import greenbelt.eventstore.Expected.NoStream;
import greenbelt.eventstore.Expected.StreamExists;
import greenbelt.eventstore.MultiAppendResult.AllAppended;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamId;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What [EventStoreContract] says about appends.
public interface AppendSentences {
    EventStoreStage stage();

    @Test
    @DisplayName("answers an append with the place of its last event")
    default void appended() {
        stage().play(() -> {
            var result = stage().append(ORDER, new NoStream(), "a", "b");
            var last = stage().store().readAll(0, ALL).getLast();
            assertThat(result).isEqualTo(new Appended(2, last.position()));
        });
    }

    @Test
    @DisplayName("refuses an append whose expectation is wrong, and says where the stream stands")
    default void conflict() {
        stage().play(() -> {
            assertThat(stage().append(ORDER, new StreamExists(), "a"))
                    .isEqualTo(new Conflict(ORDER, 0));
            assertThat(stage().append(ORDER, new Exactly(1), "a"))
                    .isEqualTo(new Conflict(ORDER, 0));
            stage().append(ORDER, new NoStream(), "a", "b");
            assertThat(stage().append(ORDER, new NoStream(), "c"))
                    .isEqualTo(new Conflict(ORDER, 2));
            assertThat(stage().append(ORDER, new Exactly(1), "c"))
                    .isEqualTo(new Conflict(ORDER, 2));
            assertThat(stage().append(ORDER, new Exactly(3), "c"))
                    .isEqualTo(new Conflict(ORDER, 2));
            assertThat(stage().all()).containsExactly("a", "b");
        });
    }

    @Test
    @DisplayName("accepts an append whose expectation is right")
    default void expected() {
        stage().play(() -> {
            stage().append(ORDER, new NoStream(), "a");
            stage().append(ORDER, new Exactly(1), "b");
            stage().append(ORDER, new StreamExists(), "c");
            stage().append(ORDER, new Any(), "d");
            stage().append(OTHER, new Exactly(0), "e");
            stage().append(BASKET, new Any(), "f");
            assertThat(stage().all()).containsExactly("a", "b", "c", "d", "e", "f");
        });
    }

    @Test
    @DisplayName("appends to several streams at once, one behind the other in the global order")
    default void several() {
        stage().play(() -> {
            stage().append(OTHER, new NoStream(), "a");
            var result =
                    stage().store()
                            .appendAll(
                                    List.of(
                                            part(ORDER, new NoStream(), "b", "c"),
                                            part(OTHER, new Exactly(1), "d")));
            var all = stage().store().readAll(0, ALL);
            assertThat(stage().all()).containsExactly("a", "b", "c", "d");
            assertThat(result)
                    .isEqualTo(
                            new AllAppended(
                                    List.of(
                                            new Appended(2, all.get(2).position()),
                                            new Appended(2, all.get(3).position()))));
        });
    }

    @Test
    @DisplayName("appends to none of several streams when one is not as expected, and names that")
    default void noneOfSeveral() {
        stage().play(() -> {
            stage().append(OTHER, new NoStream(), "a", "b");
            var result =
                    stage().store()
                            .appendAll(
                                    List.of(
                                            part(ORDER, new NoStream(), "c"),
                                            part(OTHER, new Exactly(1), "d"),
                                            part(BASKET, new StreamExists(), "e")));
            assertThat(result).isEqualTo(new Conflict(OTHER, 2));
            assertThat(stage().all()).containsExactly("a", "b");
            assertThat(stage().append(ORDER, new NoStream(), "c")).isInstanceOf(Appended.class);
        });
    }

    @Test
    @DisplayName("refuses an append of no event, of too many, of too much, and of one event twice")
    default void bounds() {
        var tooMany =
                IntStream.rangeClosed(0, EventStore.MAX_EVENTS_PER_APPEND)
                        .mapToObj(i -> event("e" + i))
                        .toList();
        var half = tooMany.size() / 2;
        var large = "\"" + "x".repeat(Envelope.MAX_DATA_BYTES - 2) + "\"";
        var tooMuch =
                IntStream.rangeClosed(0, EventStore.MAX_DATA_BYTES_PER_APPEND / large.length())
                        .mapToObj(i -> event("e" + i, "Large", large))
                        .toList();
        stage().play(() -> {
            refuses(List.of());
            refuses(tooMany);
            refuses(tooMuch);
            refuses(List.of(event("a"), event("a")));
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            stage().store()
                                    .appendAll(
                                            List.of(
                                                    part(ORDER, new Any(), "a"),
                                                    part(ORDER, new Any(), "b"))));
            stage().store().append(ORDER, new Any(), tooMany.subList(0, half));
            assertThat(stage().all()).hasSize(half);
        });
    }

    private void refuses(List<Envelope> events) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stage().store().append(ORDER, new Any(), events));
    }

    @Test
    @DisplayName("takes an append as large as may be")
    default void largest() {
        var events =
                IntStream.range(0, EventStore.MAX_EVENTS_PER_APPEND)
                        .mapToObj(i -> event("e" + i))
                        .toList();
        stage().play(() -> {
            stage().store().append(ORDER, new NoStream(), events);
            assertThat(stage().store().read(ORDER, 0, ALL))
                    .extracting(StoredEvent::event)
                    .isEqualTo(events);
        });
    }

    @Test
    @DisplayName("raises the durable position before it answers, and wakes who waits there")
    default void durablePosition() {
        stage().node()
                .spawn(
                        "writer",
                        () -> {
                            stage().append(ORDER, new Any(), "a");
                            stage().append(ORDER, new Any(), "b");
                        });
        stage().play(() -> {
            var mark = stage().store().durablePosition();
            assertThat(mark.awaitBeyond(0, PATIENCE)).isTrue();
            assertThat(mark.awaitBeyond(mark.value() - 1, PATIENCE)).isTrue();
            var result = stage().append(OTHER, new Any(), "c");
            assertThat(result).isInstanceOf(Appended.class);
            assertThat(mark.value()).isGreaterThanOrEqualTo(((Appended) result).position());
        });
    }

    @Test
    @DisplayName("lets one of many win each version of a stream")
    default void contended() {
        int writers = 8;
        int versions = 5;
        var finished = stage().world().mailbox("finished", writers);
        for (int i = 0; i < writers; i++) {
            var name = "w" + i;
            stage().node()
                    .spawn(
                            name,
                            () -> {
                                for (int version = 0; version < versions; version++) {
                                    stage().append(
                                                    ORDER,
                                                    new Exactly(version),
                                                    name + "-" + version);
                                }
                                finished.put(name);
                            });
        }
        stage().play(() -> {
            Collections.nCopies(writers, finished).forEach(box -> box.await(PATIENCE));
            assertThat(stage().store().read(ORDER, 0, ALL))
                    .extracting(StoredEvent::version)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, versions).boxed().toList());
            assertThat(stage().store().read(ORDER, 0, ALL))
                    .allMatch(e -> e.event().id().value().endsWith("-" + (e.version() - 1)));
        });
        assertThat(stage().world().failures()).isEmpty();
    }

    @Test
    @DisplayName("refuses one of many appends in a row without harm to the others")
    default void oneOfMany() {
        int writers = 8;
        var finished = stage().world().mailbox("finished", writers);
        for (int i = 0; i < writers; i++) {
            var name = "w" + i;
            stage().node()
                    .spawn(
                            name,
                            () -> {
                                stage().append(
                                                new StreamId(name),
                                                new NoStream(),
                                                name,
                                                name + "b");
                                stage().append(new StreamId(name), new NoStream(), "same");
                                stage().append(new StreamId(name), new Any(), "same");
                                finished.put(name);
                            });
        }
        stage().play(() -> {
            Collections.nCopies(writers, finished).forEach(box -> box.await(PATIENCE));
            assertThat(stage().all()).hasSize(2 * writers + 1).doesNotHaveDuplicates();
        });
        assertThat(stage().world().failures()).isEmpty();
    }
}
