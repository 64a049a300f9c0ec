package greenbelt.shard.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What some events have made of one order.
///
/// @param number from its short name
/// @param orderId its id
/// @param userId whose it is
/// @param version of the order's last event among them, from 1: what is at this version, or beyond, has them already
/// @param placed how it began, if that is among them
/// @param stand where it stands now, if that has changed
public record HistoryChange(
        long number,
        String orderId,
        String userId,
        long version,
        Optional<Placed> placed,
        Optional<Stand> stand) {
    /// How an order began.
    ///
    /// @param deliverTo sealed
    public record Placed(
            long totalCents, Instant at, List<HistoryLine> lines, Optional<String> deliverTo) {
        public Placed {
            lines = List.copyOf(lines);
        }
    }

    /// Where an order stands.
    public record Stand(String status, Optional<String> reason) {}
}
