package greenbelt.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Finding;
import greenbelt.contract.OrderStatus;
import greenbelt.fault.PlanText;
import greenbelt.http.Request;
import greenbelt.order.Quarantined;
import greenbelt.projection.DeadLetter;
import greenbelt.projection.ProjectionStatus;
import greenbelt.projection.ProjectionStatus.State;
import greenbelt.projection.Rebuilt;
import greenbelt.projection.Switched;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Poison")
class PoisonTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ORDERS = 4;

    /// The two worlds.
    enum TestWorld {
        VIRTUAL,
        LIVE;

        Simulator open() {
            return Simulator.open(this == LIVE ? Plan.ephemeral(0) : Plan.virtual(7));
        }
    }

    private static void put(Simulator system, String fault) {
        var plan = PlanText.parse(fault + " --name bad", Simulator.landscape());
        system.run("break", () -> system.add(plan));
    }

    private static void mend(Simulator system) {
        system.run("mend", () -> system.faults().clear());
    }

    private static void place(Simulator system, int orders) {
        system.run(
                "place",
                () -> {
                    var shopping = Shopping.in(system.client(), 1);
                    for (int n = 0; n < orders; n++) {
                        system.client()
                                .call(Request.post("/orders", shopping.order(n)))
                                .body()
                                .close();
                    }
                });
    }

    private static ProjectionStatus status(Simulator system, String projection) {
        return system.run("status", () -> system.projections().status()).stream()
                .filter(status -> status.name().equals(projection))
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    private static List<DeadLetter> letters(Simulator system, String projection) {
        return system.run("look", () -> system.projections().deadLetters(projection));
    }

    /// In the live world projections follow soon, in the virtual one they have.
    private static void await(Simulator system, Supplier<Boolean> until) {
        system.run(
                "wait",
                () -> {
                    long end = system.world().nanoTime() + PATIENCE.toNanos();
                    while (!until.get() && system.world().nanoTime() < end) {
                        system.world().sleep(Duration.ofMillis(20));
                    }
                    assertThat(until.get()).isTrue();
                });
    }

    private static boolean hasCaughtUp(Simulator system) {
        return system.status().isCaughtUp();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName(
            "for a projection makes dead letters of its events, which it takes when the poison is gone")
    void projection(TestWorld world) {
        try (var system = world.open()) {
            put(system, "poison projection:order-list --every 5");
            place(system, ORDERS);
            await(system, () -> hasCaughtUp(system));

            var letters = letters(system, "order-list");
            assertThat(letters)
                    .filteredOn(letter -> !letter.waits())
                    .isNotEmpty()
                    .allSatisfy(letter -> {
                        assertThat(letter.position() % 5).isZero();
                        assertThat(letter.reason())
                                .isEqualTo(
                                        "FaultException: event %d is poisonous to projection:order-list"
                                                .formatted(letter.position()));
                    });
            assertThat(status(system, "order-detail").deadLetters()).isZero();
            assertThat(system.run("check", system::check))
                    .filteredOn(finding -> !finding.holds())
                    .extracting(Finding::invariant)
                    .containsExactly("the read model equals the fold of the events");

            mend(system);
            var redriven = system.run("redrive", () -> system.projections().redrive("order-list"));
            assertThat(redriven.taken()).isEqualTo(letters.size());
            assertThat(system.run("check", system::check)).allMatch(Finding::holds);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName(
            "for a projection stops what is built anew at the first event, and names it; readers see what they saw")
    void rebuild(TestWorld world) {
        try (var system = world.open()) {
            place(system, ORDERS);
            await(system, () -> hasCaughtUp(system));
            put(system, "poison projection:order-list --every 5");

            system.run(
                    "rebuild",
                    () -> {
                        assertThat(system.projections().rebuild("order-list"))
                                .isInstanceOf(Rebuilt.Begun.class);
                        assertThat(system.projections().awaitBuilt("order-list", PATIENCE))
                                .isTrue();
                    });

            var next = status(system, "order-list");
            assertThat(next.state()).isEqualTo(State.HALTED);
            assertThat(next.says())
                    .hasValueSatisfying(why ->
                            assertThat(why)
                                    .startsWith("event 5 (")
                                    .contains("event 5 is poisonous to projection:order-list"));
            assertThat(
                            system.run(
                                    "switch",
                                    () -> system.projections().switchOver("order-list", PATIENCE)))
                    .isInstanceOf(Switched.Halted.class);
            mend(system);
            assertThat(system.run("check", system::check)).allMatch(Finding::holds);
            system.run("cancel", () -> system.projections().cancel("order-list"));
            system.run("rebuild", () -> system.projections().rebuild("order-list"));
            assertThat(
                            system.run(
                                    "switch",
                                    () -> system.projections().switchOver("order-list", PATIENCE)))
                    .isInstanceOf(Switched.Done.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"order-detail", "order-list", "sales", "user-history"})
    @DisplayName(
            "for a read model is named by why, with the dead letter, the fault, and what to do")
    void whyReadModel(String projection) {
        try (var system = TestWorld.VIRTUAL.open()) {
            put(system, "poison projection:" + projection);
            place(system, 1);

            var why = system.run("why", () -> system.why("order-1"));

            assertThat(why.answer()).contains("waits only for its shipping");
            assertThat(why.clues())
                    .anySatisfy(clue -> {
                        assertThat(clue.place()).isEqualTo("projection " + projection);
                        assertThat(clue.found())
                                .startsWith("event 1 (OrderPlaced) is a dead letter of projection ")
                                .contains("; hand it over again: projection redrive " + projection);
                    })
                    .anySatisfy(clue -> assertThat(clue.found()).contains("fault bad is on"));
        }
    }

    @Test
    @DisplayName("for the timers leaves an order unshipped, and why says so")
    void whyTimers() {
        try (var system = TestWorld.VIRTUAL.open()) {
            put(system, "poison timers");
            place(system, 1);
            system.run("wait", () -> system.world().sleep(Duration.ofHours(2)));

            assertThat(system.run("why", () -> system.why("order-1")).answer())
                    .startsWith(
                            "order-1 is CONFIRMED, and no timer rings for its shipping: event 1 (OrderPlaced)")
                    .contains("; hand it over again: projection redrive timers; ");
            mend(system);
            system.run("redrive", () -> system.projections().redrive("timers"));
            system.run("wait", () -> system.world().sleep(Duration.ofMinutes(1)));
            assertThat(statuses(system)).containsExactly(OrderStatus.SHIPPED);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName(
            "for the saga sets single orders aside, which go on when they are released, and stops no other")
    void saga(TestWorld world) {
        try (var system = world.open()) {
            put(system, "poison saga:order --every 2");
            place(system, ORDERS);
            await(system, () -> hasCaughtUp(system));

            assertThat(statuses(system))
                    .containsExactly(
                            OrderStatus.CONFIRMED,
                            OrderStatus.PENDING,
                            OrderStatus.CONFIRMED,
                            OrderStatus.PENDING);
            assertThat(system.run("quarantine", system::quarantined))
                    .extracting(Quarantined::number, Quarantined::reason)
                    .containsExactly(
                            tuple("order-2", "order-2 is poisonous to saga:order"),
                            tuple("order-4", "order-4 is poisonous to saga:order"));
            var why = system.run("why", () -> system.why("order-2"));
            assertThat(why.answer()).contains("is set aside", "quarantine release order-2");
            assertThat(why.clues())
                    .anySatisfy(clue -> assertThat(clue.found()).contains("fault bad is on"));
            assertThat(system.run("release", () -> system.release("order-2"))).isPresent();

            mend(system);
            assertThat(system.run("release", () -> system.release("order-2"))).isEmpty();
            assertThat(system.run("take up again", system::redrive)).isEqualTo(1);
            await(system, () -> hasCaughtUp(system));
            assertThat(statuses(system)).containsOnly(OrderStatus.CONFIRMED);
            assertThat(system.run("check", system::check)).allMatch(Finding::holds);
        }
    }

    private static List<OrderStatus> statuses(Simulator system) {
        return system.run("orders", system::orders).stream().map(OrderView::status).toList();
    }
}
