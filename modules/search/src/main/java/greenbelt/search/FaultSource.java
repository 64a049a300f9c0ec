package greenbelt.search;

import greenbelt.contract.Flow;
import greenbelt.fault.FaultKind;
import greenbelt.fault.FaultPlan;
import greenbelt.fault.FaultSchedule;
import greenbelt.fault.PlanRejected;
import greenbelt.fault.PlanText;
import greenbelt.simulator.Scale;
import greenbelt.simulator.Simulator;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/// Which faults a seed gets.
public sealed interface FaultSource {
    /// How much longer than the orders come random faults may last.
    Duration AFTERMATH = Duration.ofMillis(100);

    /// Every kind, and crashes as often as five of the others: there are many moments at which a node can crash, and most
    /// of what is built wrongly shows at one of them only.
    List<FaultKind> KINDS =
            Stream.concat(
                            Stream.of(FaultKind.values()),
                            Collections.nCopies(4, FaultKind.CRASH).stream())
                    .toList();

    /// The faults of this seed.
    FaultPlan of(long seed);

    /// The same for every seed.
    record Given(FaultPlan plan) implements FaultSource {
        @Override
        public FaultPlan of(long seed) {
            return plan;
        }
    }

    /// Random ones, drawn from the seed; every fifth seed has none, since some mistakes show only where nothing is broken.
    ///
    /// @param faults how many, at least 1
    /// @param within when the last has ended
    /// @param flow how the orders go
    /// @param scale how many instances there are that can be struck
    record Random(int faults, Duration within, Flow flow, Scale scale) implements FaultSource {
        @Override
        public FaultPlan of(long seed) {
            if (seed % 5 == 0) {
                return FaultPlan.NONE;
            }
            return new FaultSchedule(seed, faults, within, KINDS)
                    .draw(Simulator.landscape(scale, flow));
        }
    }

    /// The faults of this plan, with one instance of each service. Throws [TextRefused].
    static FaultSource parse(String plan) {
        return parse(plan, Scale.ONE);
    }

    /// The faults of this plan in a system of this scale. Throws [TextRefused].
    static FaultSource parse(String plan, Scale scale) {
        try {
            return new Given(PlanText.parse(plan, Simulator.landscape(scale)));
        } catch (PlanRejected rejected) {
            throw new TextRefused(rejected);
        }
    }

    /// So many random faults while this workload is on; none if that is 0.
    static FaultSource random(int faults, Workload workload) {
        return faults == 0
                ? new Given(FaultPlan.NONE)
                : new Random(
                        faults,
                        Errand.span(workload).plus(AFTERMATH),
                        workload.flow(),
                        workload.scale());
    }
}
