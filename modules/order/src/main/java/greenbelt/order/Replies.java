package greenbelt.order;

import greenbelt.bus.Bus;
import greenbelt.bus.Bus.Delivery;
import greenbelt.bus.Group;
import greenbelt.contract.Message;
import greenbelt.contract.Message.CreditRefused;
import greenbelt.contract.Message.CreditReleased;
import greenbelt.contract.Message.CreditReserved;
import greenbelt.contract.Message.InventoryCommand;
import greenbelt.contract.Message.InventoryEvent;
import greenbelt.contract.Message.ItemsListed;
import greenbelt.contract.Message.OrderNews;
import greenbelt.contract.Message.StockRefused;
import greenbelt.contract.Message.StockReleased;
import greenbelt.contract.Message.StockReserved;
import greenbelt.contract.Message.StockShipped;
import greenbelt.contract.Message.UserClosed;
import greenbelt.contract.Message.UserCommand;
import greenbelt.contract.Message.UserEvent;
import greenbelt.contract.Message.UserForgotten;
import greenbelt.contract.Message.UsersRegistered;
import greenbelt.contract.Messages;
import greenbelt.contract.OrderId;
import greenbelt.contract.Topics;
import greenbelt.contract.UserId;
import greenbelt.database.Database;
import greenbelt.database.Session;
import greenbelt.event.Envelope;
import greenbelt.order.Orders.Handled;
import greenbelt.order.decider.OrderCommand.Answer;
import greenbelt.order.decider.OrderCommand.RecordCreditRefused;
import greenbelt.order.decider.OrderCommand.RecordCreditReleased;
import greenbelt.order.decider.OrderCommand.RecordCreditReserved;
import greenbelt.order.decider.OrderCommand.RecordStockRefused;
import greenbelt.order.decider.OrderCommand.RecordStockReleased;
import greenbelt.order.decider.OrderCommand.RecordStockReserved;
import greenbelt.order.decider.OrderCommand.RecordStockShipped;
import greenbelt.order.readmodel.OrderList;
import greenbelt.outbox.Inbox;
import greenbelt.world.Node;
import java.util.Optional;
import java.util.function.Consumer;

/// Hears what the other services say on the bus.
///
/// Delivery is at-least-once, and each message takes effect once. News for the [Directory] goes through the inbox table.
/// An answer about an order becomes an event whose id follows from the message's: the store knows it when it comes
/// again, so the stream is its own inbox. What is said about an order that cannot be handled is kept with it, in the
/// [Quarantine], and the next message is heard.
final class Replies {
    static final Group GROUP = new Group("order");

    private final Database database;
    private final Inbox inbox;
    private final Directory directory;
    private final Deliveries deliveries;
    private final OrderList list;
    private final Orders orders;
    private final Saga saga;
    private final Quarantine quarantine;

    Replies(
            Database database,
            Inbox inbox,
            Directory directory,
            Deliveries deliveries,
            OrderList list,
            Orders orders,
            Saga saga,
            Quarantine quarantine) {
        this.database = database;
        this.inbox = inbox;
        this.directory = directory;
        this.deliveries = deliveries;
        this.list = list;
        this.orders = orders;
        this.saga = saga;
        this.quarantine = quarantine;
    }

    void subscribe(Node node, Bus bus) {
        bus.subscribe(node, Topics.USER_EVENTS, GROUP, this::handle);
        bus.subscribe(node, Topics.INVENTORY_EVENTS, GROUP, this::handle);
        bus.subscribe(node, Topics.ORDER_EVENTS, GROUP, this::handle);
    }

    private void handle(Delivery delivery) {
        var envelope = delivery.message();
        switch (Messages.open(envelope)) {
            case UserEvent event -> handle(envelope, event);
            case InventoryEvent event -> handle(envelope, event);
            case OrderNews ownWords -> {}
            case UserCommand command -> notForUs(command);
            case InventoryCommand command -> notForUs(command);
        }
    }

    private void handle(Envelope envelope, UserEvent event) {
        switch (event) {
            case UsersRegistered news -> once(envelope, session -> register(session, news));
            case UserClosed(var user) -> once(envelope, session -> directory.close(session, user));
            case UserForgotten(var user) -> once(envelope, session -> forget(session, user));
            case CreditReserved _, CreditRefused _, CreditReleased _ -> record(envelope, event);
        }
    }

    private void register(Session session, UsersRegistered news) {
        directory.register(session, news);
        deliveries.admit(session, news.users());
    }

    private void forget(Session session, UserId user) {
        directory.close(session, user);
        deliveries.forget(session, user);
        list.forget(session, user);
    }

    private void handle(Envelope envelope, InventoryEvent event) {
        switch (event) {
            case ItemsListed news -> once(envelope, session -> directory.list(session, news));
            case StockReserved _, StockRefused _, StockReleased _, StockShipped _ ->
                    record(envelope, event);
        }
    }

    /// What an order is told.
    private record Told(OrderId order, Answer answer) {}

    private static Optional<Told> told(Message message) {
        return switch (message) {
            case CreditReserved(var order) -> told(order, new RecordCreditReserved());
            case CreditRefused(var order, var reason) ->
                    told(order, new RecordCreditRefused(reason));
            case CreditReleased(var order) -> told(order, new RecordCreditReleased());
            case StockReserved(var order) -> told(order, new RecordStockReserved());
            case StockRefused(var order, var reason) -> told(order, new RecordStockRefused(reason));
            case StockReleased(var order) -> told(order, new RecordStockReleased());
            case StockShipped(var order) -> told(order, new RecordStockShipped());
            case Message other -> Optional.empty();
        };
    }

    private static Optional<Told> told(OrderId order, Answer answer) {
        return Optional.of(new Told(order, answer));
    }

    private void record(Envelope envelope, Message message) {
        told(message)
                .ifPresent(told ->
                        quarantine.attend(told.order(), envelope, () -> record(envelope, told)));
    }

    /// Handles a message about an order that was kept while the order was in quarantine.
    void handleAgain(Envelope envelope) {
        told(Messages.open(envelope)).ifPresent(told -> record(envelope, told));
    }

    private void record(Envelope envelope, Told told) {
        if (orders.handle(told.order(), told.answer(), Optional.of(envelope.id()))
                instanceof Handled.Done(var order, var changed)) {
            saga.drive(order);
        }
    }

    private void once(Envelope envelope, Consumer<Session> effect) {
        database.write(
                "hear " + envelope.type(),
                session -> {
                    boolean first = inbox.firstTime(session, GROUP, envelope.id());
                    if (first) {
                        effect.accept(session);
                    }
                    return first;
                });
    }

    private static void notForUs(Message message) {
        throw new IllegalArgumentException(
                "expected an event, found the command " + message.getClass().getSimpleName());
    }
}
