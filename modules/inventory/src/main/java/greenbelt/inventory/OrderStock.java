package greenbelt.inventory;

import greenbelt.contract.Message.InventoryEvent;
import greenbelt.contract.Message.Line;
import greenbelt.contract.Message.ReserveStock;
import greenbelt.contract.Message.StockRefused;
import greenbelt.contract.Message.StockReserved;
import greenbelt.contract.OrderId;
import greenbelt.contract.Sku;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where an order stands with the stock, and the rules by which that changes.
///
/// The rules are pure: what is the case and what is asked go in, what is the case from now on comes out. A decision
/// is final, so whoever asks again gets the same answer, and a question that comes late (after its order was
/// released) can no longer take stock.
sealed interface OrderStock {
    /// Nobody has asked yet.
    record Untouched() implements OrderStock {}

    /// All lines are set aside.
    ///
    /// @param lines sorted by SKU
    record Reserved(List<Line> lines) implements OrderStock {
        public Reserved {
            lines = sorted(lines);
        }
    }

    /// At least one line was not to be had, so none is set aside.
    ///
    /// @param reason a sentence for the customer
    record Refused(String reason) implements OrderStock {}

    /// All lines are back on the shelf, or will never leave it: the tombstone of a release that came first.
    record Released() implements OrderStock {}

    /// All lines have left the house.
    ///
    /// @param lines sorted by SKU
    record Shipped(List<Line> lines) implements OrderStock {
        public Shipped {
            lines = sorted(lines);
        }
    }

    /// Decides whether the order gets its stock: all lines or none.
    ///
    /// @param available how many of each item are on the shelf; an unknown item has no entry
    static OrderStock reserve(ReserveStock asked, OrderStock before, Map<Sku, Integer> available) {
        return switch (before) {
            case Untouched() -> reserve(asked.lines(), available);
            case Reserved(var lines) -> same(asked, lines, before);
            case Shipped(var lines) -> same(asked, lines, before);
            case Refused refused -> refused;
            case Released released -> released;
        };
    }

    private static OrderStock reserve(List<Line> asked, Map<Sku, Integer> available) {
        return sorted(asked).stream()
                .flatMap(line -> missing(line, available).stream())
                .findFirst()
                .<OrderStock>map(Refused::new)
                .orElseGet(() -> new Reserved(asked));
    }

    private static Optional<String> missing(Line line, Map<Sku, Integer> available) {
        var onShelf = available.get(line.sku());
        if (onShelf == null) {
            return Optional.of("item " + line.sku() + " is not known");
        }
        if (onShelf < line.quantity()) {
            return Optional.of(
                    "%d of item %s were asked for, %d are available"
                            .formatted(line.quantity(), line.sku(), onShelf));
        }
        return Optional.empty();
    }

    private static OrderStock same(ReserveStock asked, List<Line> lines, OrderStock before) {
        if (!lines.equals(sorted(asked.lines()))) {
            throw new ContradictionException(
                    "order %s has %s; it cannot also ask for %s"
                            .formatted(asked.order(), lines, sorted(asked.lines())));
        }
        return before;
    }

    /// Decides what becomes of the order's stock when it is put back.
    static OrderStock release(OrderId order, OrderStock before) {
        return switch (before) {
            case Untouched(), Reserved(var _), Released() -> new Released();
            case Refused refused -> refused;
            case Shipped(var _) ->
                    throw new ContradictionException(
                            "order " + order + " was shipped; it cannot be released any more");
        };
    }

    /// Decides what becomes of the order's stock when it is sent out.
    static OrderStock ship(OrderId order, OrderStock before) {
        return switch (before) {
            case Reserved(var lines) -> new Shipped(lines);
            case Shipped shipped -> shipped;
            case Untouched(), Refused(var _), Released() ->
                    throw new ContradictionException(
                            "order " + order + " has no stock set aside; it cannot be shipped");
        };
    }

    /// Why the order does not have its stock; empty when it has.
    static Optional<String> refusal(OrderStock stock) {
        return switch (stock) {
            case Reserved(var _), Shipped(var _) -> Optional.empty();
            case Refused(var reason) -> Optional.of(reason);
            case Released() -> Optional.of("the order's stock was released already");
            case Untouched() -> Optional.of("nobody has asked for the order's stock");
        };
    }

    /// The reply to a reservation that led to `after`.
    static InventoryEvent reply(OrderId order, OrderStock after) {
        return refusal(after)
                .<InventoryEvent>map(reason -> new StockRefused(order, reason))
                .orElseGet(() -> new StockReserved(order));
    }

    private static List<Line> sorted(List<Line> lines) {
        return lines.stream().sorted(Comparator.comparing(Line::sku)).toList();
    }
}
