package greenbelt.search;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.fault.FaultKind;
import greenbelt.fault.FaultPlan;
import greenbelt.testkit.Share;
import greenbelt.world.LiveWorld;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A healthy system under faults")
class FaultsTest {
    /// Else a small share of the seeds.
    private static final int SEEDS = Share.of(20, 2_000);

    /// So few seeds do not come to all of the kinds; see also HealthyUnderFaultsTest, where each strikes.
    private static final int KINDS = Share.isWhole() ? FaultKind.values().length : 10;

    private static final int FAULTS = 5;

    @Test
    @DisplayName(
            "keeps every invariant, whatever the seed and the faults, and the faults do strike")
    void healthy() {
        var faults = FaultSource.random(FAULTS, Workload.DEFAULT);
        try (var world = new LiveWorld()) {
            var node = world.start("search");
            var report =
                    world.enter(
                            node,
                            "search",
                            () ->
                                    new Search(world, node, 2)
                                            .run(
                                                    1,
                                                    SEEDS,
                                                    seed ->
                                                            Trial.of(
                                                                    seed,
                                                                    Workload.DEFAULT,
                                                                    faults.of(seed)),
                                                    _ -> {}));

            assertThat(report.kinds()).isEmpty();
            assertThat(report.strikes()).hasSizeGreaterThanOrEqualTo(KINDS);
        }
    }

    @Test
    @DisplayName("settles no order while every edge is cut, and every acknowledged one afterwards")
    void everyEdgeCut() {
        var cut =
                FaultSource.parse(
                        """
                        partition order<->inventory
                        partition order<->user
                        partition order<->bus
                        partition user<->bus
                        partition inventory<->bus
                        """);
        for (var modes : new String[] {"sync", "async", "mixed"}) {
            var workload = Workload.parse("orders 6\ngreedy 0\ncancels 0\nmodes " + modes);

            var outcome = Trial.of(7, workload, cut.of(7)).run();

            assertThat(outcome.settledUnderFaults()).as(modes).isZero();
            assertThat(outcome.violations()).as(modes).isEmpty();
        }
    }

    @Test
    @DisplayName("settles orders while nothing is cut: what counts them can count")
    void nothingCut() {
        var workload = Workload.parse("orders 6\ngreedy 0\ncancels 0");

        assertThat(Trial.of(7, workload, FaultPlan.NONE).run().settledUnderFaults()).isEqualTo(6);
    }
}
