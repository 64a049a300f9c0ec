package greenbelt.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The time until an answer is overdue")
class TimeoutsTest {
    private static Timeouts answering(Duration answer) {
        var other = Timeouts.DEFAULT;
        return new Timeouts(answer, other.shipping(), other.call(), other.catchUp());
    }

    @Test
    @DisplayName("doubles with each time that it was asked for, up to an hour")
    void doubles() {
        var timeouts = answering(Duration.ofMinutes(10));

        assertThat(IntStream.of(1, 2, 3, 4, 5, 1_000_000).mapToObj(timeouts::answer))
                .containsExactly(
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(20),
                        Duration.ofMinutes(40),
                        Duration.ofHours(1),
                        Duration.ofHours(1),
                        Duration.ofHours(1));
    }

    @Test
    @DisplayName("is never shorter than the first time")
    void neverShorter() {
        var timeouts = answering(Duration.ofDays(1));

        assertThat(timeouts.answer(5)).isEqualTo(Duration.ofDays(1));
    }
}
