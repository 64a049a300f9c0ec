package greenbelt.simulator;

import greenbelt.eventstore.jdbc.JdbcEventStore;
import greenbelt.http.Problem;
import greenbelt.http.Request;
import greenbelt.order.OrderLog;
import greenbelt.order.OrderService;
import java.time.Duration;

/// Asks the order service what it would have answered at a moment of the past.
///
/// A read model is made from events, so what it said can be had again: the log up to the moment, an order service of its own
/// upon it in a scratch virtual world, and the same question. Nobody else is there, and no time passes, so nothing
/// happens to any order meanwhile. Keys to personal data stay where they are: where an order goes reads `(forgotten)`.
final class AskedThen {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private AskedThen() {}

    /// Throws [SimulatorException] when the service refuses to answer.
    static <T> T get(OrderLog log, String target, Class<T> type) {
        // No timer can be due before the first event, so none rings.
        try (var system = Simulator.unstarted(Plan.virtual(1), log.beginning())) {
            return system.run("ask", () -> get(system, log, Request.get(target), type));
        }
    }

    private static <T> T get(Simulator system, OrderLog log, Request request, Class<T> type) {
        var parts = system.parts();
        var node = parts.world().start("furnish");
        var events = parts.disk().open("events", JdbcEventStore.SCHEMA);
        var order = parts.disk().open("order", OrderService.SCHEMA);
        node.attach(events);
        node.attach(order);
        OrderService.beginWith(log, JdbcEventStore.open(parts.world(), node, events), order);
        node.stop();
        system.startOnly(OrderService.NAME);
        var response = parts.network().call(OrderService.NAME, request, PATIENCE);
        try (var _ = response.body()) {
            if (!response.isSuccess()) {
                throw new SimulatorException(Problem.from(response).detail());
            }
            return response.json(type);
        }
    }
}
