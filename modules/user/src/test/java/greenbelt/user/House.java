package greenbelt.user;

import greenbelt.bus.Group;
import greenbelt.bus.MemoryBus;
import greenbelt.contract.Api.UserPage;
import greenbelt.contract.Finding;
import greenbelt.contract.Message;
import greenbelt.contract.Message.UserCommand;
import greenbelt.contract.Messages;
import greenbelt.contract.Money;
import greenbelt.contract.Topics;
import greenbelt.contract.UserId;
import greenbelt.database.Database;
import greenbelt.database.Disk;
import greenbelt.database.MemoryDisk;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.http.SimulatedNetwork;
import greenbelt.telemetry.Telemetry;
import greenbelt.user.UserService.Parts;
import greenbelt.user.UserService.Resident;
import greenbelt.user.UserService.Settings;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A user service in a virtual world of its own, and a tester who talks to it.
final class House implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final List<Resident> RESIDENTS =
            List.of(
                    new Resident("ada", "Ada Lovelace", "ada@example.org", new Money(10_000)),
                    new Resident("grace", "Grace Hopper", "grace@example.org", new Money(500)));

    final VirtualWorld world;
    final Node tester;
    final MemoryBus bus;
    final SimulatedNetwork network;
    final Telemetry telemetry;
    final List<Envelope> heard = new ArrayList<>();
    private final Disk disk;
    private Node node;
    private Database database;
    private UserService service;

    House(long seed) {
        world = new VirtualWorld(seed);
        tester = world.start("tester");
        bus = new MemoryBus(world);
        network = new SimulatedNetwork(world);
        telemetry = new Telemetry(world);
        disk = new MemoryDisk(world);
        node = world.start("user-1");
        database = open();
        service = start();
        asTester(() -> {
            bus.subscribe(
                    tester,
                    Topics.USER_EVENTS,
                    new Group("tester"),
                    delivery -> heard.add(delivery.message()));
            return true;
        });
    }

    private Database open() {
        var opened = disk.open("user", UserService.SCHEMA);
        node.attach(opened);
        return opened;
    }

    private UserService start() {
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
                                    telemetry.tracer(UserService.NAME, node));
                    return UserService.start(parts, new Settings(RESIDENTS, 1_000));
                });
    }

    /// Begins the node anew on what the disk has kept.
    void restart() {
        node.crash();
        node = world.start("user-1");
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
        return asTester(() -> network.call(UserService.NAME, request, PATIENCE));
    }

    /// Publishes a command, and waits until all that follows from it has happened.
    void send(String messageId, UserCommand command) {
        asTester(() -> {
            publish(messageId, command);
            return true;
        });
    }

    /// Publishes a command; to be called by a task.
    void publish(String messageId, UserCommand command) {
        var envelope =
                Messages.envelope(
                        new MessageId(messageId),
                        "order",
                        command.order().toString(),
                        world.now(),
                        Optional.empty(),
                        Optional.empty(),
                        command);
        bus.publish(Topics.USER_COMMANDS, envelope);
    }

    /// What the service has said, each message once.
    List<Message> said() {
        return heard.stream().distinct().map(Messages::open).toList();
    }

    UserId user(String handle) {
        return call(Request.get("/users")).json(UserPage.class).users().stream()
                .filter(user -> user.handle().equals(handle))
                .findFirst()
                .orElseThrow()
                .id();
    }

    Money balance(UserId user) {
        return call(Request.get("/users/" + user))
                .json(greenbelt.contract.Api.UserView.class)
                .balanceCents();
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
