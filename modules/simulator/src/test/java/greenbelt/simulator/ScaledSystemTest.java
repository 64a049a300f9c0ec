package greenbelt.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.bus.Bus.GroupStatus;
import greenbelt.contract.Edge;
import greenbelt.contract.Finding;
import greenbelt.contract.Mode;
import greenbelt.contract.Topics;
import greenbelt.fault.PlanText;
import greenbelt.gateway.UpstreamsView.InstanceView;
import greenbelt.http.Request;
import greenbelt.simulator.Fork.Change;
import greenbelt.simulator.Status.NodeStatus;
import greenbelt.simulator.Why.Clue;
import greenbelt.testkit.Divergence;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A service with several instances")
class ScaledSystemTest {
    private static final LoadPlan ORDERS =
            new LoadPlan(30, OptionalInt.empty(), 4, 1, Duration.ofMinutes(5));

    private static Simulator scaled(long seed, String service, int instances) {
        var system = Simulator.open(Plan.virtual(seed));
        system.run("scale", () -> system.scale(service, instances));
        return system;
    }

    private static LoadReport load(Simulator system) {
        return system.run("load", () -> system.load(ORDERS, _ -> {}));
    }

    private static void all(Simulator system, Mode mode) {
        Arrays.stream(Edge.values()).forEach(edge -> system.mode(edge, mode));
    }

    private static List<Finding> violated(Simulator system) {
        return system.run("check", system::check).stream().filter(it -> !it.holds()).toList();
    }

    private static List<String> names(Simulator system) {
        return system.run("look", () -> system.gateway().upstreams()).upstreams().stream()
                .flatMap(upstream -> upstream.instances().stream())
                .map(InstanceView::name)
                .toList();
    }

