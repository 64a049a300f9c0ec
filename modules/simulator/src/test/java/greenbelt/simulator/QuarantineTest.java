package greenbelt.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.contract.Api.NewOrder;
import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Edge;
import greenbelt.contract.Finding;
import greenbelt.contract.Mode;
import greenbelt.contract.OrderStatus;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.StreamId;
import greenbelt.eventstore.jdbc.JdbcEventStore;
import greenbelt.fault.PlanText;
import greenbelt.http.Request;
import greenbelt.order.Quarantined;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An order that cannot be handled")
class QuarantineTest {
    private static final String BROKEN = "order-2";
    private static final String REASON =
            "CreditReleased cannot happen to an order that is AwaitingStock";

    private final Simulator system = Simulator.open(Plan.virtual(7));

    @AfterEach
    void close() {
        system.close();
    }

    /// Three orders wait for their stock; the second one has an event that cannot be.
    private void breakOneOfThree() {
        system.mode(Edge.ORDER_USER, Mode.ASYNC);
        system.mode(Edge.ORDER_INVENTORY, Mode.ASYNC);
        var shopping = system.run("look", () -> Shopping.in(system.client(), 1));
        system.run("crash", () -> system.crash("inventory-1"));
        for (int i = 0; i < 3; i++) {
            place(shopping.order(i));
        }
        system.run("crash", () -> system.crash("order-1"));
        withEvents(
                (store, stream) -> store.append(stream, new Expected.Any(), List.of(lie(stream))));
        system.run("restart", () -> system.restart("order-1"));
        system.run("restart", () -> system.restart("inventory-1"));
        advance(Duration.ofSeconds(5));
    }

    private void place(NewOrder order) {
        system.run(
                "place",
                () -> {
                    try (var answer = system.client().call(Request.post("/orders", order)).body()) {
                        system.world().sleep(Duration.ofSeconds(1));
                        return answer;
                    }
                });
    }

    private void advance(Duration duration) {
        system.run("wait", () -> system.world().sleep(duration));
    }

    /// Works on the event store past the service, which is down.
    private void withEvents(BiConsumer<EventStore, StreamId> work) {
        var node = system.world().start("somebody else");
        system.world()
                .enter(
                        node,
                        "write",
                        () -> {
                            var database =
                                    system.parts().disk().open("events", JdbcEventStore.SCHEMA);
                            node.attach(database);
                            var store = JdbcEventStore.open(system.world(), node, database);
                            work.accept(store, stream(store));
                            return true;
                        });
        node.stop();
    }

    private static StreamId stream(EventStore store) {
        return store.readAll(0, 100).stream()
                .filter(stored -> stored.event().data().contains("\"" + BROKEN + "\""))
                .findFirst()
                .orElseThrow()
                .stream();
    }

    private Envelope lie(StreamId stream) {
        return new Envelope(
                new MessageId("a lie"),
                "order",
                "CreditReleased",
                1,
                stream.value().substring("order-".length()),
                system.world().now(),
                Optional.empty(),
                Optional.empty(),
                "{}");
    }

    private OrderStatus status(String number) {
        return system.run("orders", system::orders).stream()
                .filter(order -> order.number().equals(number))
                .map(OrderView::status)
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("is set aside, with the answers that it gets, while all the others go on")
    void othersGoOn() {
        breakOneOfThree();

        assertThat(status("order-1")).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(status("order-3")).isEqualTo(OrderStatus.CONFIRMED);
        var held = system.run("quarantine", system::quarantined);
        assertThat(held).extracting(Quarantined::number).containsExactly(BROKEN);
        assertThat(held.getFirst().reason()).contains(REASON);
        assertThat(held.getFirst().messages()).isEqualTo(1);
        assertThat(system.world().failures()).isEmpty();
        assertThat(system.run("status", system::status).isHealthy()).isTrue();
    }

    @Test
    @DisplayName("is shown by status, why and check, with what is wrong with it")
    void isShown() {
        breakOneOfThree();

        assertThat(system.run("status", system::status).quarantine().orders())
                .extracting(Quarantined::number)
                .containsExactly(BROKEN);
        assertThat(system.run("why", () -> system.why(BROKEN)).answer())
                .startsWith(BROKEN + " is set aside, because it cannot be handled: ")
                .contains(REASON)
                .endsWith("quarantine release " + BROKEN);
        assertThat(system.run("check", system::check))
                .filteredOn(finding -> !finding.holds())
                .extracting(Finding::invariant)
                .contains("no order had to be set aside");
    }

    @Test
    @DisplayName("is not denied by status and quarantine list while the order service is down")
    void isNotDenied() {
        breakOneOfThree();
        system.run("crash", () -> system.crash("order-1"));

        assertThatThrownBy(() -> system.run("quarantine", system::quarantined))
                .isInstanceOf(SimulatorException.class)
                .hasMessage(
                        "which orders are set aside is not known: order-1 is down; start it: restart order-1");
        assertThat(system.run("status", system::status).quarantine().unknown())
                .hasValueSatisfying(why -> assertThat(why).contains("order-1 is down"));
    }

    @Test
    @DisplayName("is not denied while the order service cannot read its database")
    void isNotDeniedByAFailingDatabase() {
        breakOneOfThree();
        var unwell = PlanText.parse("error-reply database:order", Simulator.landscape());
        system.run("break", () -> system.add(unwell));

        assertThat(system.run("status", system::status).quarantine().unknown())
                .hasValueSatisfying(
                        why -> assertThat(why).contains("order-1 cannot read its database: "));
    }

    @Test
    @DisplayName("is still set aside after the node has crashed")
    void outlivesTheNode() {
        breakOneOfThree();
        system.run("crash", () -> system.crash("order-1"));
        system.run("restart", () -> system.restart("order-1"));

        assertThat(system.run("quarantine", system::quarantined))
                .extracting(Quarantined::number)
                .containsExactly(BROKEN);
    }

    @Test
    @DisplayName("is set aside again when it is released and nothing has changed")
    void releasedTooEarly() {
        breakOneOfThree();

        assertThat(system.run("release", () -> system.release(BROKEN)))
                .hasValueSatisfying(reason -> assertThat(reason).contains(REASON));
        assertThat(system.run("quarantine", system::quarantined)).hasSize(1);
    }

    @Test
    @DisplayName(
            "goes on where it was, with the answers that it got, when it is mended and released")
    void released() {
        breakOneOfThree();
        system.run("crash", () -> system.crash("order-1"));
        mend();
        system.run("restart", () -> system.restart("order-1"));

        assertThat(system.run("release", () -> system.release(BROKEN))).isEmpty();
        assertThat(system.run("quarantine", system::quarantined)).isEmpty();
        assertThat(status(BROKEN)).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(system.run("check", system::check)).allMatch(Finding::holds);
    }

    /// Takes the event out that cannot be, as nobody should have to.
    private void mend() {
        var node = system.world().start("somebody else");
        system.world()
                .enter(
                        node,
                        "mend",
                        () -> {
                            var database =
                                    system.parts().disk().open("events", JdbcEventStore.SCHEMA);
                            node.attach(database);
                            return database.write(
                                    "mend",
                                    session ->
                                            session.update(
                                                    "delete from event where id = ?", "a lie"));
                        });
        node.stop();
    }

    @Test
    @DisplayName("cannot be released when it is not set aside, and whoever tries is told so")
    void notThere() {
        assertThatThrownBy(() -> system.run("release", () -> system.release("order-7")))
                .isInstanceOf(SimulatorException.class)
                .hasMessage("no order \"order-7\" is in quarantine; see: quarantine list");
    }
}
