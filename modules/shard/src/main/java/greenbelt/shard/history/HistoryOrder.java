package greenbelt.shard.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An order as the history has it.
///
/// @param number from its short name
/// @param version of its last event that is in the history
/// @param deliverTo sealed
public record HistoryOrder(
        long number,
        String orderId,
        String userId,
        String status,
        long totalCents,
        Instant placedAt,
        long version,
        Optional<String> reason,
        Optional<String> deliverTo,
        List<HistoryLine> lines) {
    public HistoryOrder {
        lines = List.copyOf(lines);
    }
}
