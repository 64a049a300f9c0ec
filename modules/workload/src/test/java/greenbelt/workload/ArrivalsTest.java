package greenbelt.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.world.Randomness;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Arrivals")
class ArrivalsTest {
    private static final int MANY = 100_000;

    private static List<Duration> gaps(Arrivals arrivals, String stream) {
        var random = Randomness.of(1, stream);
        return Stream.generate(() -> arrivals.nextGap(random)).limit(MANY).toList();
    }

    @Test
    @DisplayName("that are steady come evenly")
    void steady() {
        assertThat(gaps(Arrivals.steady(40), "a")).containsOnly(Duration.ofMillis(25));
    }

    @Test
    @DisplayName("by Poisson come at the asked rate on average")
    void poissonRate() {
        var total = gaps(Arrivals.poisson(100), "a").stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(total).isBetween(Duration.ofSeconds(990), Duration.ofSeconds(1_010));
    }

    @Test
    @DisplayName("by Poisson come within a mean gap in 63 of 100 cases, as an exponential gap does")
    void poissonGaps() {
        var mean = Duration.ofMillis(10);
        long within =
                gaps(Arrivals.poisson(100), "a").stream()
                        .filter(gap -> gap.compareTo(mean) < 0)
                        .count();
        assertThat(within).isBetween(MANY * 627L / 1_000, MANY * 637L / 1_000);
    }

    @Test
    @DisplayName("are the same for the same stream of random numbers")
    void sameStream() {
        var poisson = Arrivals.poisson(100);
        assertThat(gaps(poisson, "a"))
                .isEqualTo(gaps(poisson, "a"))
                .isNotEqualTo(gaps(poisson, "b"));
    }

    @Test
    @DisplayName("refuse a rate that is no rate")
    void badRates() {
        for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> Arrivals.poisson(rate))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "rate must be 1 in 1,000 days to 1,000,000 per second, was " + rate);
        }
    }
}
