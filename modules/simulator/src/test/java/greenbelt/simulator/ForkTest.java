package greenbelt.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.contract.Api;
import greenbelt.contract.Api.NewOrder;
import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Api.TopUp;
import greenbelt.contract.Edge;
import greenbelt.contract.Finding;
import greenbelt.contract.Flow;
import greenbelt.contract.Message.Line;
import greenbelt.contract.Mode;
import greenbelt.contract.Sku;
import greenbelt.eventstore.StoredEvent;
import greenbelt.fault.FaultPlan;
import greenbelt.fault.PlanText;
import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.json.Json;
import greenbelt.simulator.Fork.Change;
import greenbelt.simulator.Fork.Change.ChangeEvent;
import greenbelt.simulator.Fork.Change.DropEvent;
import greenbelt.simulator.Fork.Change.DropFault;
import greenbelt.simulator.Fork.Change.PutFault;
import greenbelt.simulator.ForkReport.Difference;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A fork of the past")
class ForkTest {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private Simulator system = Simulator.open(Plan.virtual(7));

    @AfterEach
    void close() {
        system.close();
    }

    private void modes(Mode mode) {
        List.of(Edge.values()).forEach(edge -> system.mode(edge, mode));
    }

    private void order(String handle, String sku, int quantity) {
        system.run(
                "order",
                () -> {
                    var client = system.client();
                    var user =
                            client.town().knownUsers().stream()
                                    .filter(it -> it.handle().equals(handle))
                                    .findFirst()
                                    .orElseThrow();
                    var order =
                            new NewOrder(
                                    user.id(),
                                    List.of(new Line(new Sku(sku), quantity)),
                                    Optional.empty());
                    client.call(Request.post("/orders", order)).body().close();
                });
    }

    /// Enough for everything on the shelves.
    private void payIn(String handle) {
        system.run(
                "pay in",
                () -> {
                    var client = system.client();
                    var user =
                            client.town().knownUsers().stream()
                                    .filter(it -> it.handle().equals(handle))
                                    .findFirst()
                                    .orElseThrow();
                    var topUp = new TopUp(Api.MAX_PAYMENT_CENTS);
                    client.call(Request.post("/users/" + user.id() + "/wallet/top-ups", topUp))
                            .body()
                            .close();
                });
    }

    private void cancel(String number) {
        var order =
                system.orders().stream()
                        .filter(it -> it.number().equals(number))
                        .findFirst()
                        .orElseThrow();
        system.client().call(Request.of(Method.DELETE, "/orders/" + order.id())).body().close();
    }

    private void pass(Duration time) {
        system.run("let time pass", () -> system.world().sleep(time));
    }

    private List<StoredEvent> events(String order) {
        return system.run("events", () -> system.events(order));
    }

    private long position(String order, String type) {
        return events(order).stream()
                .filter(stored -> stored.event().type().equals(type))
                .findFirst()
                .orElseThrow()
                .position();
    }

    private ForkReport fork(long position, Change change) {
        return system.fork(new Fork(position, change, 1, Fork.USUAL), _ -> {});
    }

    private static ChangeEvent says(long position, String field, Object value) {
        return new ChangeEvent(position, new LinkedHashMap<>(Map.of(field, Json.tree(value))));
    }

