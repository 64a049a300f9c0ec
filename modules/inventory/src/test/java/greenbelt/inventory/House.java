package greenbelt.inventory;

import greenbelt.bus.Group;
import greenbelt.bus.MemoryBus;
import greenbelt.contract.Api.ItemView;
import greenbelt.contract.Finding;
import greenbelt.contract.Message;
import greenbelt.contract.Message.InventoryCommand;
import greenbelt.contract.Messages;
import greenbelt.contract.Money;
import greenbelt.contract.Sku;
import greenbelt.contract.Topics;
import greenbelt.database.Database;
import greenbelt.database.Disk;
import greenbelt.database.MemoryDisk;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.http.SimulatedNetwork;
import greenbelt.inventory.InventoryService.Parts;
import greenbelt.inventory.InventoryService.Stocked;
import greenbelt.telemetry.Telemetry;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// An inventory service in a virtual world of its own, and a tester who talks to it.
final class House implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final Sku LAMP = new Sku("LAMP-1");
    static final Sku TENT = new Sku("TENT-1");
    static final List<Stocked> STOCK =
            List.of(
                    new Stocked(LAMP, "Camping lamp", new Money(1_999), 10),
                    new Stocked(TENT, "Tent for two", new Money(19_900), 3));

    final VirtualWorld world;
    final Node tester;
    final MemoryBus bus;
    final SimulatedNetwork network;
    final Telemetry telemetry;
    final List<Envelope> heard = new ArrayList<>();
    private final Disk disk;
    private Node node;
    private Database database;
    private InventoryService service;

    House(long seed) {
        world = new VirtualWorld(seed);
        tester = world.start("tester");
        bus = new MemoryBus(world);
        network = new SimulatedNetwork(world);
        telemetry = new Telemetry(world);
        disk = new MemoryDisk(world);
        node = world.start("inventory-1");
        database = open();
        service = start();
        asTester(() -> {
            bus.subscribe(
                    tester,
                    Topics.INVENTORY_EVENTS,
                    new Group("tester"),
                    delivery -> heard.add(delivery.message()));
            return true;
        });
    }

    private Database open() {
        var opened = disk.open("inventory", InventoryService.SCHEMA);
        node.attach(opened);
        return opened;
    }

    private InventoryService start() {
        return world.enter(
                node,
                "start",
                () -> {
                    var parts =
                            new Parts(
                                    world,
                                    node,
                                    database,
                                    network,
                                    bus,
                                    telemetry.tracer(InventoryService.NAME, node));
                    return InventoryService.start(parts, STOCK);
                });
    }

    /// Begins the node anew on what the disk has kept.
    void restart() {
        node.crash();
        node = world.start("inventory-1");
        database = open();
        service = start();
    }

    Node node() {
        return node;
    }

    <T> T asTester(Supplier<T> body) {
        return world.enter(tester, "test", body);
    }

    Response call(Request request) {
        return asTester(() -> network.call(InventoryService.NAME, request, PATIENCE));
    }

    /// Publishes a command, and waits until all that follows from it has happened.
    void send(String messageId, InventoryCommand command) {
        asTester(() -> {
            publish(messageId, command);
            return true;
        });
    }

    /// Publishes a command; to be called by a task.
    void publish(String messageId, InventoryCommand command) {
        var envelope =
                Messages.envelope(
                        new MessageId(messageId),
                        "order",
                        command.order().toString(),
                        world.now(),
                        Optional.empty(),
                        Optional.empty(),
                        command);
        bus.publish(Topics.INVENTORY_COMMANDS, envelope);
    }

    /// What the service has said, each message once.
    List<Message> said() {
        return heard.stream().distinct().map(Messages::open).toList();
    }

    boolean hasHeard(String type) {
        return heard.stream().anyMatch(message -> message.type().equals(type));
    }

    ItemView item(Sku sku) {
        return call(Request.get("/inventory/" + sku)).json(ItemView.class);
    }

    /// Changes the data behind the service's back.
    void tamper(String sql) {
        world.enter(node, "tamper", () -> database.write("tamper", session -> session.update(sql)));
    }

    List<String> violations() {
        return world.enter(node, "check", service::check).stream()
                .map(Finding::violations)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public void close() {
        world.close();
        disk.close();
    }
}
