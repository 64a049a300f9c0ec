package greenbelt.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.http.EventStream.Event;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A stream of server-sent events")
class EventStreamTest {
    private static final Response TWO_EVENTS =
            Response.events(out -> {
                out.send(new Event("1", "placed", "{}"));
                out.comment("still here");
                out.send(new Event("", "", "two\nlines"));
            });

    @Test
    @DisplayName("is written as the standard says")
    void writes() {
        assertThat(TWO_EVENTS.text())
                .isEqualTo(
                        """
                        id: 1
                        event: placed
                        data: {}

                        : still here

                        data: two
                        data: lines

                        """);
    }

    @Test
    @DisplayName("is read event by event, comments skipped, until it ends")
    void reads() throws IOException {
        try (var events = EventStream.of(TWO_EVENTS)) {
            assertThat(events.next()).contains(new Event("1", "placed", "{}"));
            assertThat(events.next()).contains(new Event("", "", "two\nlines"));
            assertThat(events.next()).isEmpty();
        }
    }

    @Test
    @DisplayName("takes no event that would forge another")
    void forged() {
        assertThatThrownBy(() -> new Event("1\ndata: x", "", ""))
                .hasMessageContaining("must be one line");
    }
}
