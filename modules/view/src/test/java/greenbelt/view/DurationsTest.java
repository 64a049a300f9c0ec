package greenbelt.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A duration")
class DurationsTest {
    @ParameterizedTest(name = "of {0} reads {1}")
    @CsvSource({
        "PT0S, 0 ms",
        "PT0.000000417S, 417 ns",
        "PT0.000004170S, 4.17 µs",
        "PT0.000999949S, 1.00 ms",
        "PT0.0417S, 41.7 ms",
        "PT0.25S, 250 ms",
        "PT0.9996S, 1.00 s",
        "PT59.99S, 60.0 s",
        "PT3M20.9S, 3 min 20 s",
        "PT26H, 1 d 2 h",
        "PT-0.25S, -250 ms",
    })
    void text(Duration duration, String text) {
        assertThat(Durations.text(duration)).isEqualTo(text);
    }
}
