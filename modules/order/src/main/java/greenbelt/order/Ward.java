package greenbelt.order;

import greenbelt.contract.OrderId;
import greenbelt.event.Envelope;
import greenbelt.eventstore.EventStore;
import greenbelt.order.Quarantine.Held;
import greenbelt.order.readmodel.OrderNumber;
import greenbelt.order.readmodel.OrderNumbers;
import java.util.List;
import java.util.Optional;

/// Looks after the orders in [Quarantine]: who they are, and what is done when one is released.
final class Ward {
    private final EventStore store;
    private final OrderNumbers numbers;
    private final Quarantine quarantine;
    private final Orders orders;
    private final Saga saga;
    private final Replies replies;
    private final CommandRelay relay;

    Ward(
            EventStore store,
            OrderNumbers numbers,
            Quarantine quarantine,
            Orders orders,
            Saga saga,
            Replies replies,
            CommandRelay relay) {
        this.store = store;
        this.numbers = numbers;
        this.quarantine = quarantine;
        this.orders = orders;
        this.saga = saga;
        this.replies = replies;
        this.relay = relay;
    }

    List<Quarantined> list() {
        return quarantine.list().stream().map(this::named).toList();
    }

    private Quarantined named(Held held) {
        return new Quarantined(
                held.order(), number(held.order()), held.reason(), held.since(), held.messages());
    }

    private String number(OrderId order) {
        return store.read(Orders.stream(order), 0, 1).stream()
                .findFirst()
                .flatMap(OrderHistory::numberIn)
                .or(() -> numbers.of(order).map(OrderNumber::toString))
                .orElse(order.toString());
    }

    /// What was asked for meanwhile is published, what was answered is handled, and then the order is driven on.
    Optional<String> release(String name) {
        var order =
                list().stream()
                        .filter(held ->
                                held.number().equals(name) || held.order().toString().equals(name))
                        .findFirst()
                        .map(Quarantined::order)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "no order \"%s\" is in quarantine".formatted(name)));
        return quarantine.release(
                order,
                new Quarantine.Successor() {
                    @Override
                    public void handle(Envelope message) {
                        replies.handleAgain(message);
                    }

                    @Override
                    public void drive() {
                        orders.find(order).ifPresent(saga::drive);
                        relay.again(order);
                    }
                });
    }
}
