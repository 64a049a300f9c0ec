package greenbelt.order;

import greenbelt.contract.Api.OrderView;
import greenbelt.contract.OrderId;
import greenbelt.contract.OrderStatus;
import greenbelt.order.decider.OrderEvent.OrderLine;
import greenbelt.order.decider.OrderState.AwaitingCredit;
import greenbelt.order.decider.OrderState.AwaitingStock;
import greenbelt.order.decider.OrderState.Compensating;
import greenbelt.order.decider.OrderState.Confirmed;
import greenbelt.order.decider.OrderState.Ended;
import greenbelt.order.decider.OrderState.Known;
import greenbelt.order.decider.OrderState.Shipping;
import java.time.Instant;
import java.util.Optional;

/// An order as its stream tells it.
///
/// @param version of the stream
/// @param placedAt when its first event happened
record Order(OrderId id, Known state, long version, Instant placedAt) {
    OrderStatus status() {
        return switch (state) {
            case AwaitingCredit pending -> OrderStatus.PENDING;
            case AwaitingStock pending -> OrderStatus.PENDING;
            case Compensating pending -> OrderStatus.PENDING;
            case Confirmed confirmed -> OrderStatus.CONFIRMED;
            case Shipping confirmed -> OrderStatus.CONFIRMED;
            case Ended ended -> ended.status();
        };
    }

    Optional<String> reason() {
        return state instanceof Ended ended && !ended.reason().isEmpty()
                ? Optional.of(ended.reason())
                : Optional.empty();
    }

    /// Without its address, which [Deliveries] can open.
    OrderView view() {
        var placed = state.placed();
        return new OrderView(
                id,
                placed.number(),
                version,
                placed.user(),
                status(),
                placed.lines().stream().map(OrderLine::view).toList(),
                placed.total(),
                placedAt,
                Optional.empty(),
                reason());
    }
}
