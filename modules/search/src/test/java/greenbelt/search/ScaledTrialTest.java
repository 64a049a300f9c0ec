package greenbelt.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A trial with several instances of a service")
class ScaledTrialTest {
    private static final int FAULTS = 5;
    private static final Workload WORKLOAD = Workload.parse("inventory 3\nuser 2");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 10);
    }

    private static Trial trial(long seed) {
        return Trial.of(seed, WORKLOAD, FaultSource.random(FAULTS, WORKLOAD).of(seed));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("breaks no invariant, whatever is broken meanwhile")
    void holds(long seed) {
        assertThat(trial(seed).run().violations()).isEmpty();
    }

    @Test
    @DisplayName("gives the same outcome again, also after it was saved and read")
    void sameAgain() {
        var trial =
                new Trial(
                        3,
                        WORKLOAD,
                        FaultSource.parse("crash node:inventory-3 --from 20ms", WORKLOAD.scale())
                                .of(3),
                        Set.of());
        var saved = SavedRun.parse(new SavedRun(trial, "nothing").text());

        assertThat(saved.trial()).isEqualTo(trial);
        assertThat(saved.trial().run()).isEqualTo(trial.run());
    }

    @Test
    @DisplayName("has faults that strike each of the instances")
    void strikesAll() {
        var targets =
                LongStream.rangeClosed(1, 300)
                        .boxed()
                        .flatMap(seed -> trial(seed).faults().faults().stream())
                        .map(fault -> fault.target().toString())
                        .toList();

        assertThat(targets)
                .contains("node:inventory-1", "node:inventory-2", "node:inventory-3", "node:user-2")
                .doesNotContain("node:order-2");
    }
}
