package greenbelt.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.contract.Finding;
import greenbelt.eventstore.SnapshotPolicy;
import greenbelt.fault.Fault;
import greenbelt.fault.FaultKind;
import greenbelt.fault.FaultPlan;
import greenbelt.fault.FaultSchedule;
import greenbelt.fault.Faults;
import greenbelt.fault.Landscape;
import greenbelt.fault.PlanText;
import greenbelt.fault.Rate;
import greenbelt.testkit.Share;
import greenbelt.world.Randomness;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The healthy system")
class HealthyUnderFaultsTest {
    /// A small share of the seeds; `./run.sh test --all` searches many more.
    private static final int SEEDS = Share.of(1, 25);

    private static final int RANDOM_PLANS = Share.of(10, 1_000);

    private static final Landscape LANDSCAPE = Simulator.landscape();
    private static final Duration WITHIN = Duration.ofMillis(60);
    private static final int ORDERS = 12;
    private static final Duration UNTIL_SETTLED = Duration.ofMinutes(10);

    @ParameterizedTest(name = "{0}")
    @EnumSource(FaultKind.class)
    @DisplayName("recovers from every kind of fault wherever it strikes, once it is taken off")
    void recovers(FaultKind kind) {
        long hits = 0;
        for (var target : LANDSCAPE.targets(kind)) {
            var fault = Fault.of("broken", kind, target);
            for (long seed = 1; seed <= SEEDS; seed++) {
                hits += recovers(seed, new FaultPlan(List.of(fault)));
                if (!kind.isState()) {
                    hits += recovers(seed, new FaultPlan(List.of(fault.withRate(sometimes(kind)))));
                }
            }
        }
        assertThat(hits)
                .as("operations struck")
                .isGreaterThanOrEqualTo(LANDSCAPE.targets(kind).size());
    }

    /// A node comes to many more steps than an edge sees calls.
    private static Rate sometimes(FaultKind kind) {
        return kind == FaultKind.CRASH || kind == FaultKind.PAUSE
                ? new Rate.EveryNth(97)
                : new Rate.Probability(0.3);
    }

    @Test
    @DisplayName("recovers from any faults together, drawn by seed")
    void recoversFromRandomFaults() {
        for (long seed = 1; seed <= RANDOM_PLANS; seed++) {
            var faults = FaultSchedule.of(seed, 6, WITHIN).draw(LANDSCAPE);
            recovers(seed, faults);
        }
    }

    /// Answers how many operations were struck.
    private static long recovers(long seed, FaultPlan faults) {
        var settings = List.of(Imprint.Setting.values());
        var setting = Randomness.of(seed, "setting of " + faults).pick(settings);
        var plan = Plan.virtual(seed).withFaults(faults).withSnapshots(new SnapshotPolicy.Every(2));
        try (var system = Simulator.open(plan)) {
            setting.set(system);
            var load = new LoadPlan(ORDERS, OptionalInt.empty(), 4, seed, Duration.ofSeconds(10));
            system.run("load", () -> system.load(load, answered -> {}));
            long hits = system.faults().list().stream().mapToLong(Faults.Status::hits).sum();
            system.run("mend", () -> system.faults().clear());
            system.run("take up again", () -> system.redrive());
            system.run("let timers ring", () -> system.world().sleep(UNTIL_SETTLED));
            system.run("redrive", () -> system.redrive());

            var run = "seed %d, %s:\n%s".formatted(seed, setting, PlanText.format(faults));
            assertThat(system.run("pending", system::pending)).as(run).isEmpty();
            assertThat(system.run("check", system::check)).as(run).allMatch(Finding::holds);
            return hits;
        }
    }
}
