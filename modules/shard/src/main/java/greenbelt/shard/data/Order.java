package greenbelt.shard.data;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An order with its lines.
///
/// @param region where its user lives
/// @param total what the lines add up to
public record Order(
        long orderId,
        long userId,
        String region,
        String status,
        Instant placedAt,
        BigDecimal total,
        Optional<String> note,
        List<Line> lines) {
    public Order {
        lines = List.copyOf(lines);
    }

    /// One line of an order.
    ///
    /// @param lineNo from 1
    /// @param price of one piece
    public record Line(int lineNo, long itemId, int quantity, BigDecimal price) {}

    /// As a row of the table `orders`.
    public List<Object> row() {
        return List.of(
                orderId,
                userId,
                region,
                status,
                placedAt,
                total,
                note.isPresent() ? note.get() : Optional.empty());
    }

    /// As rows of the table `lines`.
    public List<List<Object>> lineRows() {
        return lines.stream()
                .map(line ->
                        List.<Object>of(
                                orderId,
                                line.lineNo(),
                                userId,
                                region,
                                line.itemId(),
                                line.quantity(),
                                line.price()))
                .toList();
    }
}
