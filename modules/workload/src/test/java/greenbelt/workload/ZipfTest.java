package greenbelt.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import greenbelt.world.Randomness;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
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
    @DisplayName("takes every rank as often as the law says, for several skews")
    void everyRank() {
        for (double skew : new double[] {0, 0.5, 1, 1.7}) {
            var expected =
                    IntStream.rangeClosed(1, 20)
                            .mapToDouble(rank -> Math.pow(rank, -skew))
                            .toArray();
            double sum = DoubleStream.of(expected).sum();
            var counts = counts(new Zipf(20, skew), 20);
            for (int i = 0; i < 20; i++) {
                assertThat(counts[i] / (double) DRAWS)
                        .as("share of rank %d with skew %s", i + 1, skew)
                        .isCloseTo(expected[i] / sum, within(0.005));
            }
        }
    }

    @Test
    @DisplayName("has one choice among one thing")
    void oneThing() {
        assertThat(shareOfFirst(new Zipf(1, 1))).isEqualTo(1);
    }

    @Test
    @DisplayName("chooses among a billion things without a table of them")
    void aBillionThings() {
        var zipf = new Zipf(Zipf.MAX_SIZE, 0.1);
        var random = Randomness.of(1, "choices");
        assertThat(IntStream.range(0, 1_000).map(i -> zipf.next(random)).max().orElseThrow())
                .isBetween(900_000_000, Zipf.MAX_SIZE - 1);
    }

    @Test
    @DisplayName("refuses a size below one")
    void sizeZero() {
        assertThatThrownBy(() -> new Zipf(0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("size must be 1 to 1000000000, was 0");
    }

    private static double shareOfFirst(Zipf zipf) {
        return counts(zipf, 10)[0] / (double) DRAWS;
    }

    private static int[] counts(Zipf zipf, int size) {
        var random = Randomness.of(1, "choices");
        var counts = new int[size];
        for (int i = 0; i < DRAWS; i++) {
            counts[zipf.next(random)]++;
        }
        return counts;
    }
}
