package greenbelt.search;

import java.time.Duration;
import java.util.List;

/// An invariant that does not hold.
///
/// @param invariant what must hold, a sentence
/// @param at when that was seen, counted from the beginning of the world
/// @param meanwhile whether it was seen during the load, by what must hold at every moment; else at the end, when
///     everything had come to rest
/// @param details where it does not hold, a sentence each
/// @param orders the orders concerned, such as `order-3`
/// @param traces the ids of the traces of these orders, oldest first
public record Violation(
        String invariant,
        Duration at,
        boolean meanwhile,
        List<String> details,
        List<String> orders,
        List<String> traces) {
    public Violation {
        details = List.copyOf(details);
        orders = List.copyOf(orders);
        traces = List.copyOf(traces);
    }
}
