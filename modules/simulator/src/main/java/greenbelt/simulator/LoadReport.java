package greenbelt.simulator;

import greenbelt.contract.OrderStatus;
import java.time.Duration;
import java.util.Map;

/// What came of a load.
///
/// @param placed orders that were acknowledged
/// @param byStatus where these stand at the end, by status
/// @param problems requests that were not acknowledged, by kind
/// @param duration from the first request to the last answer
/// @param p50 half of the answers came within this time
/// @param p99 99% of the answers came within this time
public record LoadReport(
        int placed,
        Map<OrderStatus, Integer> byStatus,
        Map<String, Integer> problems,
        Duration duration,
        Duration p50,
        Duration p99) {
    /// Acknowledged orders a second.
    public double throughputPerSecond() {
        return duration.isZero() ? 0 : placed / (duration.toNanos() / 1e9);
    }
}
