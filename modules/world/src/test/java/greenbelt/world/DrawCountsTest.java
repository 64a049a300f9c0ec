package greenbelt.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The counts of draws")
class DrawCountsTest {
    @Test
    @DisplayName("are right for each of many streams, also for those whose origins fall together")
    void like() {
        var counts = new DrawCounts();
        var expected = new HashMap<Long, Long>();
        var random = Randomness.of(1, "origins");
        for (int i = 0; i < 200_000; i++) {
            long origin = random.nextLong(100) << random.nextInt(60);
            assertThat(counts.next(origin)).isEqualTo(expected.merge(origin, 1L, Long::sum));
        }
        assertThat(counts.size()).isEqualTo(expected.size()).isGreaterThan(2_000);
    }

    @Test
    @DisplayName("know the stream whose origin is 0")
    void zero() {
        var counts = new DrawCounts();
        assertThat(counts.size()).isZero();
        assertThat(counts.next(0)).isEqualTo(1);
        assertThat(counts.next(0)).isEqualTo(2);
        assertThat(counts.size()).isEqualTo(1);
    }
}
