package greenbelt.order;

import greenbelt.contract.Api.OrderLineView;
import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Finding;
import greenbelt.contract.OrderId;
import greenbelt.contract.OrderStatus;
import greenbelt.contract.Reports.HistoryEntry;
import greenbelt.contract.Reports.ItemSales;
import greenbelt.contract.Reports.OrderDetail;
import greenbelt.contract.Sku;
import greenbelt.contract.UserId;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.StoredEvent;
import greenbelt.order.decider.OrderEvent;
import greenbelt.order.decider.OrderEvent.CompensationBegun;
import greenbelt.order.decider.OrderEvent.CreditReserved;
import greenbelt.order.decider.OrderEvent.OrderCancelled;
import greenbelt.order.decider.OrderEvent.OrderConfirmed;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.order.decider.OrderEvent.OrderRejected;
import greenbelt.order.decider.OrderEvent.OrderShipped;
import greenbelt.order.decider.OrderEvent.StockReserved;
import greenbelt.order.decider.OrderEvents;
import greenbelt.order.readmodel.OrderList;
import greenbelt.order.readmodel.OrderList.Filter;
import greenbelt.order.readmodel.OrderNumber;
import greenbelt.order.readmodel.UserHistories;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Compares each read model with what the events say, found in the plainest way: one order after the other, one event
/// after the other, and nothing written.
final class ReadModelCheck {
    private static final int BATCH = 10_000;

    private final EventStore store;
    private final ReadModels readModels;
    private final List<String> violations = new ArrayList<>();
    private final Map<Cell, long[]> sales = new TreeMap<>();
    private final Map<UserId, List<HistoryEntry>> histories = new LinkedHashMap<>();

    ReadModelCheck(EventStore store, ReadModels readModels) {
        this.store = store;
        this.readModels = readModels;
    }

    private record Cell(String day, Sku sku) implements Comparable<Cell> {
        @Override
        public int compareTo(Cell other) {
            int byDay = other.day.compareTo(day); // the latest first
            return byDay != 0 ? byDay : sku.compareTo(other.sku);
        }
    }

    /// @param folded every order as its events tell it
    Finding check(Map<OrderId, OrderView> folded) {
        checkList(folded);
        folded.values().forEach(this::checkOrder);
        checkSales();
        histories.forEach(this::checkHistory);
        return new Finding("the read model equals the fold of the events", violations);
    }

    private void checkList(Map<OrderId, OrderView> folded) {
        var expected = new LinkedHashMap<>(folded);
        Optional<OrderNumber> after = Optional.empty();
        do {
            var page =
                    readModels
                            .list()
                            .page(
                                    new Filter(
                                            Optional.empty(),
                                            Optional.empty(),
                                            after,
                                            OrderList.MAX_PAGE));
            for (var row : page.orders()) {
                var told = expected.remove(row.id());
                if (!row.equals(told)) {
                    violations.add(row.number() + " reads " + row + ", its events say " + told);
                }
            }
            after = page.next().map(OrderNumber::parse);
        } while (after.isPresent());
        expected.values()
                .forEach(missing -> violations.add(missing.number() + " is not in the read model"));
    }

    private void checkOrder(OrderView order) {
        var events = store.read(Orders.stream(order.id()), 0, BATCH);
        var expected = detail(order, events);
        var shown = readModels.details().find(order.id());
        if (!shown.equals(Optional.of(expected))) {
            violations.add(
                    "the detail of %s reads %s, its events say %s"
                            .formatted(order.number(), shown, expected));
        }
        countSales(order, events);
        countHistory(order, events);
    }

    private static OrderDetail detail(OrderView order, List<StoredEvent> events) {
        var placed = (OrderPlaced) OrderEvents.open(events.getFirst().event());
        return new OrderDetail(
                order.id(),
                order.number(),
                order.version(),
                order.user(),
                order.status(),
                order.lines(),
                order.totalCents(),
                placed.toUser(),
                placed.toInventory(),
                order.placedAt(),
                last(events, CreditReserved.class),
                last(events, StockReserved.class),
                last(events, OrderConfirmed.class),
                last(events, OrderShipped.class),
                last(events, OrderRejected.class).or(() -> last(events, OrderCancelled.class)),
                order.reason());
    }

