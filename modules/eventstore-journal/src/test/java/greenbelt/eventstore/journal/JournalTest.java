package greenbelt.eventstore.journal;

import static greenbelt.eventstore.journal.Stage.ORDER;
import static greenbelt.eventstore.journal.Stage.OTHER;
import static greenbelt.eventstore.journal.Stage.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.disk.DiskSpace;
import greenbelt.event.Envelope;
import greenbelt.eventstore.EventFilter;
import greenbelt.eventstore.Expected.Any;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.journal.JournalStatus.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A journal")
class JournalTest {
    @TempDir Path folder;

    private static final List<Envelope> MANY = Samples.events("a", 600);

    @Test
    @DisplayName("says what the store says, in several segments, to its last event")
    void copies() {
        try (var stage = new Stage(folder)) {
            stage.append(ORDER, MANY);
            var status = stage.settle();

            assertThat(status)
                    .isEqualTo(
                            new JournalStatus(
                                    State.CURRENT, 600, 0, status.segments(), 0, Optional.empty()));
            assertThat(status.segments()).isGreaterThan(3);
            assertThat(stage.inJournal()).isEqualTo(stage.inStore()).hasSize(600);
        }
    }

    @Test
    @DisplayName("goes on where it was when it is opened again")
    void again() {
        try (var stage = new Stage(folder)) {
            stage.append(ORDER, MANY);
            stage.settle();
        }
        try (var stage = new Stage(folder)) {
            assertThat(stage.settle().position()).isEqualTo(600);
            stage.append(OTHER, Samples.events("b", 100));
            assertThat(stage.settle())
                    .returns(700L, JournalStatus::position)
                    .returns(0L, JournalStatus::mended);
            assertThat(stage.inJournal()).isEqualTo(stage.inStore()).hasSize(700);
        }
    }

    @Test
    @DisplayName(
            "answers reads of all events as the store does, from any position, with any filter")
    void reads() {
        try (var stage = new Stage(folder)) {
            stage.append(ORDER, MANY);
            stage.append(OTHER, Samples.events("b", 200));
            stage.settle();
            stage.append(ORDER, Samples.events("c", 50));

            for (var filter :
                    List.of(
                            EventFilter.ALL,
                            EventFilter.ofTypes("OrderPlaced"),
                            EventFilter.ofStreams("basket-"),
                            EventFilter.ofTypes("OrderConfirmed").andStreams("order-"),
                            EventFilter.ALL.withArchived())) {
                assertThat(stage.all(stage.journaled, filter))
                        .isEqualTo(stage.all(stage.store, filter));
            }
            for (long position : List.of(0L, 1L, 99L, 599L, 799L)) {
                assertThat(page(stage, position))
                        .isEqualTo(
                                stage.inStore()
                                        .subList(
                                                (int) position,
                                                (int) Math.min(850, position + 70)));
            }
        }
    }

    private static List<StoredEvent> page(Stage stage, long position) {
        return stage.inTask(() -> stage.journaled.readAll(position, 70));
    }

