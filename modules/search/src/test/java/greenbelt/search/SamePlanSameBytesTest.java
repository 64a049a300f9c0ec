package greenbelt.search;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.testkit.Share;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The same seed and plan")
class SamePlanSameBytesTest {
    /// A small share of the plans; `./run.sh test --all` tries all that are promised.
    private static final int PLANS = Share.of(5, 200);

    private static final int FAULTS = 6;
    private static final Workload WORKLOAD = Workload.parse("orders 8");

    private static List<String> lines(long seed) {
        var faults = FaultSource.random(FAULTS, WORKLOAD).of(seed);
        return Trial.of(seed, WORKLOAD, faults).record().lines();
    }

    @Test
    @DisplayName("give the same bytes, for random plans of random faults")
    void sameBytes() {
        for (long seed = 1; seed <= PLANS; seed++) {
            assertThat(lines(seed)).as("seed %d", seed).isEqualTo(lines(seed));
        }
    }

    @Test
    @DisplayName("give others than another seed does: the comparison can fail")
    void otherBytes() {
        assertThat(lines(1)).isNotEqualTo(lines(2));
    }
}
