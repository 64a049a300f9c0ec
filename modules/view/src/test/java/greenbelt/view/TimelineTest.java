package greenbelt.view;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.view.Timeline.Lane;
import greenbelt.view.Timeline.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A timeline")
class TimelineTest {
    private static final Moment EVENT =
            new Moment(
                    Lane.EVENT,
                    Traces.ORDER.start().plusMillis(5),
                    Optional.of(Duration.ZERO),
                    "order",
                    "OrderPlaced, version 1",
                    Optional.empty());

    @Test
    @DisplayName(
            "puts spans and events on one axis, in the order of time, none wider than the page")
    void oneAxis() {
        var timeline = Timeline.of(List.of(Traces.ORDER), List.of(EVENT));
        var lines = timeline.draw(Page.unicode(100)).lines().toList();

        assertThat(lines)
                .hasSize(8)
                .allSatisfy(line -> assertThat(Glyphs.width(line)).isLessThanOrEqualTo(100));
        assertThat(lines.getFirst()).startsWith("+0 ms      http       gateway    POST /orders");
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).contains("event", "OrderPlaced", "◆"));
        assertThat(timeline.moments()).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    }

    @Test
    @DisplayName("of nothing says so")
    void ofNothing() {
        assertThat(Timeline.of(List.of(), List.of()).draw(Page.unicode(80)))
                .isEqualTo("nothing is known of it any more\n");
    }
}
