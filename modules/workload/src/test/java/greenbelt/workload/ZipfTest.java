package greenbelt.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import greenbelt.world.Randomness;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A Zipf choice")
class ZipfTest {
    private static final int DRAWS = 100_000;

    @Test
    @DisplayName("takes the first of two things twice as often as the second, with skew 1")
    void twoThings() {
        assertThat(shareOfFirst(new Zipf(2, 1))).isCloseTo(2.0 / 3, within(0.01));
    }

    @Test
    @DisplayName("takes all things alike with skew 0")
    void withoutSkew() {
        assertThat(shareOfFirst(new Zipf(10, 0))).isCloseTo(0.1, within(0.01));
    }

    @Test
    @DisplayName("refuses a size below one")
    void sizeZero() {
        assertThatThrownBy(() -> new Zipf(0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("size must be 1 to 10000000, was 0");
    }

    private static double shareOfFirst(Zipf zipf) {
        var random = Randomness.of(1, "zipf");
        int first = 0;
        for (int i = 0; i < DRAWS; i++) {
            if (zipf.next(random) == 0) {
                first++;
            }
        }
        return first / (double) DRAWS;
    }
}
