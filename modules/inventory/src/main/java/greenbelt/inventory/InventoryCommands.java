package greenbelt.inventory;

import greenbelt.bus.Bus;
import greenbelt.bus.Bus.Delivery;
import greenbelt.bus.Group;
import greenbelt.bus.Topic;
import greenbelt.contract.Message;
import greenbelt.contract.Message.CreditRefused;
import greenbelt.contract.Message.CreditReserved;
import greenbelt.contract.Message.InventoryCommand;
import greenbelt.contract.Message.InventoryEvent;
import greenbelt.contract.Message.OrderGivenUp;
import greenbelt.contract.Message.OrderNews;
import greenbelt.contract.Message.OrderPlaced;
import greenbelt.contract.Message.ReleaseStock;
import greenbelt.contract.Message.ReserveStock;
import greenbelt.contract.Message.ShipStock;
import greenbelt.contract.Message.StockReleased;
import greenbelt.contract.Message.StockShipped;
import greenbelt.contract.Message.UserCommand;
import greenbelt.contract.Message.UserEvent;
import greenbelt.contract.Messages;
import greenbelt.contract.Topics;
import greenbelt.database.Database;
import greenbelt.database.Session;
import greenbelt.event.Envelope;
import greenbelt.outbox.Inbox;
import greenbelt.world.Node;
import java.util.Optional;

/// The bus side of the inventory service: carries out commands, each once, and answers each with an event. What it hears
/// about orders of which nobody is in charge it takes for commands of its own, and answers where all can hear it.
///
/// What the command does, that it was done, and the answer are one transaction. So a delivery that comes again, or
/// that a crash cut short, finds either all of it or nothing. Without its inbox this service does no harm: what it keeps for
/// an order has the order's id as its key.
final class InventoryCommands {
    private static final Group GROUP = new Group(InventoryService.NAME);

    private final Database database;
    private final Inbox inbox;
    private final InventoryEvents events;

    InventoryCommands(Database database, Inbox inbox, InventoryEvents events) {
        this.database = database;
        this.inbox = inbox;
        this.events = events;
    }

    void subscribe(Bus bus, Node node) {
        bus.subscribe(node, Topics.INVENTORY_COMMANDS, GROUP, this::handle);
        bus.subscribe(node, Topics.ORDER_EVENTS, GROUP, this::hear);
    }

    /// Does what its own rules say when something happens to an order of which nobody is in charge.
    private void hear(Delivery delivery) {
        var envelope = delivery.message();
        var news = Messages.open(envelope);
        database.write(
                "hear " + envelope.type(),
                session -> {
                    boolean first = inbox.firstTime(session, GROUP, envelope.id());
                    if (first) {
                        reaction(session, news)
                                .ifPresent(command ->
                                        answer(session, envelope, command, Topics.ORDER_EVENTS));
                    }
                    return first;
                });
    }

    private static Optional<InventoryCommand> reaction(Session session, Message news) {
        return switch (news) {
            case OrderPlaced(var order, var user, var amount, var lines) -> {
                Announced.remember(session, order, lines);
                yield Optional.empty();
            }
            case CreditReserved(var order) -> {
                var lines = Announced.take(session, order);
                yield lines.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new ReserveStock(order, lines));
            }
            case CreditRefused(var order, var reason) -> {
                Announced.take(session, order);
                yield Optional.empty();
            }
            case OrderGivenUp(var order) -> {
                Announced.take(session, order);
                yield Optional.of(new ReleaseStock(order));
            }
            case UserCommand _, UserEvent _, InventoryCommand _, InventoryEvent _ ->
                    Optional.empty();
        };
    }

    /// @param answers where what was done is said
    private void answer(Session session, Envelope cause, InventoryCommand command, Topic answers) {
        events.reply(session, answers, cause, command.order(), carryOut(session, command));
    }

    private void handle(Delivery delivery) {
        var envelope = delivery.message();
        var command = command(Messages.open(envelope));
        database.write(
                what(command),
                session -> {
                    boolean first = inbox.firstTime(session, GROUP, envelope.id());
                    if (first) {
                        answer(session, envelope, command, Topics.INVENTORY_EVENTS);
                    }
                    return first;
                });
    }

    private static InventoryCommand command(Message message) {
        return switch (message) {
            case InventoryCommand command -> command;
            case OrderNews _, InventoryEvent _, UserCommand _, UserEvent _ ->
                    throw new IllegalArgumentException(
                            "expected a command for the inventory service, found " + message);
        };
    }

    private static String what(InventoryCommand command) {
        return switch (command) {
            case ReserveStock _ -> "reserve stock";
            case ReleaseStock _ -> "release stock";
            case ShipStock _ -> "ship stock";
        };
    }

    private static InventoryEvent carryOut(Session session, InventoryCommand command) {
        return switch (command) {
            case ReserveStock asked ->
                    OrderStock.reply(asked.order(), StockDesk.reserve(session, asked));
            case ReleaseStock(var order) -> {
                StockDesk.release(session, order);
                yield new StockReleased(order);
            }
            case ShipStock(var order) -> {
                StockDesk.ship(session, order);
                yield new StockShipped(order);
            }
        };
    }
}