    private static String says(Simulator system, String node) {
        return system.run("status", system::status).nodes().stream()
                .filter(status -> status.node().equals(node))
                .map(NodeStatus::detail)
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("has a node for each, which the gateway finds by itself")
    void nodes() {
        try (var system = scaled(1, "inventory", 3)) {
            assertThat(system.nodes())
                    .containsExactly(
                            "gateway",
                            "inventory-1",
                            "inventory-2",
                            "inventory-3",
                            "order-1",
                            "user-1");
            assertThat(names(system))
                    .containsExactly(
                            "inventory-1", "inventory-2", "inventory-3", "order-1", "user-1");
        }
    }

    @Test
    @DisplayName("shares one database: what one has set aside, none sells again")
    void oneDatabase() {
        try (var system = scaled(2, "inventory", 3)) {
            assertThat(load(system).problems()).isEmpty();

            assertThat(violated(system)).isEmpty();
            assertThat(List.of("inventory-1", "inventory-2", "inventory-3"))
                    .allSatisfy(
                            node -> assertThat(says(system, node)).doesNotContain("answered 0"));
        }
    }

    @Test
    @DisplayName(
            "handles messages on one node, and on the next when that crashes; nothing is stuck, nothing done twice")
    void takesOver() {
        try (var system = scaled(3, "inventory", 3)) {
            all(system, Mode.ASYNC);
            assertThat(leaders(system)).containsExactly("inventory-1");

            system.run("crash", () -> system.crash("inventory-1"));
            var report = load(system);

            assertThat(report.placed()).isEqualTo(ORDERS.orders());
            assertThat(system.run("look", system::pending)).isEmpty();
            assertThat(leaders(system)).hasSize(1).doesNotContain("inventory-1");
            assertThat(lag(system)).isZero();
            assertThat(violated(system)).isEmpty();
        }
    }

    private static List<String> leaders(Simulator system) {
        return system.nodes("inventory").stream()
                .filter(node -> says(system, node).contains("handles and publishes messages"))
                .toList();
    }

    private static long lag(Simulator system) {
        return system.run("look", () -> system.bus().groups()).stream()
                .filter(group -> group.topic().equals(Topics.INVENTORY_COMMANDS))
                .mapToLong(GroupStatus::lag)
                .sum();
    }

    @Test
    @DisplayName("stands by again where it led before it crashed")
    void standsByAfterARestart() {
        try (var system = scaled(4, "user", 2)) {
            system.run("crash", () -> system.crash("user-1"));
            system.run("restart", () -> system.restart("user-1"));

            assertThat(says(system, "user-1")).contains("stands by to handle messages");
            assertThat(says(system, "user-2")).contains("handles and publishes messages");
        }
    }

    @Test
    @DisplayName(
            "goes on serving while one of them is up, and has lost nothing when the last has crashed")
    void lastOneDown() {
        try (var system = scaled(5, "inventory", 2)) {
            load(system);
            var stock = system.run("stock", system::stock);
            system.run("crash", () -> system.crash("inventory-1"));
            assertThat(system.run("stock", system::stock)).isEqualTo(stock);

            system.run("crash", () -> system.crash("inventory-2"));
            assertThatThrownBy(() -> system.run("stock", system::stock))
                    .hasMessageContaining("these are down: inventory-1, inventory-2;");
            system.run("restart", () -> system.restart("inventory-2"));

            assertThat(system.run("stock", system::stock)).isEqualTo(stock);
            assertThat(violated(system)).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "loses no call when it is scaled down in the middle of a load, and gains none when scaled up")
    void scaledUnderLoad() {
        try (var system = scaled(6, "inventory", 4)) {
            var world = system.world();
            var console = world.node(Simulator.CONSOLE).orElseThrow();

            var report =
                    system.run(
                            "load",
                            () -> {
                                console.spawn(
                                        "scale",
                                        () -> {
                                            world.sleep(Duration.ofMillis(20));
                                            system.scale("inventory", 1);
                                            system.scale("inventory", 3);
                                        });
                                return system.load(
                                        new LoadPlan(
                                                300,
                                                OptionalInt.empty(),
                                                8,
                                                1,
                                                Duration.ofMinutes(5)),
                                        _ -> {});
                            });

            assertThat(report.problems()).isEmpty();
            assertThat(report.placed()).isEqualTo(300);
            assertThat(system.scale()).isEqualTo(Scale.ONE.with("inventory", 3));
            assertThat(violated(system)).isEmpty();
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName(
            "keeps every invariant with three instances of each, while faults crash and pause them")
    void invariants(long seed) {
        var scale = Scale.ONE.with("inventory", 3).with("user", 2);
        var faults =
                """
                crash node:inventory-1 --from 15ms --for 2s
                crash node:inventory-2 --from 40ms --for 3s
                pause node:inventory-3 --from 30ms --for 1s
                crash node:user-1 --from 25ms --for 1s
                duplicate gateway->inventory --every 3
                """;
        try (var system = Simulator.open(Plan.virtual(seed).withScale(scale))) {
            var draws = system.world();
            var modes = List.of(Mode.values());
            for (var edge : Edge.values()) {
                system.mode(edge, draws.random("modes of the test/" + edge).pick(modes));
            }
            system.run(
                    "break", () -> system.add(PlanText.parse(faults, Simulator.landscape(scale))));
            load(system);
            system.run("mend", () -> system.faults().clear());
            system.run("redrive", system::redrive);
            system.run(
                    "settle",
                    () -> {
                        system.world().sleep(Duration.ofHours(2));
                        return true;
                    });

            assertThat(system.run("look", system::pending)).isEmpty();
            assertThat(violated(system)).isEmpty();
        }
    }

    @Test
    @DisplayName("gives the same bytes for the same seed, crashes included")
    void sameBytes() {
        assertThat(Divergence.between(imprint(11), imprint(11))).isEmpty();
    }

    private static List<String> imprint(long seed) {
        var plan = Plan.virtual(seed).withScale(Scale.ONE.with("inventory", 3).with("user", 2));
        var crashes =
                PlanText.parse(
                        "crash node:inventory-1 --from 20ms --for 1s\ncrash node:user-2 --from 30ms --for 1s",
                        Simulator.landscape(plan.scale()));
        return Imprint.of(
                plan.withFaults(crashes), seed, Imprint.Setting.MIXED, 30, _ -> {}, _ -> {});
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    order     | 2  | order has one writer: its log numbers all events, and two instances would each decide on what the other has not seen
                    gateway   | 2  | gateway has one door, on one port
                    inventory | 0  | instances of inventory must be 1 to 16, was 0
                    inventory | 17 | instances of inventory must be 1 to 16, was 17
                    """)
    @DisplayName("is one that can have them, and not too many")
    void refuses(String service, int instances, String sentence) {
        try (var system = Simulator.open(Plan.virtual(7))) {
            assertThatThrownBy(() -> system.run("scale", () -> system.scale(service, instances)))
                    .isInstanceOf(SimulatorException.class)
                    .hasMessageStartingWith(sentence);
            assertThat(system.scale()).isEqualTo(Scale.ONE);
        }
    }

    @Test
    @DisplayName("keeps one that is up, and those that a fault strikes")
    void refusesToGo() {
        try (var system = scaled(8, "user", 2)) {
            system.run("crash", () -> system.crash("user-1"));

            assertThatThrownBy(() -> system.run("scale", () -> system.scale("user", 1)))
                    .hasMessage(
                            "user-1 would stay, and is down; start one of them first: restart user-1");

            system.run("restart", () -> system.restart("user-1"));
            var pause =
                    PlanText.parse(
                            "pause node:user-2 --for 1h", Simulator.landscape(system.scale()));
            system.run("break", () -> system.add(pause));

            assertThatThrownBy(() -> system.run("scale", () -> system.scale("user", 1)))
                    .hasMessageStartingWith("user-2 would go, and fault ");
        }
    }

    @Test
    @DisplayName("goes on in a fork with as many, and keeps every invariant there")
    void fork() {
        try (var system = scaled(10, "inventory", 2)) {
            load(system);
            var change =
                    new Change.PutFault(
                            PlanText.parse(
                                            "pause node:inventory-2 --for 1s",
                                            Simulator.landscape(system.scale()))
                                    .faults()
                                    .getFirst());

            var report = system.fork(new Fork(40, change, 1, Fork.USUAL), _ -> {});

            assertThat(report.asItWas().violated()).isEmpty();
            assertThat(report.changed().violated()).isEmpty();
        }
    }

    @Test
    @DisplayName("is told of by why: one that is down is not in the way while another is up")
    void why() {
        try (var system = scaled(12, "inventory", 2)) {
            all(system, Mode.ASYNC);
            system.run("crash", () -> system.crash("inventory-2"));
            var pause = PlanText.parse("pause node:inventory-1 --delay 1h", Simulator.landscape());
            system.run("break", () -> system.add(pause));
            system.run(
                    "place",
                    () -> {
                        var order = Shopping.in(system.client(), 1).order(0);
                        system.client().call(Request.post("/orders", order)).body().close();
                        system.world().sleep(Duration.ofSeconds(1));
                        return true;
                    });

            var why = system.run("why", () -> system.why("order-1"));

            assertThat(why.clues())
                    .contains(new Clue("inventory-2", "down; another instance is up"))
                    .contains(new Clue("inventory-1", "inventory-1 stands still: it is paused"));
            assertThat(why.answer()).contains("inventory-1 stands still: it is paused");
        }
    }

    @Test
    @DisplayName("has as many as in the beginning after everything began anew")
    void reset() {
        try (var system = scaled(9, "inventory", 3)) {
            system.run("crash", () -> system.crash("inventory-3"));
            system.run("reset", system::reset);

            assertThat(system.nodes())
                    .containsExactly("gateway", "inventory-1", "order-1", "user-1");
            assertThat(names(system)).containsExactly("inventory-1", "order-1", "user-1");
        }
    }
}
