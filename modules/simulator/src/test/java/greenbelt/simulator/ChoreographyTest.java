package greenbelt.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.bus.Topic;
import greenbelt.contract.Api.NewOrder;
import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Api.TopUp;
import greenbelt.contract.Edge;
import greenbelt.contract.Finding;
import greenbelt.contract.Flow;
import greenbelt.contract.Message.Line;
import greenbelt.contract.Mode;
import greenbelt.contract.Money;
import greenbelt.contract.OrderStatus;
import greenbelt.contract.Topics;
import greenbelt.http.Method;
import greenbelt.http.Request;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An order of which nobody is in charge")
class ChoreographyTest {
    private final Simulator system = Simulator.open(Plan.virtual(7));

    @AfterEach
    void everythingHolds() {
        advance(Duration.ofMinutes(10));
        assertThat(system.run("check", system::check)).allMatch(Finding::holds);
        system.close();
    }

    private void advance(Duration duration) {
        system.run("wait", () -> system.world().sleep(duration));
    }

    private NewOrder order(int pieces) {
        return system.run(
                "look",
                () -> {
                    var town = system.client().town();
                    var user = town.users().getFirst();
                    return new NewOrder(
                            user.id(), List.of(new Line(town.items().getFirst().sku(), pieces)));
                });
    }

    private OrderView place(NewOrder order) {
        return system.run(
                "place",
                () -> system.client().call(Request.post("/orders", order)).json(OrderView.class));
    }

    private OrderView order(String number) {
        return system.run("orders", system::orders).stream()
                .filter(order -> order.number().equals(number))
                .findFirst()
                .orElseThrow();
    }

    private List<String> events(String number) {
        return system.run("events", () -> system.events(number)).stream()
                .map(stored -> stored.event().type())
                .toList();
    }

    /// Who has said what in this topic.
    private List<String> messages(Topic topic) {
        return system.run("read", () -> system.parts().bus().read(topic, 0, 100)).stream()
                .map(entry -> entry.message().source() + " " + entry.message().type())
                .toList();
    }

    @Test
    @DisplayName("is confirmed by what each of the services says, without a command to anybody")
    void confirmed() {
        system.flow(Flow.CHOREOGRAPHY);

        var placed = place(order(1));
        advance(Duration.ofSeconds(5));

        assertThat(order(placed.number()).status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(events(placed.number()))
                .containsExactly(
                        "OrderPlaced", "CreditReserved", "StockReserved", "OrderConfirmed");
        assertThat(messages(Topics.ORDER_EVENTS))
                .containsExactly(
                        "order OrderPlaced", "user CreditReserved", "inventory StockReserved");
        assertThat(messages(Topics.USER_COMMANDS)).isEmpty();
        assertThat(messages(Topics.INVENTORY_COMMANDS)).isEmpty();
    }

    @Test
    @DisplayName(
            "that wants more than there is, is rejected, and the user service gives back by itself")
    void noStock() {
        system.flow(Flow.CHOREOGRAPHY);
        var all = order(1_000);
        system.run(
                "pay in",
                () ->
                        system.client()
                                .call(
                                        Request.post(
                                                "/users/" + all.user() + "/wallet/top-ups",
                                                new TopUp(new Money(100_000_000)))));

        var placed = place(all);
        advance(Duration.ofSeconds(5));

        assertThat(order(placed.number()).status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(events(placed.number()))
                .containsExactly(
                        "OrderPlaced",
                        "CreditReserved",
                        "StockRefused",
                        "CompensationBegun",
                        "CreditReleased",
                        "OrderRejected");
        assertThat(messages(Topics.ORDER_EVENTS))
                .containsExactly(
                        "order OrderPlaced",
                        "user CreditReserved",
                        "inventory StockRefused",
                        "user CreditReleased");
    }

    @Test
    @DisplayName("that cannot be paid is rejected, and nothing was set aside for it")
    void noCredit() {
        system.flow(Flow.CHOREOGRAPHY);

        var placed = place(order(1_000));
        advance(Duration.ofSeconds(5));

        assertThat(order(placed.number()).status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(messages(Topics.ORDER_EVENTS))
                .containsExactly("order OrderPlaced", "user CreditRefused");
    }

    @Test
    @DisplayName("that is cancelled says so, and whoever has set something aside gives it back")
    void cancelled() {
        system.flow(Flow.CHOREOGRAPHY);
        var placed = place(order(1));
        advance(Duration.ofSeconds(5));

        system.run(
                "cancel",
                () ->
                        system.client()
                                .call(Request.of(Method.DELETE, "/orders/" + placed.number())));
        advance(Duration.ofSeconds(5));

        assertThat(order(placed.number()).status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(messages(Topics.ORDER_EVENTS))
                .contains("order OrderGivenUp", "user CreditReleased", "inventory StockReleased");
    }

    @Test
    @DisplayName(
            "is given up when nobody says anything in time, and what comes late changes nothing")
    void overdue() {
        system.flow(Flow.CHOREOGRAPHY);
        var wanted = order(1);
        system.run("crash", () -> system.crash("inventory-1"));

        var placed = place(wanted);
        advance(Duration.ofMinutes(1));
        system.run("restart", () -> system.restart("inventory-1"));
        advance(Duration.ofMinutes(5));

        assertThat(order(placed.number()).reason())
                .contains("the inventory service did not say in time");
    }

    @Test
    @DisplayName("is finished as it began, when somebody takes charge of the next ones")
    void switchedInFlight() {
        system.mode(Edge.ORDER_USER, Mode.ASYNC);
        system.flow(Flow.CHOREOGRAPHY);
        var wanted = order(1);
        system.run("crash", () -> system.crash("user-1"));
        var told = place(wanted);
        system.flow(Flow.ORCHESTRATION);
        var asked = place(wanted);
        system.run("restart", () -> system.restart("user-1"));
        advance(Duration.ofSeconds(5));

        assertThat(events(told.number()))
                .doesNotContain("CreditRequested")
                .endsWith("OrderConfirmed");
        assertThat(events(asked.number())).contains("CreditRequested").endsWith("OrderConfirmed");
    }

    @Test
    @DisplayName("has a trace of which each part hangs on what its service has heard")
    void trace() {
        system.flow(Flow.CHOREOGRAPHY);
        var placed = place(order(1));
        advance(Duration.ofSeconds(5));

        var spans =
                system.traces().ofOrder(placed.id().toString(), 1).getFirst().spans().stream()
                        .map(span -> span.service() + ": " + span.name())
                        .filter(span -> span.contains(".") || span.contains("hear"))
                        .toList();

        assertThat(spans)
                .contains(
                        "order: send order.events",
                        "user: process order.events",
                        "user: send order.events",
                        "inventory: hear OrderPlaced",
                        "inventory: hear CreditReserved",
                        "inventory: send order.events",
                        "order: process order.events")
                .noneMatch(span -> span.contains("commands"));
    }

    @Test
    @DisplayName("goes through under load side by side with orders of which somebody is")
    void both() {
        var load = new LoadPlan(60, OptionalInt.empty(), 8, 7, LoadPlan.of(1).settling());
        system.run(
                "load",
                () ->
                        system.load(
                                load,
                                answered ->
                                        system.flow(
                                                answered % 2 == 0
                                                        ? Flow.CHOREOGRAPHY
                                                        : Flow.ORCHESTRATION)));

        assertThat(system.run("orders", system::orders)).hasSize(60);
    }
}
