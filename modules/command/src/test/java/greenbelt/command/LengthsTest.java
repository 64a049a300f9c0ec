package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A length of time")
class LengthsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({"500ms, PT0.5S", "30s, PT30S", "5m, PT5M", "2h, PT2H", "1d, PT24H", "0s, PT0S"})
    @DisplayName("is a number and a unit")
    void isANumberAndAUnit(String text, Duration length) {
        assertThat(Lengths.parse(text)).isEqualTo(length);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", "5", "s", "-1s", "1.5s", "5 m", "99999d", "9999999999s"})
    @DisplayName("is refused when it is not, or is too long")
    void isRefused(String text) {
        assertThatThrownBy(() -> Lengths.parse(text))
                .isInstanceOf(CommandRefused.class)
                .hasMessageContaining("found \"" + text + "\"");
    }

    @Test
    @DisplayName("is at most ten years")
    void isAtMostTenYears() {
        assertThat(Lengths.parse("3650d")).isEqualTo(Lengths.LONGEST);
    }
}
