package greenbelt.order;

import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Finding;
import greenbelt.contract.OrderId;
import greenbelt.eventstore.EventStore;
import greenbelt.order.decider.BrokenOrderException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// What must hold for orders whenever the system is at rest.
final class OrderInvariants {
    private static final int BATCH = 10_000;

    private final EventStore store;
    private final Orders orders;
    private final Orders fromSnapshots;
    private final Quarantine quarantine;
    private final ReadModels readModels;
    private final Deliveries deliveries;

    /// Both must be of its own, and remember nothing: what is checked comes from the store.
    ///
    /// @param orders reads every event
    /// @param fromSnapshots reads snapshots, where there are some
    OrderInvariants(
            EventStore store,
            Orders orders,
            Orders fromSnapshots,
            Quarantine quarantine,
            ReadModels readModels,
            Deliveries deliveries) {
        this.store = store;
        this.orders = orders;
        this.fromSnapshots = fromSnapshots;
        this.quarantine = quarantine;
        this.readModels = readModels;
        this.deliveries = deliveries;
    }

    List<Finding> check() {
        var folded = views(deliveries::view);
        return List.of(
                SchemaCheck.finding(store),
                noneIsSetAside(),
                everyOrderIsFinal(folded),
                snapshotsEqualFold(folded),
                new ReadModelCheck(store, readModels).check(folded));
    }

    private Finding noneIsSetAside() {
        return new Finding(
                "no order had to be set aside",
                quarantine.list().stream()
                        .map(held ->
                                "order " + held.order() + " is in quarantine: " + held.reason())
                        .toList());
    }

    private static Finding everyOrderIsFinal(Map<OrderId, OrderView> folded) {
        return new Finding(
                "every order reaches a final state once faults stop",
                folded.values().stream()
                        .filter(order -> !order.status().isSettled())
                        .map(order -> order.number() + " is still " + order.status())
                        .toList());
    }

    private Finding snapshotsEqualFold(Map<OrderId, OrderView> folded) {
        var violations = new ArrayList<String>();
        for (var told : folded.values()) {
            var kept = fromSnapshots.find(told.id()).map(deliveries::view);
            if (!kept.equals(Optional.of(told))) {
                violations.add(
                        told.number() + " by its snapshot is " + kept + ", by its events " + told);
            }
        }
        return new Finding("a snapshot and what came after it equal all events", violations);
    }

    /// The order as its events tell it; empty when they cannot.
    private Optional<Order> find(OrderId id) {
        try {
            return orders.find(id);
        } catch (BrokenOrderException broken) {
            return Optional.empty();
        }
    }

    /// The orders as their events tell them, in the order of their first event; without their addresses. One that is broken
    /// is left out.
    Map<OrderId, OrderView> views() {
        return views(Order::view);
    }

    private Map<OrderId, OrderView> views(Function<Order, OrderView> view) {
        var views = new LinkedHashMap<OrderId, OrderView>();
        long position = 0;
        while (true) {
            var batch = store.readAll(position, BATCH);
            if (batch.isEmpty()) {
                break;
            }
            for (var stored : batch) {
                if (stored.version() == 1) {
                    var id = new OrderId(UUID.fromString(stored.event().subject()));
                    find(id).ifPresent(order -> views.put(id, view.apply(order)));
                }
            }
            position = batch.getLast().position();
        }
        return views;
    }
}
