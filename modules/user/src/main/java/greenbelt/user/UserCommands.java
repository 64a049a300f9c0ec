package greenbelt.user;

import greenbelt.bus.Bus;
import greenbelt.bus.Bus.Delivery;
import greenbelt.bus.Group;
import greenbelt.bus.Topic;
import greenbelt.contract.Message;
import greenbelt.contract.Message.CreditReleased;
import greenbelt.contract.Message.InventoryCommand;
import greenbelt.contract.Message.InventoryEvent;
import greenbelt.contract.Message.OrderGivenUp;
import greenbelt.contract.Message.OrderNews;
import greenbelt.contract.Message.OrderPlaced;
import greenbelt.contract.Message.ReleaseCredit;
import greenbelt.contract.Message.ReserveCredit;
import greenbelt.contract.Message.StockRefused;
import greenbelt.contract.Message.UserCommand;
import greenbelt.contract.Message.UserEvent;
import greenbelt.contract.Messages;
import greenbelt.contract.Topics;
import greenbelt.database.Database;
import greenbelt.database.Session;
import greenbelt.event.Envelope;
import greenbelt.outbox.Habits.Hearing;
import greenbelt.outbox.Inbox;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.time.Instant;
import java.util.Optional;

/// The bus side of the user service: carries out commands, each once, and answers each with an event. What it hears about
/// orders of which nobody is in charge it takes for commands of its own, and answers where all can hear it.
///
/// What the command does, that it was done, and the answer are one transaction. So a delivery that comes again, or
/// that a crash cut short, finds either all of it or nothing.
final class UserCommands {
    private static final Group GROUP = new Group(UserService.NAME);

    private final World world;
    private final Database database;
    private final Inbox inbox;
    private final UserEvents events;
    private final Hearing hearing;

    UserCommands(World world, Database database, Inbox inbox, UserEvents events, Hearing hearing) {
        this.world = world;
        this.database = database;
        this.inbox = inbox;
        this.events = events;
        this.hearing = hearing;
    }

    void subscribe(Bus bus, Node node) {
        bus.subscribe(node, Topics.USER_COMMANDS, GROUP, this::handle);
        bus.subscribe(node, Topics.ORDER_EVENTS, GROUP, this::hear);
    }

    private void handle(Delivery delivery) {
        var envelope = delivery.message();
        handle(envelope, command(Messages.open(envelope)), Topics.USER_EVENTS);
    }

    /// Does what its own rules say when something happens to an order of which nobody is in charge.
    private void hear(Delivery delivery) {
        var envelope = delivery.message();
        reaction(Messages.open(envelope))
                .ifPresent(command -> handle(envelope, command, Topics.ORDER_EVENTS));
    }

    private static Optional<UserCommand> reaction(Message news) {
        return switch (news) {
            case OrderPlaced(var order, var user, var amount, var lines) ->
                    Optional.of(new ReserveCredit(order, user, amount));
            case OrderGivenUp(var order) -> Optional.of(new ReleaseCredit(order));
            case StockRefused(var order, var reason) -> Optional.of(new ReleaseCredit(order));
            case OrderNews _, UserCommand _, UserEvent _, InventoryCommand _, InventoryEvent _ ->
                    Optional.empty();
        };
    }

    /// @param answers where what was done is said
    private void handle(Envelope envelope, UserCommand command, Topic answers) {
        var at = world.now();
        database.write(
                what(command),
                session -> {
                    boolean first = inbox.firstTime(session, GROUP, envelope.id());
                    if (first) {
                        var answer = carryOut(session, command, at);
                        events.reply(session, answers, envelope, command.order(), answer);
                    }
                    return first;
                });
    }

    private static UserCommand command(Message message) {
        return switch (message) {
            case UserCommand command -> command;
            case OrderNews _, UserEvent _, InventoryCommand _, InventoryEvent _ ->
                    throw new IllegalArgumentException(
                            "expected a command for the user service, found " + message);
        };
    }

    private static String what(UserCommand command) {
        return switch (command) {
            case ReserveCredit _ -> "reserve credit";
            case ReleaseCredit _ -> "release credit";
        };
    }

    private UserEvent carryOut(Session session, UserCommand command, Instant at) {
        return switch (command) {
            case ReserveCredit asked ->
                    OrderCredit.reply(asked.order(), reserve(session, asked, at));
            case ReleaseCredit(var order) -> {
                CreditDesk.release(session, order, at);
                yield new CreditReleased(order);
            }
        };
    }

    private OrderCredit reserve(Session session, ReserveCredit asked, Instant at) {
        return switch (hearing) {
            case ONCE -> CreditDesk.reserve(session, asked, at);
            case AS_OFTEN_AS_DELIVERED -> CreditDesk.reserveAgain(session, asked, at);
        };
    }
}
