package greenbelt.search;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.fault.Fault;
import greenbelt.fault.FaultKind;
import greenbelt.fault.FaultPlan;
import greenbelt.fault.Target.OfNode;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A failing trial made small")
class ShrinkTest {
    private static final FaultPlan HARMLESS =
            new FaultPlan(List.of(Fault.of("slow", FaultKind.CLOCK_SKEW, new OfNode("gateway"))));

    private static final Trial FAILING = Trial.of(3, Workload.DEFAULT, HARMLESS);

    private static Shrink.Shrunk shrunk() {
        return Shrink.shrink(
                FAILING,
                Examinations.NOTHING_IS_CANCELLED,
                Examinations.thatForbidsCancelling(),
                _ -> {});
    }

    @Test
    @DisplayName(
            "has only the order that matters, no switch and no fault, and fails in the same way")
    void small() {
        var small = shrunk().trial();

        assertThat(small.faults()).isEqualTo(FaultPlan.NONE);
        assertThat(small.workload().only().orders().orElseThrow()).hasSize(1);
        assertThat(small.workload().only().toggles()).isEqualTo(Optional.of(new TreeSet<>()));
        assertThat(
                        small.run(Examinations.thatForbidsCancelling())
                                .of(Examinations.NOTHING_IS_CANCELLED))
                .isPresent();
    }

    @Test
    @DisplayName("is the same every time, after the same few trials")
    void deterministic() {
        var shrunk = shrunk();

        assertThat(shrunk).isEqualTo(shrunk());
        assertThat(shrunk.trials()).isLessThan(40);
    }
}
