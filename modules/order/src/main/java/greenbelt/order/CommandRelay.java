package greenbelt.order;

import greenbelt.bus.Bus;
import greenbelt.bus.Topic;
import greenbelt.contract.Flow;
import greenbelt.contract.Message;
import greenbelt.contract.Message.InventoryCommand;
import greenbelt.contract.Message.InventoryEvent;
import greenbelt.contract.Message.OrderNews;
import greenbelt.contract.Message.ReleaseCredit;
import greenbelt.contract.Message.ReleaseStock;
import greenbelt.contract.Message.ReserveCredit;
import greenbelt.contract.Message.ReserveStock;
import greenbelt.contract.Message.ShipStock;
import greenbelt.contract.Message.UserCommand;
import greenbelt.contract.Message.UserEvent;
import greenbelt.contract.Messages;
import greenbelt.contract.Mode;
import greenbelt.contract.OrderId;
import greenbelt.contract.Topics;
import greenbelt.database.Database;
import greenbelt.event.MessageId;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.Subscription;
import greenbelt.order.decider.Decide;
import greenbelt.order.decider.OrderEvent;
import greenbelt.order.decider.OrderEvent.CreditReleaseRequested;
import greenbelt.order.decider.OrderEvent.CreditRequested;
import greenbelt.order.decider.OrderEvent.OrderGivenUp;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.order.decider.OrderEvent.ShipmentRequested;
import greenbelt.order.decider.OrderEvent.StockReleaseRequested;
import greenbelt.order.decider.OrderEvent.StockRequested;
import greenbelt.order.decider.OrderEvents;
import greenbelt.order.decider.OrderFolding;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Publishes what orders ask of other services by the bus, and what everybody should hear. The event store is its outbox.
///
/// It reads no further than the durable position: an event that a crash can still take back must not be acted upon. A
/// command's id follows from its event's, so that one which is published again after a crash is recognised. While the bus
/// refuses, the relay tries again, for as long as the node is up: nothing is wrong with the event. An order with one that
/// cannot be read is set aside, and the next event is looked at.
final class CommandRelay {
    private static final String NAME = "command-relay";

    private final World world;
    private final EventStore store;
    private final Database database;
    private final Bus bus;
    private final Quarantine quarantine;

    CommandRelay(World world, EventStore store, Database database, Bus bus, Quarantine quarantine) {
        this.world = world;
        this.store = store;
        this.database = database;
        this.bus = bus;
        this.quarantine = quarantine;
    }

    /// Lets a relay that has not been started yet begin behind `position`.
    static void startFrom(Database database, long position) {
        Checkpoints.save(database, NAME, position);
    }

    /// Starts the relay as a task of `node`, from where it stopped last.
    ///
    /// A checkpoint beyond the end of the log is of other events, such as those before a backup was put back. Then all is
    /// published again, since whoever has heard it knows it, and nothing is left out.
    Subscription start(Node node) {
        long saved = Checkpoints.load(database, NAME);
        long position = saved > store.durablePosition().value() ? 0 : saved;
        var relay = Subscription.untilDone(world, store, NAME, position, this::relayAll);
        node.spawn(NAME, relay::run);
        return relay;
    }

    private void relayAll(List<StoredEvent> events) {
        events.forEach(this::relay);
        Checkpoints.save(database, NAME, events.getLast().position());
    }

    private void relay(StoredEvent stored) {
        if (!stored.stream().value().startsWith(Orders.STREAM_PREFIX)) {
            return;
        }
        var order = new OrderId(UUID.fromString(stored.event().subject()));
        quarantine.attend(
                order,
                () ->
                        command(order, OrderFolding.open(stored))
                                .ifPresent(command -> publish(stored, order, command)));
    }

    /// Publishes again what an order has asked for, because some of it was left out while it was in quarantine.
    void again(OrderId order) {
        store.read(Orders.stream(order), 0, EventStore.MAX_EVENTS_PER_READ)
                .forEach(stored ->
                        command(order, OrderFolding.open(stored))
                                .ifPresent(command -> publish(stored, order, command)));
    }

    /// What an event asks of another service by the bus, or tells all of them.
    static Optional<Message> command(OrderId order, OrderEvent event) {
        return switch (event) {
            case CreditRequested(var user, var amount, var via) when via == Mode.ASYNC ->
                    Optional.of(new ReserveCredit(order, user, amount));
            case CreditReleaseRequested(var via, var attempt) when via == Mode.ASYNC ->
                    Optional.of(new ReleaseCredit(order));
            case StockRequested(var lines, var via) when via == Mode.ASYNC ->
                    Optional.of(new ReserveStock(order, lines));
            case StockReleaseRequested(var via, var attempt) when via == Mode.ASYNC ->
                    Optional.of(new ReleaseStock(order));
            case ShipmentRequested(var via, var attempt) when via == Mode.ASYNC ->
                    Optional.of(new ShipStock(order));
            case OrderPlaced placed when placed.flow() == Flow.CHOREOGRAPHY ->
                    Optional.of(
                            new Message.OrderPlaced(
                                    order, placed.user(), placed.total(), Decide.lines(placed)));
            case OrderGivenUp told -> Optional.of(new Message.OrderGivenUp(order));
            case OrderEvent other -> Optional.empty();
        };
    }

    private static Topic topic(Message message) {
        return switch (message) {
            case OrderNews news -> Topics.ORDER_EVENTS;
            case UserCommand command -> Topics.USER_COMMANDS;
            case UserEvent event -> Topics.USER_EVENTS;
            case InventoryCommand command -> Topics.INVENTORY_COMMANDS;
            case InventoryEvent event -> Topics.INVENTORY_EVENTS;
        };
    }

    private void publish(StoredEvent stored, OrderId order, Message command) {
        var event = stored.event();
        bus.publish(
                topic(command),
                Messages.envelope(
                        MessageId.derivedFrom("command/" + event.id()),
                        OrderEvents.SOURCE,
                        order.toString(),
                        event.time(),
                        event.trace(),
                        Optional.of(event.id()),
                        command));
    }
}
