package greenbelt.inventory;

import greenbelt.contract.Api.ItemView;
import greenbelt.contract.Message.InventoryCommand;
import greenbelt.contract.Money;
import greenbelt.contract.Sku;
import greenbelt.contract.Topics;
import greenbelt.http.Request;
import greenbelt.inventory.InventoryService.Parts;
import greenbelt.inventory.InventoryService.Stocked;
import greenbelt.outbox.Habits;
import greenbelt.testkit.LoneService;
import java.util.List;

/// An inventory service in a virtual world of its own, and a tester who talks to it.
final class House extends LoneService<InventoryService> {
    static final Sku LAMP = new Sku("LAMP-1");
    static final Sku TENT = new Sku("TENT-1");
    static final List<Stocked> STOCK =
            List.of(
                    new Stocked(LAMP, "Camping lamp", new Money(1_999), 10),
                    new Stocked(TENT, "Tent for two", new Money(19_900), 3));

    House(long seed) {
        super(
                seed,
                new Kind<>(
                        InventoryService.NAME,
                        InventoryService.SCHEMA,
                        Topics.INVENTORY_COMMANDS,
                        Topics.INVENTORY_EVENTS,
                        House::start,
                        InventoryService::check));
    }

    private static InventoryService start(Stage stage) {
        var parts =
                new Parts(
                        stage.world(),
                        stage.node(),
                        stage.database(),
                        stage.network(),
                        stage.bus(),
                        stage.tracer());
        return InventoryService.start(parts, STOCK, Habits.SOUND);
    }

    /// Publishes a command, and waits until all that follows from it has happened.
    void send(String messageId, InventoryCommand command) {
        send(messageId, command.order(), command);
    }

    /// Publishes a command; to be called by a task.
    void publish(String messageId, InventoryCommand command) {
        publish(messageId, command.order(), command);
    }

    boolean hasHeard(String type) {
        return heard.stream().anyMatch(message -> message.type().equals(type));
    }

    ItemView item(Sku sku) {
        return call(Request.get("/inventory/" + sku)).json(ItemView.class);
    }
}
