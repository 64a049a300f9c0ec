package greenbelt.command.orders;

import greenbelt.contract.Api.OrderView;
import greenbelt.contract.OrderStatus;
import greenbelt.eventstore.StoredEvent;
import greenbelt.json.Json;
import greenbelt.json.JsonValue.JsonObject;
import greenbelt.json.JsonValue.JsonText;
import greenbelt.simulator.Simulator;
import greenbelt.telemetry.Span.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Waits until an order is final, and its trace complete. Looks at the event store itself, which leaves no trace.
final class Settling {
    /// How long an order may take.
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /// How long the last spans of a trace may take to come.
    private static final Duration TRACE_PATIENCE = Duration.ofSeconds(1);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(15);

    private final Simulator simulator;

    Settling(Simulator simulator) {
        this.simulator = simulator;
    }

    /// The order as it stands in the end, or after [#PATIENCE]. For tasks.
    OrderView await(OrderView placed) {
        var order = placed;
        for (long end = in(PATIENCE); !order.status().isSettled() && isBefore(end); ) {
            simulator.world().sleep(LOOK_AGAIN);
            order = with(order, simulator.events(order.id().toString()));
        }
        awaitTrace(order);
        return order;
    }

    /// A trace is complete when nothing in it is running, and nothing has come for a while.
    private void awaitTrace(OrderView order) {
        int before = -1;
        int now = spans(order);
        for (long end = in(TRACE_PATIENCE); now != before && isBefore(end); ) {
            simulator.world().sleep(LOOK_AGAIN);
            before = now;
            now = spans(order);
        }
    }

    /// How many spans the order's newest trace has; a different negative number each time while one is running.
    private int spans(OrderView order) {
        return simulator.traces().ofOrder(order.id().toString(), 1).stream()
                .findFirst()
                .map(trace ->
                        trace.count(Status.RUNNING) == 0
                                ? trace.spans().size()
                                : -2 - (int) (simulator.world().nanoTime() & 0xFFFFFF))
                .orElse(0);
    }

    private long in(Duration duration) {
        return simulator.world().nanoTime() + duration.toNanos();
    }

    private boolean isBefore(long end) {
        return simulator.world().nanoTime() - end < 0;
    }

    /// The order, as its events say that it stands.
    private static OrderView with(OrderView order, List<StoredEvent> events) {
        for (var stored : events.reversed()) {
            var status = status(stored.event().type());
            if (status.isPresent()) {
                return new OrderView(
                        order.id(),
                        order.number(),
                        events.getLast().version(),
                        order.user(),
                        status.get(),
                        order.lines(),
                        order.totalCents(),
                        order.placedAt(),
                        order.deliverTo(),
                        reason(stored));
            }
        }
        return order;
    }

    private static Optional<OrderStatus> status(String eventType) {
        return switch (eventType) {
            case "OrderConfirmed" -> Optional.of(OrderStatus.CONFIRMED);
            case "OrderRejected" -> Optional.of(OrderStatus.REJECTED);
            case "OrderCancelled" -> Optional.of(OrderStatus.CANCELLED);
            case "OrderShipped" -> Optional.of(OrderStatus.SHIPPED);
            default -> Optional.empty();
        };
    }

    private static Optional<String> reason(StoredEvent stored) {
        return Json.parse(stored.event().data()) instanceof JsonObject data
                        && data.field("reason").orElse(null) instanceof JsonText(var text)
                ? Optional.of(text)
                : Optional.empty();
    }
}
