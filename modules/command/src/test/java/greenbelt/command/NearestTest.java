package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The nearest word")
class NearestTest {
    private static final List<String> WORDS =
            List.of("status", "stock", "trace", "traces", "users");

    @Test
    @DisplayName("is the one with the fewest letters put in, taken out, changed or swapped")
    void isTheOneWithTheFewestChanges() {
        assertThat(Nearest.to("sttaus", WORDS)).contains("status");
        assertThat(Nearest.to("tarces", WORDS)).contains("traces");
        assertThat(Nearest.to("USER", WORDS)).contains("users");
    }

    @Test
    @DisplayName("is one that begins like it")
    void isOneThatBeginsLikeIt() {
        assertThat(Nearest.to("u", WORDS)).contains("users");
    }

    @Test
    @DisplayName("is none when all are far")
    void isNoneWhenAllAreFar() {
        assertThat(Nearest.to("xylophone", WORDS)).isEmpty();
    }

    @Test
    @DisplayName("counts a swap of neighbours as one change")
    void countsASwapAsOneChange() {
        assertThat(Nearest.distance("ab", "ba")).isEqualTo(1);
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
        assertThat(Nearest.distance("same", "same")).isZero();
    }
}
