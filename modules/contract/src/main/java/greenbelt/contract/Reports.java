package greenbelt.contract;

import greenbelt.contract.Api.OrderLineView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What the order service's read models tell beside the list of orders.
public final class Reports {
    private Reports() {}

    /// `GET /orders/{id}/detail`: an order, and when it came how far.
    ///
    /// @param version of its stream that this shows
    /// @param toUser how the user service is asked
    /// @param toInventory how the inventory service is asked
    /// @param endedAt when it was rejected or cancelled
    /// @param reason why
    public record OrderDetail(
            OrderId id,
            String number,
            long version,
            UserId user,
            OrderStatus status,
            List<OrderLineView> lines,
            Money totalCents,
            Mode toUser,
            Mode toInventory,
            Instant placedAt,
            Optional<Instant> creditReservedAt,
            Optional<Instant> stockReservedAt,
            Optional<Instant> confirmedAt,
            Optional<Instant> shippedAt,
            Optional<Instant> endedAt,
            Optional<String> reason) {
        public OrderDetail {
            lines = List.copyOf(lines);
        }
    }

    /// `GET /sales`: what was sold.
    public record SalesReport(List<ItemSales> sales) {
        public SalesReport {
            sales = List.copyOf(sales);
        }
    }

    /// How much of an item was sold on a day, in UTC. An order counts on the day on which it was confirmed, and is taken
    /// off on the day on which it was cancelled after that.
    public record ItemSales(LocalDate day, Sku sku, long quantity, long amountCents) {}

    /// `GET /users/{id}/history`: what a user has bought, the latest first.
    public record UserHistory(List<HistoryEntry> entries) {
        public UserHistory {
            entries = List.copyOf(entries);
        }
    }

    /// Something that befell an order of a user.
    ///
    /// @param order its number
    /// @param status how the order stands since then
    /// @param reason why it was rejected or cancelled
    public record HistoryEntry(
            Instant at,
            String order,
            OrderId id,
            OrderStatus status,
            Money totalCents,
            Optional<String> reason) {}
}
