package greenbelt.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.fault.Fault;
import greenbelt.fault.FaultKind;
import greenbelt.fault.FaultPlan;
import greenbelt.fault.FaultSchedule;
import greenbelt.fault.Landscape;
import greenbelt.fault.Rate;
import greenbelt.fault.Target.Call;
import greenbelt.http.CallFailed;
import greenbelt.http.Request;
import greenbelt.testkit.Share;
import greenbelt.world.Randomness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A broken system in the virtual world")
class FaultsReplayTest {
    /// A small share of the plans; `./run.sh test --all` runs all of them.
    private static final int PLANS = Share.of(6, 200);

    private static final Landscape LANDSCAPE = Simulator.landscape();
    private static final Duration WITHIN = Duration.ofMillis(200);

    @Test
    @DisplayName("leaves the same bytes behind for the same seed and plan, whatever the plan")
    void sameSeedAndPlan() {
        for (long seed = 1; seed <= PLANS; seed++) {
            assertThat(brokenRun(seed)).as("seed %d", seed).isEqualTo(brokenRun(seed));
        }
    }

    private static List<String> brokenRun(long seed) {
        var faults = FaultSchedule.of(seed, 6, WITHIN).draw(LANDSCAPE);
        return Imprint.of(
                Plan.virtual(seed).withFaults(faults),
                seed,
                Randomness.of(seed, "setting").pick(List.of(Imprint.Setting.values())),
                6,
                _ -> {},
                system -> {
                    system.run("pass", () -> system.world().sleep(WITHIN));
                    system.run("mend", () -> system.faults().clear());
                });
    }

    @Test
    @DisplayName("completes no order while every edge is cut")
    void everyEdgeIsCut() {
        try (var system = Simulator.open(Plan.virtual(7))) {
            var cuts =
                    LANDSCAPE.targets(FaultKind.PARTITION).stream()
                            .filter(target -> target.toString().contains("<->"))
                            .map(target ->
                                    Fault.of(
                                            "cut-" + target.name().replace("<->", "."),
                                            FaultKind.PARTITION,
                                            target))
                            .toList();
            system.run("cut", () -> system.add(new FaultPlan(cuts)));
            var load = new LoadPlan(4, OptionalInt.empty(), 4, 1, Duration.ofSeconds(1));

            var report = system.run("load", () -> system.load(load, answered -> {}));

            assertThat(report.placed()).isZero();
            assertThat(report.problems()).containsOnlyKeys("no answer (UNKNOWN)");
        }
    }

    /// Places these orders one beside the other, each in a task of its own name, and answers which were told nothing.
    private static Map<Integer, Boolean> unanswered(Simulator system, int... orders) {
        var unanswered = new TreeMap<Integer, Boolean>();
        var console = system.world().node(Simulator.CONSOLE).orElseThrow();
        system.run(
                "place",
                () -> {
                    var shopping = Shopping.in(system.client(), 1);
                    var done = system.world().<Boolean>mailbox("done", orders.length);
                    for (int n : orders) {
                        console.spawn(
                                "order " + n,
                                () -> {
                                    unanswered.put(n, isUnanswered(system, shopping, n));
                                    done.put(true);
                                });
                    }
                    IntStream.range(0, orders.length).forEach(_ -> done.await());
                });
        return unanswered;
    }

    private static boolean isUnanswered(Simulator system, Shopping shopping, int n) {
        try {
            system.client().call(Request.post("/orders", shopping.order(n))).body().close();
            return false;
        } catch (CallFailed silent) {
            return true;
        }
    }

    private static Fault flaky() {
        return Fault.of("flaky", FaultKind.REQUEST_LOST, Call.of(Simulator.CONSOLE, "gateway"))
                .withRate(new Rate.Probability(0.5));
    }

    private static Map<Integer, Boolean> unanswered(List<Fault> faults, int... orders) {
        try (var system = Simulator.open(Plan.virtual(7).withFaults(new FaultPlan(faults)))) {
            return unanswered(system, orders);
        }
    }

    @Test
    @DisplayName("decides the same about an order when another one is left out")
    void anOrderIsLeftOut() {
        var all = unanswered(List.of(flaky()), 0, 1, 2, 3, 4, 5, 6, 7);
        var less = unanswered(List.of(flaky()), 0, 1, 2, 4, 5, 6, 7);

        assertThat(all).containsValues(true, false);
        all.remove(3);
        assertThat(less).isEqualTo(all);
    }

    @Test
    @DisplayName("decides the same about an order when another fault is on as well")
    void anotherFault() {
        var slow = Fault.of("slow", FaultKind.LATENCY, Call.of("order", "inventory"));

        assertThat(unanswered(List.of(flaky(), slow), 0, 1, 2, 3, 4, 5, 6, 7))
                .isEqualTo(unanswered(List.of(flaky()), 0, 1, 2, 3, 4, 5, 6, 7));
    }

    @Test
    @DisplayName("decides otherwise for another seed")
    void anotherSeed() {
        var plan = Plan.virtual(7).withFaults(new FaultPlan(List.of(flaky())));
        try (var system = Simulator.open(plan.withFaultSeed(8))) {
            assertThat(unanswered(system, 0, 1, 2, 3, 4, 5, 6, 7))
                    .isNotEqualTo(unanswered(List.of(flaky()), 0, 1, 2, 3, 4, 5, 6, 7));
        }
    }

    @Test
    @DisplayName("shows in the spans whom a fault has struck, and in the status how often")
    void shows() {
        var lost =
                Fault.of("lost", FaultKind.REPLY_LOST, Call.of("order", "inventory"))
                        .withRate(new Rate.EveryNth(2));
        try (var system =
                Simulator.open(Plan.virtual(7).withFaults(new FaultPlan(List.of(lost))))) {
            unanswered(system, 0, 1, 2);

            var status = system.run("status", system::status);
            long hits = status.faults().getFirst().hits();
            long marked =
                    system.traces().recent(100).stream()
                            .flatMap(trace -> trace.spans().stream())
                            .filter(span ->
                                    "lost: reply-lost"
                                            .equals(span.attributes().get("greenbelt.fault")))
                            .count();
            assertThat(hits).isPositive().isEqualTo(marked);
            system.run("reset", system::reset);
            assertThat(system.run("status", system::status).faults()).isEmpty();
        }
    }
}