    private FaultPlan plan(String line) {
        return PlanText.parse(line, Simulator.landscape());
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"SYNC, order-1", "SYNC, order-2", "ASYNC, order-1", "ASYNC, order-2"})
    @DisplayName("drives on what was under way, to the end it came to in fact")
    void drivesOnWhatWasUnderWay(Mode mode, String underWay) {
        modes(mode);
        payIn("bela");
        order("ada", "TEA-POT", 2);
        order("bela", "TEA-POT", 86);
        pass(Duration.ofHours(3));
        long halfway = position(underWay, "StockRequested");
        var harmless = plan("latency order->user --delay 1ms").faults().getFirst();

        var report = fork(halfway, new PutFault(harmless));

        var came =
                system.run("list", () -> system.orders()).stream().map(OrderView::status).toList();
        assertThat(came).extracting(Enum::name).containsExactly("SHIPPED", "REJECTED");
        assertThat(report.asItWas().orders())
                .isEqualTo(
                        underWay.equals("order-1")
                                ? Map.of("shipped", 1)
                                : Map.of("shipped", 1, "rejected", 1));
        assertThat(report.asItWas().violated()).isEmpty();
        assertThat(report.changed().violated()).isEmpty();
        assertThat(report.differences()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"OrderPlaced", "CreditReserved", "OrderConfirmed"})
    @DisplayName("drives on an order of which nobody is in charge")
    void drivesOnWhatNobodyIsInChargeOf(String last) {
        system.flow(Flow.CHOREOGRAPHY);
        order("ada", "TEA-POT", 2);
        pass(A_MINUTE);
        var harmless = plan("latency order->user --delay 1ms").faults().getFirst();

        var report = fork(position("order-1", last), new PutFault(harmless));

        assertThat(report.asItWas().orders()).isEqualTo(Map.of("shipped", 1));
        assertThat(report.asItWas().violated()).isEmpty();
        assertThat(report.differences()).isEmpty();
    }

    @Test
    @DisplayName("shows whom another event would have helped")
    void showsWhomAnotherEventWouldHaveHelped() {
        payIn("ada");
        order("ada", "TEA-POT", 85);
        order("bela", "TEA-POT", 1);
        pass(A_MINUTE);
        assertThat(events("order-2").getLast().event().type()).isEqualTo("OrderRejected");
        long asked = position("order-1", "StockRequested");

        var report =
                fork(
                        position("order-2", "StockRequested"),
                        says(asked, "lines", List.of(new Line(new Sku("TEA-POT"), 80))));

        assertThat(report.change())
                .isEqualTo(
                        "event %d (StockRequested of order-1) says lines=[{\"sku\":\"TEA-POT\",\"quantity\":80}]"
                                .formatted(asked));
        assertThat(report.differences())
                .contains(
                        new Difference("order-2", "status", "rejected", "shipped"),
                        new Difference("TEA-POT", "shipped", "85", "81"));
        assertThat(report.changed().violated())
                .singleElement()
                .extracting(Finding::invariant)
                .asString()
                .startsWith("an order has its credit and its goods");
    }

    @Test
    @DisplayName("shows what comes of an event that has not happened, and which invariants break")
    void showsWhatComesOfAnEventThatHasNotHappened() {
        order("ada", "TEA-POT", 2);
        pass(A_MINUTE);
        long end = events("order-1").getLast().position();

        var report = fork(end, new DropEvent(position("order-1", "CreditReserved")));

        assertThat(report.asItWas().violated()).isEmpty();
        assertThat(report.differences())
                .contains(new Difference("order-1", "events", "8", "7"))
                .anySatisfy(difference -> assertThat(difference.what()).isEqualTo("ada"))
                .anySatisfy(difference -> {
                    assertThat(difference.what()).isEqualTo("invariant");
                    assertThat(difference.field()).contains("an order has its credit");
                });
    }

    @Test
    @DisplayName("shows what an order would have become without a fault, or with another one")
    void showsWhatAFaultHasDone() {
        modes(Mode.SYNC);
        system.run("break", () -> system.add(plan("request-lost order->inventory")));
        order("ada", "TEA-POT", 2);
        long placed = position("order-1", "CreditRequested");

        var without = fork(placed, new DropFault("request-lost-1"));

        assertThat(without.faults())
                .containsExactly("request-lost order->inventory --name request-lost-1");
        assertThat(without.differences())
                .contains(
                        new Difference("order-1", "status", "rejected", "shipped"),
                        new Difference("TEA-POT", "shipped", "0", "2"));
    }

    @Test
    @DisplayName("has the faults that were on, also when they have been taken off since")
    void hasTheFaultsThatWereOn() {
        system.run("break", () -> system.add(plan("reply-lost order->inventory")));
        order("ada", "TEA-POT", 1);
        pass(Duration.ofDays(2));
        system.run("mend", () -> system.faults().clear());
        pass(Duration.ofDays(3));
        long asked = position("order-1", "StockRequested");

        var without = fork(asked, new DropFault("reply-lost-1"));

        assertThat(events("order-1").getLast().event().type()).isEqualTo("OrderRejected");
        assertThat(without.faults())
                .singleElement()
                .asString()
                .startsWith("reply-lost order->inventory --until ");
        assertThat(without.asItWas().orders()).isEqualTo(Map.of("rejected", 1));
        assertThat(without.missing()).isEmpty();
        assertThat(without.changed().orders()).isEqualTo(Map.of("shipped", 1));
        assertThat(fork(asked, new DropEvent(asked)).asItWas().orders())
                .isEqualTo(Map.of("rejected", 1));
    }

    @Test
    @DisplayName("says what of the past it cannot bring about again")
    void saysWhatIsMissing() {
        system.run("break", () -> system.add(plan("latency order->user --probability 0.5")));
        order("ada", "TEA-POT", 1);
        long asked = events("order-1").getLast().position();
        pass(Duration.ofSeconds(1));
        order("bela", "TEA-POT", 1);
        system.run("break", () -> system.add(plan("latency order->inventory --name late")));
        var later = system.run("look", () -> system.faults().history().stays().getLast().since());

        var report = fork(asked, new DropFault("latency-1"));

        assertThat(report.missing())
                .containsExactly(
                        "whom fault latency-1 strikes is drawn anew",
                        "fault late was put on later, at " + later,
                        "orders placed later: 1");
    }

    @Test
    @DisplayName("says which order came to another end in fact")
    void saysWhichOrderCameToAnotherEnd() {
        order("ada", "TEA-POT", 1);
        long placed = events("order-1").getFirst().position();
        system.run("cancel", () -> cancel("order-1"));
        pass(Duration.ofHours(3));

        var report = fork(placed, new PutFault(plan("latency order->user").faults().getFirst()));

        assertThat(report.missing()).containsExactly("order-1 is cancelled in fact");
    }

    @Test
    @DisplayName("is the same to the last byte when it is made again")
    void repeats() {
        modes(Mode.ASYNC);
        order("ada", "TEA-POT", 2);
        order("bela", "TEA-POT", 3);
        long position = position("order-1", "CreditRequested");
        var change = new PutFault(plan("crash order-1 --every 9").faults().getFirst());

        assertThat(Json.write(fork(position, change)))
                .isEqualTo(Json.write(fork(position, change)));
    }

    @Test
    @DisplayName("can be made of a live system, at the time it was there")
    void ofALiveSystem() {
        system.close();
        system = Simulator.open(Plan.ephemeral(0));
        order("ada", "TEA-POT", 2);
        var asked = events("order-1").get(1);

        var report = fork(asked.position(), says(asked.position(), "amountCents", 1));

        assertThat(report.moment()).isEqualTo(asked.event().time());
        assertThat(report.asItWas().orders()).isEqualTo(Map.of("shipped", 1));
        assertThat(report.asItWas().violated()).isEmpty();
    }

    @Test
    @DisplayName("leaves the system it was taken from as it is")
    void leavesTheSystemAsItIs() {
        order("ada", "TEA-POT", 2);
        var before = events("order-1");
        var now = system.run("look", () -> system.world().now());

        fork(before.getLast().position(), new DropEvent(before.getLast().position()));

        assertThat(events("order-1")).isEqualTo(before);
        assertThat(system.run("look", () -> system.world().now())).isEqualTo(now);
    }

    @Test
    @DisplayName(
            "is refused when what came after could not have happened, or a wallet could not have paid")
    void isRefusedWhenItCouldNotBe() {
        order("ada", "TEA-POT", 2);
        var events = events("order-1");
        long end = events.getLast().position();

        assertThatThrownBy(() -> fork(end, new DropEvent(1)))
                .isInstanceOf(SimulatorException.class)
                .hasMessage(
                        "without event 1 (OrderPlaced of order-1) the log up to here could not be:"
                                + " at position 2, CreditRequested cannot happen to an order that is NotPlaced");
        assertThatThrownBy(() -> fork(end, says(2, "amountCents", 100_000_000)))
                .hasMessageContaining("the log says that credit is set aside for order")
                .hasMessageContaining("the wallet holds");
        assertThatThrownBy(() -> fork(end, says(2, "amount", 1)))
                .hasMessage(
                        "event 2 (CreditRequested of order-1) has no field \"amount\"; it has: user, amountCents, via");
        assertThatThrownBy(() -> fork(end, says(2, "amountCents", "much")))
                .hasMessageContaining("event 2 (CreditRequested of order-1) cannot say that");
        assertThatThrownBy(() -> fork(end + 1, new DropEvent(1)))
                .hasMessage(
                        "position must be 1 to %d, was %d; see: events --all"
                                .formatted(end, end + 1));
        assertThatThrownBy(() -> fork(2, new DropEvent(3)))
                .hasMessage("there is no event at position 3 in the log up to position 2");
        assertThatThrownBy(() -> fork(2, new DropFault("none")))
                .hasMessageContaining("there was no fault \"none\"")
                .hasMessageContaining("there were: none");
    }
}
