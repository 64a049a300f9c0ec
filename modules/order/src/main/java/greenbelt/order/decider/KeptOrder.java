package greenbelt.order.decider;

import greenbelt.contract.OrderStatus;
import greenbelt.json.Json;
import greenbelt.order.decider.OrderEvent.Ending;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.order.decider.OrderState.Compensating;
import greenbelt.order.decider.OrderState.Ended;
import java.time.Instant;
import java.util.Optional;

/// An order as it is written into a snapshot; the JSON of it, so it is public.
///
/// @param placed the first event's data
/// @param placedVersion the first event's version
public record KeptOrder(
        Kind kind,
        Instant placedAt,
        String placed,
        int placedVersion,
        int attempts,
        Optional<Ending> ending,
        Optional<OrderStatus> status,
        String reason,
        int creditAttempts,
        int stockAttempts) {
    static KeptOrder of(Kind kind, OrderFolding.Past past, OrderPlaced placed) {
        return new KeptOrder(
                kind,
                past.placedAt(),
                Json.write(placed),
                OrderEvents.TYPES.currentVersion(OrderFolding.PLACED),
                0,
                Optional.empty(),
                Optional.empty(),
                "",
                0,
                0);
    }

    KeptOrder attempts(int count) {
        return new KeptOrder(
                kind, placedAt, placed, placedVersion, count, ending, status, reason, 0, 0);
    }

    KeptOrder compensating(Compensating back) {
        return new KeptOrder(
                kind,
                placedAt,
                placed,
                placedVersion,
                0,
                Optional.of(back.ending()),
                Optional.empty(),
                back.reason(),
                back.credit().attempts(),
                back.stock().attempts());
    }

    KeptOrder ended(Ended end) {
        return new KeptOrder(
                kind,
                placedAt,
                placed,
                placedVersion,
                0,
                Optional.empty(),
                Optional.of(end.status()),
                end.reason(),
                0,
                0);
    }

    /// Which of the states it is; written by name.
    public enum Kind {
        AWAITING_CREDIT,
        AWAITING_STOCK,
        CONFIRMED,
        SHIPPING,
        COMPENSATING,
        ENDED
    }
}
