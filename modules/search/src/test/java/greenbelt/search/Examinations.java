package greenbelt.search;

import greenbelt.contract.Finding;
import greenbelt.contract.OrderStatus;
import greenbelt.simulator.Simulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Examinations with something to find in a healthy system.
final class Examinations {
    static final String NOTHING_IS_CANCELLED = "nothing is ever cancelled";

    private Examinations() {}

    /// Everything as usual, seen through `lens`.
    static Examination seenThrough(UnaryOperator<Finding> lens) {
        return new Examination() {
            @Override
            public List<Finding> meanwhile(Simulator system) {
                return USUAL.meanwhile(system).stream().map(lens).toList();
            }

            @Override
            public List<Finding> inTheEnd(Simulator system) {
                return USUAL.inTheEnd(system).stream().map(lens).toList();
            }
        };
    }

    /// Turns what is found about these invariants around.
    static Examination inverted(Set<String> invariants) {
        return seenThrough(finding -> {
            if (!invariants.contains(finding.invariant())) {
                return finding;
            }
            return new Finding(
                    finding.invariant(),
                    finding.holds() ? List.of("turned around, on purpose") : List.of());
        });
    }

    /// As usual, and one rule more, which the workload breaks.
    static Examination thatForbidsCancelling() {
        return new Examination() {
            @Override
            public List<Finding> meanwhile(Simulator system) {
                return USUAL.meanwhile(system);
            }

            @Override
            public List<Finding> inTheEnd(Simulator system) {
                var findings = new ArrayList<>(USUAL.inTheEnd(system));
                findings.add(
                        new Finding(
                                NOTHING_IS_CANCELLED,
                                system.orders().stream()
                                        .filter(order -> order.status() == OrderStatus.CANCELLED)
                                        .map(order -> order.number() + " is cancelled")
                                        .toList()));
                return findings;
            }
        };
    }
}
