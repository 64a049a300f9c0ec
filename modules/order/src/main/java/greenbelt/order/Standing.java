package greenbelt.order;

import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Flow;
import greenbelt.contract.Mode;
import greenbelt.eventstore.StoredEvent;
import greenbelt.order.decider.OrderEvent;
import greenbelt.order.decider.OrderEvent.CreditReleaseRequested;
import greenbelt.order.decider.OrderEvent.CreditRequested;
import greenbelt.order.decider.OrderEvent.CreditReserved;
import greenbelt.order.decider.OrderEvent.OrderGivenUp;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.order.decider.OrderEvent.ShipmentRequested;
import greenbelt.order.decider.OrderEvent.StockRefused;
import greenbelt.order.decider.OrderEvent.StockReleaseRequested;
import greenbelt.order.decider.OrderEvent.StockRequested;
import greenbelt.order.decider.OrderEvents;
import greenbelt.order.decider.OrderState.AwaitingCredit;
import greenbelt.order.decider.OrderState.AwaitingStock;
import greenbelt.order.decider.OrderState.Compensating;
import greenbelt.order.decider.OrderState.Confirmed;
import greenbelt.order.decider.OrderState.Ended;
import greenbelt.order.decider.OrderState.Shipping;
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
    /// @param flow who is in charge: where nobody is, it was not asked, but has heard of it
    /// @param asked the event that says that it was asked, or told, the last of several
    public record Waiting(String service, String what, Mode via, Flow flow, StoredEvent asked) {}

    public Standing {
        waits = List.copyOf(waits);
    }

    static Standing of(Order order, List<StoredEvent> events, Optional<Instant> timer, long shown) {
        return new Standing(order.view(), events.getLast(), waits(order, events), timer, shown);
    }

    private static List<Waiting> waits(Order order, List<StoredEvent> events) {
        var toUser = order.state().placed().toUser();
        var toInventory = order.state().placed().toInventory();
        var flow = order.state().placed().flow();
        return switch (order.state()) {
            case AwaitingCredit _ ->
                    List.of(
                            new Waiting(
                                    "user",
                                    "set its credit aside",
                                    toUser,
                                    flow,
                                    last(
                                            events,
                                            List.of(CreditRequested.class, OrderPlaced.class))));
            case AwaitingStock _ ->
                    List.of(
                            new Waiting(
                                    "inventory",
                                    "set its goods aside",
                                    toInventory,
                                    flow,
                                    last(
                                            events,
                                            List.of(StockRequested.class, CreditReserved.class))));
            case Shipping _ ->
                    List.of(
                            new Waiting(
                                    "inventory",
                                    "send its goods",
                                    toInventory,
                                    Flow.ORCHESTRATION,
                                    last(events, List.of(ShipmentRequested.class))));
            case Compensating back -> {
                var waits = new ArrayList<Waiting>();
                if (back.stock().isOwed()) {
                    waits.add(
                            new Waiting(
                                    "inventory",
                                    "put its goods back",
                                    toInventory,
                                    flow,
                                    last(
                                            events,
                                            List.of(
                                                    StockReleaseRequested.class,
                                                    OrderGivenUp.class))));
                }
                if (back.credit().isOwed()) {
                    waits.add(
                            new Waiting(
                                    "user",
                                    "give its credit back",
                                    toUser,
                                    flow,
                                    last(
                                            events,
                                            List.of(
                                                    CreditReleaseRequested.class,
                                                    OrderGivenUp.class,
                                                    StockRefused.class))));
                }
                yield waits;
            }
            case Confirmed _, Ended _ -> List.of();
        };
    }

    /// The last event of one of these types.
    private static StoredEvent last(
            List<StoredEvent> events, List<Class<? extends OrderEvent>> types) {
        return events.reversed().stream()
                .filter(event -> isOneOf(types, OrderEvents.open(event.event())))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isOneOf(List<Class<? extends OrderEvent>> types, OrderEvent event) {
        return types.stream().anyMatch(type -> type.isInstance(event));
    }
}