    @Test
    @DisplayName("is what answers, as far as it reaches")
    void answers() {
        try (var stage = new Stage(folder)) {
            stage.append(ORDER, MANY);
            stage.settle();
            var slice =
                    stage.inTask(() -> stage.journal.slice(stage.store, 0, 100, EventFilter.ALL));

            assertThat(slice.orElseThrow().events()).isEqualTo(stage.inStore().subList(0, 100));
            assertThat(
                            stage.inTask(() ->
                                    stage.journal.slice(stage.store, 600, 100, EventFilter.ALL)))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("shows the events as the bytes that were written, without decoding them")
    void bytes() {
        try (var stage = new Stage(folder)) {
            stage.append(ORDER, MANY);
            stage.settle();
            var format = new EventFormat();
            stage.inTask(() -> {
                try (var reader = stage.journal.read(300)) {
                    long previous = 300;
                    while (reader.next()) {
                        assertThat(reader.bytes())
                                .isEqualTo(format.write(reader.event(), previous));
                        previous = reader.position();
                    }
                    assertThat(previous).isEqualTo(600);
                    return previous;
                }
            });
        }
    }

    @Test
    @DisplayName(
            "does not serve the events of a stream that was deleted or archived, from that moment on")
    void deleted() {
        try (var stage = new Stage(folder)) {
            stage.append(ORDER, MANY);
            stage.append(OTHER, Samples.events("b", 200));
            stage.settle();
            stage.inTask(() -> stage.journaled.delete(ORDER, new Any()));

            assertThat(stage.all(stage.journaled, EventFilter.ALL))
                    .hasSize(200)
                    .allSatisfy(event -> assertThat(event.stream()).isEqualTo(OTHER));
            stage.settle();
            assertThat(stage.inJournal()).isEqualTo(stage.inStore()).hasSize(200);

            stage.inTask(() -> stage.journaled.archive(OTHER, new Any()));
            assertThat(stage.all(stage.journaled, EventFilter.ALL)).isEmpty();
            assertThat(stage.all(stage.journaled, EventFilter.ALL.withArchived())).hasSize(200);
            stage.settle();
            assertThat(stage.inJournal()).isEmpty();
        }
    }

    @Test
    @DisplayName("forgets a stream that was deleted while it was closed")
    void deletedMeanwhile() {
        try (var stage = new Stage(folder)) {
            stage.append(ORDER, MANY);
            stage.append(OTHER, Samples.events("b", 200));
            stage.settle();
            stage.journal.close();
            stage.inTask(() -> stage.store.delete(ORDER, new Any()));
        }
        try (var stage = new Stage(folder)) {
            assertThat(stage.settle().trouble())
                    .contains("the journal has streams that were archived or deleted since");
            assertThat(stage.inJournal()).isEqualTo(stage.inStore()).hasSize(200);
        }
    }

    @Test
    @DisplayName(
            "leaves the folder alone while there is nothing worth copying, and makes all of it when asked to")
    void nothingWorthCopying() {
        try (var stage = new Stage(folder, limits(1_000, 64), DiskSpace.REAL)) {
            stage.append(ORDER, MANY);
            assertThat(stage.settle())
                    .isEqualTo(new JournalStatus(State.RESTING, 0, 600, 0, 0, Optional.empty()));
            assertThat(Stage.journalIn(folder)).doesNotExist();

            assertThat(stage.inTask(() -> stage.journal.rebuild(Stage.PATIENCE)).position())
                    .isEqualTo(600);
            assertThat(stage.inJournal()).isEqualTo(stage.inStore());
        }
    }

    private static Limits limits(long lag, int segments) {
        return new Limits(SMALL.segmentBytes(), segments, lag, Duration.ZERO);
    }

    @Test
    @DisplayName("stops growing at its limit, and leaves what comes later to the store")
    void full() {
        try (var stage = new Stage(folder, limits(1, 2), DiskSpace.REAL)) {
            stage.append(ORDER, MANY);
            var status = stage.settle();
            assertThat(status.state()).isEqualTo(State.FULL);
            assertThat(status.segments()).isEqualTo(2);
            assertThat(status.lag()).isPositive();
            assertThat(stage.all(stage.journaled, EventFilter.ALL)).isEqualTo(stage.inStore());
        }
    }

    @Test
    @DisplayName("waits for room on a full disk, and goes on when there is some")
    void noRoom() {
        var free = new AtomicLong();
        try (var stage = new Stage(folder, SMALL, path -> free.get())) {
            stage.append(ORDER, MANY);
            var full = stage.settle();
            assertThat(full.state()).isEqualTo(State.NO_ROOM);
            assertThat(full.trouble()).get().asString().startsWith("the disk is full");
            assertThat(stage.all(stage.journaled, EventFilter.ALL)).isEqualTo(stage.inStore());

            free.set(Long.MAX_VALUE);
            assertThat(stage.settle())
                    .returns(State.CURRENT, JournalStatus::state)
                    .returns(Optional.empty(), JournalStatus::trouble);
            assertThat(stage.inJournal()).isEqualTo(stage.inStore());
        }
    }

    @Test
    @DisplayName("keeps texts that UTF-8 cannot say, and the longest data")
    void texts() {
        try (var stage = new Stage(folder)) {
            stage.append(
                    ORDER,
                    List.of(
                            Samples.event("half", "OrderPlaced", "\"\ud800\""),
                            Samples.event("empty", "OrderPlaced", ""),
                            Samples.event("pair", "Größe", "\"\ud83d\ude00 äöü\""),
                            Samples.event(
                                    "large",
                                    "OrderPlaced",
                                    "€".repeat(Envelope.MAX_DATA_BYTES / 3)),
                            Samples.event("after", "OrderPlaced", "{}")));
            stage.settle();
            assertThat(stage.inJournal()).isEqualTo(stage.inStore()).hasSize(5);
        }
    }

    @Test
    @DisplayName("is compared with the store event by event")
    void verified() {
        try (var stage = new Stage(folder)) {
            stage.append(ORDER, MANY);
            stage.settle();
            assertThat(stage.inTask(stage.journal::verify))
                    .isEqualTo(new Verified(600, 600, 0, Optional.empty()));
        }
    }

    @Test
    @DisplayName("says how much it has not copied yet when it is compared")
    void verifiedBehind() {
        var lazy = new Limits(20_000, 64, 100, Duration.ZERO);
        try (var stage = new Stage(folder, lazy, DiskSpace.REAL)) {
            stage.append(ORDER, Samples.events("a", 3));
            stage.settle();
            assertThat(stage.inTask(stage.journal::verify))
                    .isEqualTo(new Verified(0, 0, 3, Optional.empty()));
        }
    }

    @Test
    @DisplayName("follows the store of a node that was started again")
    void restarted() {
        try (var stage = new Stage(folder)) {
            stage.append(ORDER, MANY);
            stage.settle();
            stage.node.crash();

            stage.openStore();
            stage.append(OTHER, Samples.events("b", 100));
            assertThat(stage.settle())
                    .returns(700L, JournalStatus::position)
                    .returns(0L, JournalStatus::mended);
            assertThat(stage.inJournal()).isEqualTo(stage.inStore()).hasSize(700);
        }
    }
}
