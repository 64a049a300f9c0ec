package greenbelt.search;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.fault.FaultPlan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A trial")
class TrialTest {
    private static final Trial HEALTHY = Trial.of(7, Workload.DEFAULT, FaultPlan.NONE);

    @Test
    @DisplayName("of a healthy system finds nothing, and every order is acknowledged and settled")
    void healthy() {
        var outcome = HEALTHY.run();

        assertThat(outcome.violations()).isEmpty();
        assertThat(outcome.acknowledged()).isEqualTo(20);
        assertThat(outcome.settledUnderFaults()).isEqualTo(20);
    }

    @Test
    @DisplayName("has an end that is the same for the same seed, and another for another")
    void fingerprint() {
        var other = Trial.of(8, Workload.DEFAULT, FaultPlan.NONE);

        assertThat(HEALTHY.run()).isEqualTo(HEALTHY.run());
        assertThat(HEALTHY.run().fingerprint()).isNotEqualTo(other.run().fingerprint());
    }

    @Test
    @DisplayName("that is recorded gives the same lines as when it was recorded before")
    void recorded() {
        var lines = HEALTHY.record().lines();

        assertThat(lines).hasSizeGreaterThan(500).isEqualTo(HEALTHY.record().lines());
    }

    @Test
    @DisplayName("fires for every invariant there is, when that is turned around")
    void invertedInTheEnd() {
        var invariants = new LinkedHashSet<String>();
        HEALTHY.run(
                Examinations.seenThrough(finding -> {
                    invariants.add(finding.invariant());
                    return finding;
                }));

        var outcome = HEALTHY.run(Examinations.inverted(invariants));

        assertThat(invariants).hasSizeGreaterThanOrEqualTo(14);
        assertThat(outcome.violations().stream().map(Violation::invariant))
                .containsExactlyInAnyOrderElementsOf(invariants);
    }

    @Test
    @DisplayName("looks at stock and wallets while the load is on, and says when it saw what")
    void meanwhile() {
        var outcome =
                HEALTHY.run(
                        Examinations.inverted(
                                Set.of("stock is never negative", "no wallet is overdrawn")));

        assertThat(outcome.violations())
                .hasSize(2)
                .allSatisfy(violation -> {
                    assertThat(violation.meanwhile()).isTrue();
                    assertThat(violation.at().toMillis()).isBetween(1L, 1_000L);
                });
    }

    @Test
    @DisplayName("names the orders that a violation concerns, and their traces")
    void concerned() {
        var outcome = HEALTHY.run(Examinations.thatForbidsCancelling());

        var violation = outcome.of(Examinations.NOTHING_IS_CANCELLED).orElseThrow();
        var named = new ArrayList<String>();
        violation.details().forEach(detail -> named.add(detail.replace(" is cancelled", "")));
        assertThat(violation.orders()).isEqualTo(named).isNotEmpty();
        assertThat(violation.traces()).hasSizeGreaterThanOrEqualTo(named.size());
    }
}
