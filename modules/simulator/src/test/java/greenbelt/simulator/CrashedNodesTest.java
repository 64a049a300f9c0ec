package greenbelt.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.contract.Finding;
import greenbelt.testkit.Share;
import greenbelt.world.Randomness;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A service that crashes at any moment of a load and comes back")
class CrashedNodesTest {
    /// A small share of the seeds; `./run.sh test --all` searches many more.
    private static final int SEEDS = Share.of(5, 250);

    private static final int ORDERS = 10;

    /// About as long as the load takes in virtual time, from its first answer.
    private static final Duration LOAD = Duration.ofMillis(30);

    private static final Duration UNTIL_SETTLED = Duration.ofMinutes(5);

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"order-1", "user-1", "inventory-1", "gateway"})
    @DisplayName("breaks no invariant, whatever the seed")
    void crash(String node) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try (var system = Simulator.open(Plan.virtual(seed))) {
                var random = Randomness.of(seed, "crash");
                random.pick(List.of(Imprint.Setting.values())).set(system);
                var moment = random.between(Duration.ZERO, LOAD);
                var plan = new LoadPlan(ORDERS, OptionalInt.empty(), 4, seed, UNTIL_SETTLED);

                system.run(
                        "load and crash",
                        () ->
                                system.load(
                                        plan,
                                        answered -> {
                                            if (answered == 1) {
                                                crashLater(system, node, moment);
                                            }
                                        }));
                system.run("let timers ring", () -> system.world().sleep(UNTIL_SETTLED));

                assertThat(system.run("check", system::check))
                        .as("seed %d, %s crashed after %s", seed, node, moment)
                        .allMatch(Finding::holds);
            }
        }
    }

    private static void crashLater(Simulator system, String node, Duration moment) {
        var console = system.world().node(Simulator.CONSOLE).orElseThrow();
        console.spawn(
                "crash",
                () -> {
                    system.world().sleep(moment);
                    system.crash(node);
                    system.world().sleep(Duration.ofMillis(200));
                    system.restart(node);
                });
    }
}
