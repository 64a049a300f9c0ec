package greenbelt.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A length of time")
class DurationsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "500ms, PT0.5S",
        "0.000001ms, PT0.000000001S",
        "30s, PT30S",
        "1.5s, PT1.5S",
        "5m, PT5M",
        "2h, PT2H",
        "1d, PT24H",
        "0s, PT0S",
        "-1.5s, PT-1.5S",
        "+2m, PT2M",
        "3650d, PT87600H",
        "-3650d, PT-87600H",
    })
    @DisplayName("is read as a number and a unit")
    void read(String text, Duration duration) {
        assertThat(Durations.parse(text)).contains(duration);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
            strings = {
                "",
                "5",
                "s",
                "5 m",
                "5M",
                ".5s",
                "1.s",
                "1e3s",
                "--1s",
                "1,5s",
                "٣s",
                "0.0000001ms",
                "3650.1d",
                "-3651d",
                "9999999999999s",
            })
    @DisplayName("is not read when it is something else, too fine or too long")
    void notRead(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource({
        "PT0S, 0s",
        "PT0.000000001S, 0.000001ms",
        "PT0.02S, 20ms",
        "PT1S, 1s",
        "PT1.5S, 1.5s",
        "PT90S, 90s",
        "PT2M, 2m",
        "PT24H, 1440m",
        "PT-0.5S, -500ms",
    })
    @DisplayName("is written exactly, and is the same when it is read again")
    void written(Duration duration, String text) {
        assertThat(Durations.format(duration)).isEqualTo(text);
        assertThat(Durations.parse(text)).contains(duration);
    }

    @ParameterizedTest(name = "{0} as {1}")
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
    @DisplayName("is rounded for people")
    void rounded(Duration duration, String text) {
        assertThat(Durations.rounded(duration)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "5sec, 5s",
        "20msec, 20ms",
        "1.5 Minutes, 1.5m",
        "2HRS, 2h",
        "10S..2min, 10s..2m",
        "20milliseconds+-5millis, 20ms+-5ms",
        "3days, 3d"
    })
    @DisplayName("is guessed from other words for its unit")
    void meant(String text, String expected) {
        assertThat(Durations.meant(text)).contains(expected);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"5s", "20", "5x", "", "soon"})
    @DisplayName("is not guessed where nothing comes to mind")
    void notMeant(String text) {
        assertThat(Durations.meant(text)).isEmpty();
    }
}
