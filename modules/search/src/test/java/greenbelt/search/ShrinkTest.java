package greenbelt.search;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.fault.Fault;
import greenbelt.fault.FaultKind;
import greenbelt.fault.FaultPlan;
import greenbelt.fault.PlanText;
import greenbelt.fault.Rate;
import greenbelt.fault.Target.OfNode;
import greenbelt.simulator.Simulator;
import greenbelt.simulator.Variant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A failing trial made small")
class ShrinkTest {
    private static final FaultPlan HARMLESS =
            new FaultPlan(List.of(Fault.of("slow", FaultKind.CLOCK_SKEW, new OfNode("gateway"))));

    private static final Trial FAILING = Trial.of(3, Workload.DEFAULT, HARMLESS);

    @Test
    @DisplayName(
            "has a fault that strikes for sure and at one moment, where it struck now and then")
    void pinned() {
        var now =
                PlanText.parse(
                        "reply-lost group:user.commands~user --probability 0.4",
                        Simulator.landscape());
        var failing = new Trial(74, Workload.DEFAULT, now, Set.of(Variant.NO_INBOX));
        var broken = failing.run().violations().getFirst().invariant();

        var small = Shrink.shrink(failing, broken, _ -> {}).trial();

        assertThat(small.workload().numbers()).hasSize(1);
        var window = small.faults().faults().getFirst().window();
        assertThat(small.faults().faults().getFirst().rate()).isEqualTo(Rate.ALWAYS);
        assertThat(window.until()).contains(window.from().plusMillis(1));
        assertThat(small.workload().text()).contains("lines 1..1");
    }

    @Test
    @DisplayName("has one order, although the node that crashes at a step had others to serve")
    void oneOrder() {
        var four =
                SavedRun.parse(
                        """
                        seed 197
                        variant read-past-durable
                        violation a node that is started again comes up

                        [workload]
                        only orders 4 5 8 9
                        only cancels 5 8
                        only toggles

                        [faults]
                        crash node:order-1 --every 120 --from 40.335937ms --until 57.5625ms --delay 20ms --name crash-3
                        """);

        var small = Shrink.shrink(four.trial(), four.invariant(), _ -> {}).trial();

        assertThat(small.workload().numbers()).hasSize(1);
    }

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
