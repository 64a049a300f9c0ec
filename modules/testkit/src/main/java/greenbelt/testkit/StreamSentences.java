package greenbelt.testkit;

import static greenbelt.testkit.EventStoreStage.ALL;
import static greenbelt.testkit.EventStoreStage.AT;
import static greenbelt.testkit.EventStoreStage.BASKET;
import static greenbelt.testkit.EventStoreStage.ORDER;
import static greenbelt.testkit.EventStoreStage.OTHER;
import static greenbelt.testkit.EventStoreStage.ids;
import static greenbelt.testkit.EventStoreStage.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import greenbelt.eventstore.AppendResult.Appended;
import greenbelt.eventstore.AppendResult.Closed;
import greenbelt.eventstore.AppendResult.Conflict;
import greenbelt.eventstore.EventFilter;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected.Any;
import greenbelt.eventstore.Expected.Exactly;
import greenbelt.eventstore.Expected.NoStream;
import greenbelt.eventstore.Expected.StreamExists;
import greenbelt.eventstore.StreamChange.Changed;
import greenbelt.eventstore.StreamChange.NoSuchStream;
import greenbelt.eventstore.StreamId;
import greenbelt.eventstore.StreamInfo;
import greenbelt.eventstore.StreamState;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What [EventStoreContract] says about streams as a whole.
public interface StreamSentences {
    EventStoreStage stage();

    /// Appends a, b, d to the order's stream, and c to another.
    private List<Long> appendSome() {
        stage().append(ORDER, new NoStream(), "a", "b");
        stage().append(OTHER, new NoStream(), "c");
        stage().append(ORDER, new Exactly(2), "d");
        return stage().store().readAll(0, ALL).stream().map(event -> event.position()).toList();
    }

    private static StreamInfo info(StreamState state, long count, List<Long> positions) {
        return new StreamInfo(
                ORDER, state, 3, count, positions.getFirst(), positions.getLast(), AT, "");
    }

    @Test
    @DisplayName("knows of each stream where it stands and where its events are")
    default void known() {
        stage().play(() -> {
            var positions = appendSome();
            assertThat(stage().store().stream(ORDER))
                    .contains(info(StreamState.OPEN, 3, positions));
            assertThat(stage().store().stream(BASKET)).isEmpty();
        });
    }

