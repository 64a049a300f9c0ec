package greenbelt.contract;

import greenbelt.bus.Topic;
import java.util.List;

/// The topics that the services share.
public final class Topics {
    /// [Message.UserCommand]s, by order id.
    public static final Topic USER_COMMANDS = new Topic("user.commands");

    /// [Message.UserEvent]s: replies by order id; who can order by the word `users`, so that it stays in order.
    public static final Topic USER_EVENTS = new Topic("user.events");

    /// [Message.InventoryCommand]s, by order id.
    public static final Topic INVENTORY_COMMANDS = new Topic("inventory.commands");

    /// [Message.InventoryEvent]s: replies by order id; what can be ordered by the word `catalogue`.
    public static final Topic INVENTORY_EVENTS = new Topic("inventory.events");

    /// What happens to orders in whose [Flow] nobody is in charge, by order id; said by whoever did it, and heard by all.
    public static final Topic ORDER_EVENTS = new Topic("order.events");

    /// All of them, sorted by name.
    public static final List<Topic> ALL =
            List.of(INVENTORY_COMMANDS, INVENTORY_EVENTS, ORDER_EVENTS, USER_COMMANDS, USER_EVENTS);

    private Topics() {}
}
