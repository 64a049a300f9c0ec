package greenbelt.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.contract.Api.OrderPage;
import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Edge;
import greenbelt.contract.Finding;
import greenbelt.contract.Mode;
import greenbelt.contract.OrderStatus;
import greenbelt.eventstore.StoredEvent;
import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.order.LeftOut;
import greenbelt.order.Quarantined;
import greenbelt.order.SchemaReport;
import greenbelt.order.UnreadableOrderException;
import greenbelt.simulator.Fork.Change.DropEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An event that cannot be read")
class UnreadableEventTest {
    private static final String NOTHING_OF_AN_ORDER = "{\"broken\":1}";

    private final Simulator system = Simulator.open(Plan.virtual(7));
    private final Tampering tampering = new Tampering(system);

    @AfterEach
    void close() {
        system.close();
    }

    private void place(int count) {
        var shopping = system.run("look", () -> Shopping.in(system.client(), 1));
        for (int i = 0; i < count; i++) {
            var order = Request.post("/orders", shopping.order(i));
            send(order);
            advance(Duration.ofSeconds(1));
        }
    }

    private void send(Request request) {
        system.run(
                "send",
                () -> {
                    system.client().call(request).body().close();
                    return true;
                });
    }

    private void advance(Duration duration) {
        system.run("wait", () -> system.world().sleep(duration));
    }

    private List<StoredEvent> events(String order) {
        return system.run("events", () -> system.events(order));
    }

    /// Three orders; what the second one's first event says is overwritten.
    private StoredEvent breakTheSecondOfThree() {
        place(3);
        var first = events("order-2").getFirst();
        tampering.overwrite(first.position(), NOTHING_OF_AN_ORDER);
        return first;
    }

    private long end() {
        return system.run("end", () -> system.positionAt(system.world().now()));
    }

    @Test
    @DisplayName("is named by the check, with its position, its stream, and what is wrong with it")
    void isNamedByTheCheck() {
        var broken = breakTheSecondOfThree();

        var findings = system.run("check", system::check);

        assertThat(findings)
                .filteredOn(Finding::invariant, "every event in the store can be read")
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.violations())
                                .singleElement()
                                .asString()
                                .startsWith(
                                        "position %d, event 1 of %s, OrderPlaced version "
                                                .formatted(
                                                        broken.position(), broken.stream().value()))
                                .contains("broken"));
    }

    @Test
    @DisplayName("is counted by the schema check, among those of its type that can be")
    void isCountedByTheSchemaCheck() {
        var broken = breakTheSecondOfThree();

        var report = system.run("schema", system::schema);

        assertThat(report.isReadable()).isFalse();
        assertThat(report.shapes())
                .filteredOn(SchemaReport.Shape::type, "OrderPlaced")
                .singleElement()
                .satisfies(shape -> {
                    assertThat(shape.count()).isEqualTo(3);
                    assertThat(shape.firstPosition()).isEqualTo(1);
                    assertThat(shape.unreadable()).isEqualTo(1);
                });
        assertThat(report.unreadable())
                .extracting(SchemaReport.Unreadable::position)
                .containsExactly(broken.position());
    }

    @Test
    @DisplayName("lets nobody say what its order was, or why it stands, and a sentence says so")
    void isToldInASentence() {
        breakTheSecondOfThree();

        var history = system.run("history", () -> system.history("order-2"));

        assertThat(history.number()).isEqualTo("order-2");
        assertThatThrownBy(() -> history.at(history.version()))
                .isInstanceOf(UnreadableOrderException.class)
                .hasMessageStartingWith("nobody can say what order-2 is: event 1, OrderPlaced: ")
                .hasMessageContaining("broken")
                .hasMessageContaining("look at it: events order-2 --json");
        assertThat(system.run("why", () -> system.why("order-2")).answer())
                .startsWith("nobody can say what order-2 is: event 1, OrderPlaced: ");
    }

    @Test
    @DisplayName("leaves its order out of what is asked about a moment, and the order is named")
    void isLeftOutOfThePast() {
        var broken = breakTheSecondOfThree();

        var then = system.askedThen(end(), "/orders?limit=20", OrderPage.class);

        assertThat(then.answer().orders())
                .extracting(OrderView::number)
                .containsExactly("order-3", "order-1");
        assertThat(then.leftOut())
                .extracting(LeftOut::order)
                .containsExactly(broken.stream().value());
        assertThat(then.leftOut().getFirst().toString())
                .contains(" is left out: event 1, OrderPlaced: ");
    }

    @Test
    @DisplayName("leaves its order out of both worlds of a fork, and cannot be dropped there")
    void isLeftOutOfAFork() {
        var broken = breakTheSecondOfThree();
        long last = events("order-1").getLast().position();
        long end = end();

        var report =
                system.fork(new Fork(end, new DropEvent(last), 7, Duration.ofMinutes(1)), _ -> {});

        assertThat(report.leftOut())
                .extracting(LeftOut::order)
                .containsExactly(broken.stream().value());
        assertThat(report.changed().orders().values()).containsOnly(2);
        var drop = new Fork(end, new DropEvent(broken.position()), 7, Duration.ofMinutes(1));
        assertThatThrownBy(() -> system.fork(drop, _ -> {}))
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining(
                        broken.stream().value() + " is left out: event 1, OrderPlaced");
    }

    @Test
    @DisplayName("sets its order aside when somebody answers, and all the others go on")
    void isSetAsideByAnAnswer() {
        system.mode(Edge.ORDER_USER, Mode.ASYNC);
        system.mode(Edge.ORDER_INVENTORY, Mode.ASYNC);
        system.run("crash", () -> system.crash("inventory-1"));
        var broken = breakTheSecondOfThree();
        system.run("restart", () -> system.restart("inventory-1"));
        advance(Duration.ofSeconds(5));

        var held = system.run("quarantine", system::quarantined);

        assertThat(held).extracting(Quarantined::number).containsExactly("order-2");
        assertThat(held.getFirst().reason()).startsWith("event 1, OrderPlaced: ");
        assertThat(system.run("why", () -> system.why("order-2")).answer())
                .startsWith("order-2 is set aside");
        assertThat(system.run("release", () -> system.release("order-2"))).isPresent();
        assertThat(broken.stream().value()).endsWith(held.getFirst().order().toString());
        assertThat(system.run("orders", system::orders))
                .extracting(OrderView::status)
                .containsExactly(OrderStatus.CONFIRMED, OrderStatus.CONFIRMED);
        assertThat(system.world().failures()).isEmpty();
    }

    @Test
    @DisplayName("sets its order aside on the relay's way to the bus, and the relay goes on")
    void isSetAsideByTheRelay() {
        place(1);
        send(Request.of(Method.DELETE, "/orders/order-1"));
        var stream = events("order-1").getFirst().stream();
        tampering.append(stream, "CreditRequested", NOTHING_OF_AN_ORDER);
        advance(Duration.ofSeconds(1));

        var held = system.run("quarantine", system::quarantined);

        assertThat(held).extracting(Quarantined::number).containsExactly("order-1");
        assertThat(held.getFirst().reason()).contains(", CreditRequested: ").contains("broken");
        system.mode(Edge.ORDER_USER, Mode.ASYNC);
        system.mode(Edge.ORDER_INVENTORY, Mode.ASYNC);
        place(1);
        assertThat(system.run("orders", system::orders))
                .extracting(OrderView::status)
                .containsExactly(OrderStatus.CONFIRMED);
        assertThat(system.world().failures()).isEmpty();
    }
}
