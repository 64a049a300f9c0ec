package greenbelt.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.contract.Finding;
import greenbelt.fault.Fault;
import greenbelt.fault.FaultKind;
import greenbelt.fault.FaultPlan;
import greenbelt.fault.FaultSchedule;
import greenbelt.fault.Landscape;
import greenbelt.fault.PlanText;
import greenbelt.fault.Rate;
import greenbelt.fault.Target;
import greenbelt.world.Randomness;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The healthy system")
class HealthyUnderFaultsTest {
    /// A small share of the seeds; `./run.sh test --all` searches many more.
    private static final int SEEDS = "all".equals(System.getProperty("greenbelt.tests")) ? 25 : 1;

    private static final int RANDOM_PLANS =
            "all".equals(System.getProperty("greenbelt.tests")) ? 1_000 : 10;

    private static final Landscape LANDSCAPE = Simulator.landscape();
    private static final Duration WITHIN = Duration.ofMillis(60);
    private static final int ORDERS = 12;
    private static final Duration UNTIL_SETTLED = Duration.ofMinutes(10);

    static Stream<Arguments> everywhere() {
        return Arrays.stream(FaultKind.values())
                .flatMap(kind ->
                        LANDSCAPE.targets(kind).stream().map(target -> Arguments.of(kind, target)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everywhere")
    @DisplayName("recovers from every kind of fault wherever it strikes, once it is taken off")
    void recovers(FaultKind kind, Target target) {
        var fault = Fault.of("broken", kind, target);
        for (long seed = 1; seed <= SEEDS; seed++) {
            recovers(seed, new FaultPlan(List.of(fault)));
            if (!kind.isState()) {
                recovers(seed, new FaultPlan(List.of(fault.withRate(sometimes(kind)))));
            }
        }
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

    private static void recovers(long seed, FaultPlan faults) {
        var settings = List.of(Imprint.Setting.values());
        var setting = Randomness.of(seed, "setting of " + faults).pick(settings);
        try (var system = Simulator.open(Plan.virtual(seed).withFaults(faults))) {
            setting.set(system);
            var load = new LoadPlan(ORDERS, OptionalInt.empty(), 4, seed, Duration.ofSeconds(10));
            system.run("load", () -> system.load(load, answered -> {}));
            system.run("mend", () -> system.faults().clear());
            system.run("let timers ring", () -> system.world().sleep(UNTIL_SETTLED));
            system.run("redrive", () -> system.redrive());

            var run = "seed %d, %s:\n%s".formatted(seed, setting, PlanText.format(faults));
            assertThat(system.run("pending", system::pending)).as(run).isEmpty();
            assertThat(system.run("check", system::check)).as(run).allMatch(Finding::holds);
        }
    }
}
