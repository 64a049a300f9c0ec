package greenbelt.simulator;

import static greenbelt.contract.OrderStatus.CONFIRMED;
import static greenbelt.contract.OrderStatus.SHIPPED;

import greenbelt.contract.Api.OrderView;
import greenbelt.contract.OrderStatus;
import greenbelt.fault.FaultHistory;
import greenbelt.fault.FaultPlan;
import greenbelt.fault.Rate;
import greenbelt.simulator.Forking.Past;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/// How a past went on in fact, as far as that is known.
///
/// @param faults which were on when
/// @param orders how they stand now
record InFact(FaultHistory faults, List<OrderView> orders) {
    private static final int MAX_TOLD = 5;

    InFact {
        orders = List.copyOf(orders);
    }

    /// What of it is otherwise, or may be, when the past goes on again without any change; each a sentence. None when it
    /// went on the same way.
    ///
    /// @param until to when the past has gone on again
    /// @param statuses how orders stood then, by number
    List<String> missing(Past past, Instant until, SequencedMap<String, String> statuses) {
        var missing = new ArrayList<String>();
        if (past.moment().isBefore(faults.since())) {
            missing.add("which faults were on is known from %s on".formatted(faults.since()));
        }
        FaultPlan.visible(past.faults()).stream()
                .filter(fault -> !fault.rate().equals(Rate.ALWAYS))
                .forEach(fault ->
                        missing.add("whom fault %s strikes is drawn anew".formatted(fault.name())));
        faults.stays().stream()
                .filter(stay -> stay.since().isAfter(past.moment()))
                .filter(stay -> !stay.since().isAfter(until))
                .limit(MAX_TOLD)
                .forEach(stay ->
                        missing.add(
                                "fault %s was put on later, at %s"
                                        .formatted(stay.fault().name(), stay.since())));
        long later =
                orders.stream()
                        .filter(order -> !statuses.containsKey(order.number()))
                        .filter(order -> !order.placedAt().isAfter(until))
                        .count();
        if (later > 0) {
            missing.add("orders placed later: %d".formatted(later));
        }
        orders.stream()
                .filter(order -> statuses.containsKey(order.number()))
                .filter(order -> !isOnTheWayTo(statuses.getOrDefault(order.number(), ""), order))
                .limit(MAX_TOLD)
                .forEach(order ->
                        missing.add(
                                "%s is %s in fact"
                                        .formatted(order.number(), inWords(order.status()))));
        return missing;
    }

    /// Whether an order has come to this status, or will if it goes on as it has.
    private static boolean isOnTheWayTo(String status, OrderView order) {
        return switch (order.status()) {
            case PENDING -> true;
            case CONFIRMED -> List.of(inWords(CONFIRMED), inWords(SHIPPED)).contains(status);
            case SHIPPED, REJECTED, CANCELLED -> inWords(order.status()).equals(status);
        };
    }

    private static String inWords(OrderStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
