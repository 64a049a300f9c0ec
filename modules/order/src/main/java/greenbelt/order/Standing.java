package greenbelt.order;

import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Mode;
import greenbelt.eventstore.StoredEvent;
import greenbelt.order.OrderEvent.CreditReleaseRequested;
import greenbelt.order.OrderEvent.CreditRequested;
import greenbelt.order.OrderEvent.ShipmentRequested;
import greenbelt.order.OrderEvent.StockReleaseRequested;
import greenbelt.order.OrderEvent.StockRequested;
import greenbelt.order.OrderState.AwaitingCredit;
import greenbelt.order.OrderState.AwaitingStock;
import greenbelt.order.OrderState.Compensating;
import greenbelt.order.OrderState.Confirmed;
import greenbelt.order.OrderState.Ended;
import greenbelt.order.OrderState.Shipping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where an order stands, and for what it waits.
///
/// @param order as its events tell it
/// @param last what happened to it last
/// @param waits the answers it is owed; none when it rests
/// @param timer when somebody looks after it in any case
/// @param shown the version that the read model shows, 0 when it shows none
public record Standing(
        OrderView order,
        StoredEvent last,
        List<Waiting> waits,
        Optional<Instant> timer,
        long shown) {
    /// An answer that is owed to the order.
    ///
    /// @param service who owes it
    /// @param what it was asked to do, such as `set its credit aside`
    /// @param via how it was asked
    /// @param asked the event that says that it was asked, the last of several
    public record Waiting(String service, String what, Mode via, StoredEvent asked) {}

    public Standing {
        waits = List.copyOf(waits);
    }

    static Standing of(Order order, List<StoredEvent> events, Optional<Instant> timer, long shown) {
        return new Standing(order.view(), events.getLast(), waits(order, events), timer, shown);
    }

    private static List<Waiting> waits(Order order, List<StoredEvent> events) {
        var toUser = order.state().placed().toUser();
        var toInventory = order.state().placed().toInventory();
        return switch (order.state()) {
            case AwaitingCredit _ ->
                    List.of(
                            new Waiting(
                                    "user",
                                    "set its credit aside",
                                    toUser,
                                    last(events, CreditRequested.class)));
            case AwaitingStock _ ->
                    List.of(
                            new Waiting(
                                    "inventory",
                                    "set its goods aside",
                                    toInventory,
                                    last(events, StockRequested.class)));
            case Shipping _ ->
                    List.of(
                            new Waiting(
                                    "inventory",
                                    "send its goods",
                                    toInventory,
                                    last(events, ShipmentRequested.class)));
            case Compensating back -> {
                var waits = new ArrayList<Waiting>();
                if (back.stock().isOwed()) {
                    waits.add(
                            new Waiting(
                                    "inventory",
                                    "put its goods back",
                                    toInventory,
                                    last(events, StockReleaseRequested.class)));
                }
                if (back.credit().isOwed()) {
                    waits.add(
                            new Waiting(
                                    "user",
                                    "give its credit back",
                                    toUser,
                                    last(events, CreditReleaseRequested.class)));
                }
                yield waits;
            }
            case Confirmed _, Ended _ -> List.of();
        };
    }

    private static StoredEvent last(List<StoredEvent> events, Class<? extends OrderEvent> type) {
        return events.reversed().stream()
                .filter(event -> type.isInstance(OrderEvents.open(event.event())))
                .findFirst()
                .orElseThrow();
    }
}
