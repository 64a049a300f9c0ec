package greenbelt.eventstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The tail of an event store")
class TailTest {
    private static List<StoredEvent> events(long first, long last) {
        return LongStream.rangeClosed(first, last).mapToObj(TailTest::event).toList();
    }

    private static StoredEvent event(long position) {
        return new StoredEvent(
                position,
                new StreamId("order-1"),
                position,
                new Envelope(
                        new MessageId("event-" + position),
                        "test",
                        "Happened",
                        1,
                        "order-1",
                        Instant.EPOCH,
                        Optional.empty(),
                        Optional.empty(),
                        "{}"));
    }

    @Test
    @DisplayName("answers with what is newer, up to the limit")
    void newer() {
        var tail = Tail.EMPTY.plus(6, events(7, 8)).plus(8, events(9, 10));

        assertThat(tail.after(6, 100)).isEqualTo(events(7, 10));
        assertThat(tail.after(8, 1)).isEqualTo(events(9, 9));
    }

    @Test
    @DisplayName("answers nothing to whom it cannot tell all, and to whom knows all")
    void nothing() {
        var tail = Tail.EMPTY.plus(6, events(7, 8));

        assertThat(tail.after(5, 100)).isEmpty();
        assertThat(tail.after(8, 100)).isEmpty();
        assertThat(Tail.EMPTY.after(0, 100)).isEmpty();
    }

    @Test
    @DisplayName("begins anew behind a gap")
    void gap() {
        var tail = Tail.EMPTY.plus(6, events(7, 8)).plus(9, events(10, 11));

        assertThat(tail.after(7, 100)).isEmpty();
        assertThat(tail.after(9, 100)).isEqualTo(events(10, 11));
    }

    @Test
    @DisplayName("keeps a bounded number besides the last batch")
    void bounded() {
        var tail = Tail.EMPTY;
        for (long last = 1; last <= 3 * Tail.MAX_EVENTS; last++) {
            tail = tail.plus(last - 1, events(last, last));
        }

        assertThat(tail.events()).hasSize(Tail.MAX_EVENTS + 1);
        assertThat(tail.events().getLast()).isEqualTo(event(3 * Tail.MAX_EVENTS));
    }
}