    private static Optional<Instant> last(
            List<StoredEvent> events, Class<? extends OrderEvent> type) {
        return events.reversed().stream()
                .filter(stored -> type.isInstance(OrderEvents.open(stored.event())))
                .map(stored -> stored.event().time())
                .findFirst();
    }

    private void countSales(OrderView order, List<StoredEvent> events) {
        boolean sold = false;
        for (var stored : events) {
            var event = OrderEvents.open(stored.event());
            if (event instanceof OrderConfirmed && !sold) {
                sold = true;
                order.lines().forEach(line -> count(stored, line, 1));
            } else if (event instanceof CompensationBegun && sold) {
                sold = false;
                order.lines().forEach(line -> count(stored, line, -1));
            }
        }
    }

    private void count(StoredEvent stored, OrderLineView line, int sign) {
        var day = stored.event().time().atZone(ZoneOffset.UTC).toLocalDate().toString();
        var sum = sales.computeIfAbsent(new Cell(day, line.sku()), cell -> new long[2]);
        long quantity = (long) sign * line.quantity();
        sum[0] += quantity;
        sum[1] += quantity * line.priceCents().cents();
    }

    private void checkSales() {
        var expected =
                sales.entrySet().stream()
                        .map(entry ->
                                new ItemSales(
                                        LocalDate.parse(entry.getKey().day()),
                                        entry.getKey().sku(),
                                        entry.getValue()[0],
                                        entry.getValue()[1]))
                        .toList();
        var shown = readModels.sales().find(Optional.empty(), Optional.empty());
        if (!shown.equals(expected)) {
            violations.add("the sales read " + shown + ", the events say " + expected);
        }
    }

    private void countHistory(OrderView order, List<StoredEvent> events) {
        for (var stored : events) {
            var entry =
                    switch (OrderEvents.open(stored.event())) {
                        case OrderPlaced it -> entry(order, stored, OrderStatus.PENDING, "");
                        case OrderConfirmed it -> entry(order, stored, OrderStatus.CONFIRMED, "");
                        case OrderShipped it -> entry(order, stored, OrderStatus.SHIPPED, "");
                        case OrderRejected(var why) ->
                                entry(order, stored, OrderStatus.REJECTED, why);
                        case OrderCancelled(var why) ->
                                entry(order, stored, OrderStatus.CANCELLED, why);
                        case OrderEvent other -> Optional.<HistoryEntry>empty();
                    };
            entry.ifPresent(it ->
                    histories.computeIfAbsent(order.user(), user -> new ArrayList<>()).add(it));
        }
    }

    private static Optional<HistoryEntry> entry(
            OrderView order, StoredEvent stored, OrderStatus status, String why) {
        return Optional.of(
                new HistoryEntry(
                        stored.event().time(),
                        order.number(),
                        order.id(),
                        status,
                        order.totalCents(),
                        why.isEmpty() ? Optional.empty() : Optional.of(why)));
    }

    /// In any order: what befell several orders at one moment has none.
    private void checkHistory(UserId user, List<HistoryEntry> expected) {
        var shown = readModels.histories().of(user, UserHistories.MAX_ENTRIES);
        boolean isCut = expected.size() > UserHistories.MAX_ENTRIES;
        if (isCut ? !expected.containsAll(shown) : !sorted(shown).equals(sorted(expected))) {
            violations.add(
                    "the history of user %s reads %s, the events say %s"
                            .formatted(user, shown, expected));
        }
    }

    private static List<String> sorted(List<HistoryEntry> entries) {
        return entries.stream().map(HistoryEntry::toString).sorted().toList();
    }
}
