package greenbelt.simulator;

import static greenbelt.contract.Edge.ORDER_INVENTORY;
import static greenbelt.contract.Edge.ORDER_USER;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Mode;
import greenbelt.contract.OrderStatus;
import greenbelt.http.ForwardingNetwork;
import greenbelt.http.Method;
import greenbelt.http.Network;
import greenbelt.http.Peer;
import greenbelt.http.Request;
import greenbelt.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The whole system in a virtual world")
class VirtualSystemTest {
    @Test
    @DisplayName("boots, and every node answers")
    void boots() {
        try (var system = Simulator.open(Plan.virtual(7))) {
            var status = system.run("status", system::status);

            assertThat(status.isHealthy()).as(status.nodes().toString()).isTrue();
            assertThat(status.failures()).isZero();
        }
    }

    @ParameterizedTest(name = "order→user {0}, order→inventory {1}")
    @CsvSource({"SYNC, SYNC", "SYNC, ASYNC", "ASYNC, SYNC", "ASYNC, ASYNC"})
    @DisplayName(
            "carries 50 orders to their end in each setting of the edges, and every invariant holds")
    void orders(Mode toUser, Mode toInventory) {
        try (var system = Simulator.open(Plan.virtual(7))) {
            system.mode(ORDER_USER, toUser);
            system.mode(ORDER_INVENTORY, toInventory);

            var report = system.run("load", () -> system.load(LoadPlan.of(50), answered -> {}));

            assertThat(report.byStatus()).isEqualTo(Map.of(OrderStatus.CONFIRMED, 50));
            assertThat(system.run("check", system::check)).allMatch(finding -> finding.holds());
        }
    }

    @Test
    @DisplayName("notices credit that is given back behind a confirmed order's back")
    void creditGone() {
        try (var system = Simulator.open(Plan.virtual(7))) {
            var order = placeOne(system);

            system.run(
                    "release behind its back",
                    () ->
                            system.parts()
                                    .network()
                                    .call(
                                            "user",
                                            Request.of(
                                                    Method.DELETE, "/credit-reservations/" + order),
                                            Duration.ofSeconds(1)));

            assertThat(violations(system))
                    .containsExactly("order-1 is CONFIRMED, and no credit is set aside for it");
        }
    }

    @Test
    @DisplayName("notices an acknowledged order that is lost")
    void orderGone() {
        try (var system = Simulator.open(Plan.virtual(7))) {
            var order = placeOne(system);

            system.run("lose everything", system::loseEverything);

            assertThat(violations(system))
                    .containsExactly("order " + order + " was acknowledged, and is not there");
        }
    }

    @Test
    @DisplayName("ends a load whose client fails at every order, and says that they were not sent")
    void clientsFail() {
        try (var system = Simulator.open(Plan.virtual(7))) {
            var console = system.world().node(Simulator.CONSOLE).orElseThrow();
            var network = new BrokenForOrders(system.parts().network());
            var client = new Client(system.world(), network, Blueprints.RESIDENTS);
            var plan = new LoadPlan(5, OptionalInt.empty(), 2, 1, Duration.ofMinutes(1));

            var report =
                    system.run(
                            "load",
                            () ->
                                    new Load(system.world(), console, client, plan)
                                            .run(answered -> {}));

            assertThat(report.placed()).isZero();
            assertThat(report.problems()).isEqualTo(Map.of("not sent (the client has failed)", 5));
            assertThat(system.world().failureCount()).isEqualTo(5);
        }
    }

    /// Ends the task of whoever places an order.
    private static final class BrokenForOrders extends ForwardingNetwork {
        BrokenForOrders(Network real) {
            super(real);
        }

        @Override
        public Response call(Peer peer, Request request, Duration timeout) {
            if (request.method() == Method.POST && request.path().equals("/orders")) {
                throw new AssertionError("broken");
            }
            return super.call(peer, request, timeout);
        }
    }

    private static String placeOne(Simulator system) {
        return system.run(
                "place",
                () -> {
                    var order = Shopping.in(system.client(), 1).order(0);
                    var response = system.client().call(Request.post("/orders", order));
                    return response.json(OrderView.class).id().toString();
                });
    }

    private static List<String> violations(Simulator system) {
        return system.run("check", system::check).stream()
                .flatMap(finding -> finding.violations().stream())
                .toList();
    }
}
