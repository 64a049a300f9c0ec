package greenbelt.order;

import greenbelt.contract.Answered;
import greenbelt.contract.Message;
import greenbelt.contract.Message.Line;
import greenbelt.contract.Message.ReleaseCredit;
import greenbelt.contract.Message.ReleaseStock;
import greenbelt.contract.Message.ReserveCredit;
import greenbelt.contract.Message.ReserveStock;
import greenbelt.contract.Message.ShipStock;
import greenbelt.contract.OrderId;
import greenbelt.eventstore.StoredEvent;
import greenbelt.order.decider.OrderEvent;
import greenbelt.order.decider.OrderEvent.CreditRefused;
import greenbelt.order.decider.OrderEvent.CreditReleased;
import greenbelt.order.decider.OrderEvent.CreditRequested;
import greenbelt.order.decider.OrderEvent.CreditReserved;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.order.decider.OrderEvent.OrderShipped;
import greenbelt.order.decider.OrderEvent.StockRefused;
import greenbelt.order.decider.OrderEvent.StockReleased;
import greenbelt.order.decider.OrderEvent.StockRequested;
import greenbelt.order.decider.OrderEvent.StockReserved;
import greenbelt.order.decider.OrderEvents;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What was asked last for each order, to go with the answer when it comes.
final class Questions {
    private final Map<OrderId, ReserveCredit> credit = new LinkedHashMap<>();
    private final Map<OrderId, ReserveStock> stock = new LinkedHashMap<>();

    List<Answered> answers(List<StoredEvent> events) {
        var answers = new ArrayList<Answered>();
        for (var stored : events) {
            var order = new OrderId(UUID.fromString(stored.event().subject()));
            var at = stored.event().time();
            hear(order, OrderEvents.open(stored.event()))
                    .ifPresent(pair ->
                            answers.add(new Answered(order, pair.asked(), pair.answer(), at)));
        }
        return answers;
    }

    private record Pair(Message asked, Message answer) {}

    private Optional<Pair> hear(OrderId order, OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed -> {
                credit.put(order, new ReserveCredit(order, placed.user(), placed.total()));
                stock.put(order, new ReserveStock(order, lines(placed)));
                yield Optional.empty();
            }
            case CreditRequested(var user, var amount, var _) -> {
                credit.put(order, new ReserveCredit(order, user, amount));
                yield Optional.empty();
            }
            case StockRequested(var lines, var _) -> {
                stock.put(order, new ReserveStock(order, lines));
                yield Optional.empty();
            }
            case CreditReserved() -> pair(credit.get(order), new Message.CreditReserved(order));
            case CreditRefused(var reason) ->
                    pair(credit.get(order), new Message.CreditRefused(order, reason));
            case CreditReleased() ->
                    pair(new ReleaseCredit(order), new Message.CreditReleased(order));
            case StockReserved() -> pair(stock.get(order), new Message.StockReserved(order));
            case StockRefused(var reason) ->
                    pair(stock.get(order), new Message.StockRefused(order, reason));
            case StockReleased() -> pair(new ReleaseStock(order), new Message.StockReleased(order));
            case OrderShipped() -> pair(new ShipStock(order), new Message.StockShipped(order));
            case OrderEvent _ -> Optional.empty();
        };
    }

    private static Optional<Pair> pair(
            @org.jspecify.annotations.Nullable Message asked, Message answer) {
        return Optional.ofNullable(asked).map(question -> new Pair(question, answer));
    }

    private static List<Line> lines(OrderPlaced placed) {
        return placed.lines().stream().map(line -> new Line(line.sku(), line.quantity())).toList();
    }
}