    @Test
    @DisplayName("keeps what is written down about a stream")
    default void described() {
        var positions =
                stage().inTask(() -> {
                    var all = appendSome();
                    stage().store().describe(ORDER, "{\"owner\":\"ada\"}");
                    return all;
                });
        stage().crash();
        stage().play(() -> {
            var before = info(StreamState.OPEN, 3, positions);
            var store = stage().store();
            assertThat(store.stream(ORDER).map(StreamInfo::metadata))
                    .contains("{\"owner\":\"ada\"}");
            assertThat(store.describe(ORDER, "")).isEqualTo(new Changed(before));
            assertThat(store.stream(ORDER)).contains(before);
            assertThat(store.describe(BASKET, "x")).isEqualTo(new NoSuchStream(BASKET));
            assertThat(stage().append(ORDER, new Exactly(3), "e")).isInstanceOf(Appended.class);
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            store.describe(ORDER, "x".repeat(StreamInfo.MAX_METADATA_LENGTH + 1)));
        });
    }

    @Test
    @DisplayName("lists streams by prefix in the order of their names, in pages")
    default void listed() {
        stage().play(() -> {
            for (var name : List.of("order-2", "order-10", "basket-1", "order-1", "orders")) {
                stage().append(new StreamId(name), new NoStream(), "event of " + name, name);
            }
            stage().store().delete(new StreamId("order-10"), new Any());
            assertThat(names("order-", "", 2)).containsExactly("order-1", "order-10");
            assertThat(names("order-", "order-10", 2)).containsExactly("order-2");
            assertThat(names("", "", ALL))
                    .containsExactly("basket-1", "order-1", "order-10", "order-2", "orders");
            assertThat(names("none", "", ALL)).isEmpty();
            assertThat(stage().store().streams("order-1", "", ALL))
                    .allSatisfy(info ->
                            assertThat(stage().store().stream(info.stream())).contains(info));
        });
    }

    private List<String> names(String prefix, String after, int limit) {
        return stage().store().streams(prefix, after, limit).stream()
                .map(info -> info.stream().value())
                .toList();
    }

    @Test
    @DisplayName("appends nothing to an archived stream, and shows it only to who asks for it")
    default void archived() {
        var positions =
                stage().inTask(() -> {
                    var all = appendSome();
                    var after = info(StreamState.ARCHIVED, 3, all);
                    var store = stage().store();
                    assertThat(store.archive(ORDER, new Exactly(3))).isEqualTo(new Changed(after));
                    assertThat(store.archive(ORDER, new Any())).isEqualTo(new Changed(after));
                    assertArchived();
                    return all;
                });
        stage().crash();
        stage().play(() -> {
            assertThat(stage().store().stream(ORDER))
                    .contains(info(StreamState.ARCHIVED, 3, positions));
            assertArchived();
        });
    }

    private void assertArchived() {
        var withArchived = EventFilter.ALL.withArchived();
        assertThat(stage().append(ORDER, new Any(), "e"))
                .isEqualTo(new Closed(ORDER, StreamState.ARCHIVED));
        assertThat(stage().all()).containsExactly("c");
        assertThat(stage().allBackward(EventFilter.ALL, 1)).containsExactly("c");
        assertThat(stage().all(withArchived, 1)).containsExactly("a", "b", "c", "d");
        assertThat(stage().allBackward(withArchived, 3)).containsExactly("d", "c", "b", "a");
        assertThat(ids(stage().store().read(ORDER, 0, ALL))).containsExactly("a", "b", "d");
        assertThat(ids(stage().store().readBackward(ORDER, EventStore.END, 1)))
                .containsExactly("d");
    }

    @Test
    @DisplayName("answers an append that was done before its stream was archived as the first time")
    default void repeatedAfterArchiving() {
        stage().play(() -> {
            var first = stage().append(ORDER, new NoStream(), "a");
            stage().store().archive(ORDER, new Any());
            assertThat(stage().append(ORDER, new NoStream(), "a")).isEqualTo(first);
            assertThat(stage().append(ORDER, new NoStream(), "b"))
                    .isEqualTo(new Closed(ORDER, StreamState.ARCHIVED));
        });
    }

    @Test
    @DisplayName("forgets the events of a deleted stream, but neither its name nor their positions")
    default void deleted() {
        var positions =
                stage().inTask(() -> {
                    var all = appendSome();
                    var store = stage().store();
                    var after = info(StreamState.DELETED, 0, all);
                    assertThat(store.delete(ORDER, new Exactly(3))).isEqualTo(new Changed(after));
                    assertThat(store.delete(ORDER, new Any())).isEqualTo(new Changed(after));
                    assertDeleted();
                    return all;
                });
        stage().crash();
        stage().play(() -> {
            assertThat(stage().store().stream(ORDER))
                    .contains(info(StreamState.DELETED, 0, positions));
            assertDeleted();
            assertThat(stage().append(OTHER, new Exactly(1), "e")).isInstanceOf(Appended.class);
            assertThat(stage().store().readAll(0, ALL).getLast().position())
                    .isGreaterThan(positions.getLast());
        });
    }

    private void assertDeleted() {
        var closed = new Closed(ORDER, StreamState.DELETED);
        var store = stage().store();
        assertThat(stage().append(ORDER, new NoStream(), "e")).isEqualTo(closed);
        assertThat(stage().append(ORDER, new Any(), "a")).isEqualTo(closed);
        assertThat(store.archive(ORDER, new Any())).isEqualTo(closed);
        assertThat(store.describe(ORDER, "x")).isEqualTo(closed);
        assertThat(stage().all(EventFilter.ALL.withArchived(), ALL)).containsExactly("c");
        assertThat(store.read(ORDER, 0, ALL)).isEmpty();
        assertThat(store.readBackward(ORDER, EventStore.END, ALL)).isEmpty();
    }

    @Test
    @DisplayName("appends to none of several streams when one is closed, and names that")
    default void severalClosed() {
        stage().play(() -> {
            appendSome();
            stage().store().archive(ORDER, new Any());
            var result =
                    stage().store()
                            .appendAll(
                                    List.of(
                                            part(OTHER, new Exactly(1), "e"),
                                            part(ORDER, new Exactly(3), "f")));
            assertThat(result).isEqualTo(new Closed(ORDER, StreamState.ARCHIVED));
            assertThat(stage().all()).containsExactly("c");
        });
    }

    @Test
    @DisplayName("closes no stream that is not as expected, or does not exist")
    default void notAsExpected() {
        stage().play(() -> {
            appendSome();
            var store = stage().store();
            assertThat(store.archive(ORDER, new Exactly(2))).isEqualTo(new Conflict(ORDER, 3));
            assertThat(store.delete(ORDER, new NoStream())).isEqualTo(new Conflict(ORDER, 3));
            assertThat(store.archive(BASKET, new Any())).isEqualTo(new NoSuchStream(BASKET));
            assertThat(store.delete(BASKET, new StreamExists()))
                    .isEqualTo(new NoSuchStream(BASKET));
            assertThat(stage().all()).containsExactly("a", "b", "c", "d");
        });
    }

    @Test
    @DisplayName("shows another edition once a stream was archived or deleted, and only then")
    default void edition() {
        var editions =
                stage().inTask(() -> {
                    var store = stage().store();
                    var found = new LinkedHashSet<OptionalLong>();
                    found.add(store.edition());
                    appendSome();
                    store.describe(ORDER, "x");
                    store.archive(ORDER, new Exactly(2));
                    assertThat(store.edition()).isPresent().isIn(found);
                    store.archive(ORDER, new Any());
                    found.add(store.edition());
                    store.archive(ORDER, new Any());
                    stage().append(OTHER, new Exactly(1), "e");
                    assertThat(store.edition()).isPresent().isIn(found);
                    store.delete(ORDER, new Any());
                    found.add(store.edition());
                    store.delete(OTHER, new Any());
                    found.add(store.edition());
                    return List.copyOf(found);
                });
        assertThat(editions).hasSize(4).allSatisfy(edition -> assertThat(edition).isPresent());
        stage().crash();
        stage().play(() -> assertThat(stage().store().edition()).isEqualTo(editions.getLast()));
    }
}
