package greenbelt.testkit;

import greenbelt.bus.Group;
import greenbelt.bus.MemoryBus;
import greenbelt.bus.Topic;
import greenbelt.contract.Finding;
import greenbelt.contract.Message;
import greenbelt.contract.Messages;
import greenbelt.contract.OrderId;
import greenbelt.database.Database;
import greenbelt.database.Dump;
import greenbelt.database.MemoryDisk;
import greenbelt.database.Schema;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.http.SimulatedNetwork;
import greenbelt.telemetry.Telemetry;
import greenbelt.telemetry.Tracer;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// One service in a virtual world of its own, and a tester who talks to it over HTTP and over the bus.
///
/// @param <S> the service
public abstract class LoneService<S> implements AutoCloseable {
    /// How long the tester waits for an answer.
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    public final VirtualWorld world;
    public final Node tester;
    public final MemoryBus bus;
    public final SimulatedNetwork network;
    public final Telemetry telemetry;

    /// What the service has said on its topic, repetitions included.
    public final List<Envelope> heard = new ArrayList<>();

    private final Kind<S> kind;
    private final MemoryDisk disk;
    private Node node;
    private Database database;
    private S service;

    /// What a service is, apart from the world around it.
    ///
    /// @param name under which it is called
    /// @param schema of its database
    /// @param commands the topic that it listens to
    /// @param events the topic that it speaks on
    /// @param start starts it, as a task of its node
    /// @param check its invariants
    public record Kind<S>(
            String name,
            Schema schema,
            Topic commands,
            Topic events,
            Function<Stage, S> start,
            Function<S, List<Finding>> check) {}

    /// What a service is given to stand on.
    public record Stage(
            VirtualWorld world,
            Node node,
            Database database,
            SimulatedNetwork network,
            MemoryBus bus,
            Tracer tracer) {}

    protected LoneService(long seed, Kind<S> kind) {
        this.kind = kind;
        world = new VirtualWorld(seed);
        tester = world.start("tester");
        bus = new MemoryBus(world);
        network = new SimulatedNetwork(world);
        telemetry = new Telemetry(world);
        disk = new MemoryDisk(world);
        node = world.start(kind.name() + "-1");
        database = open();
        service = start();
        asTester(() -> {
            bus.subscribe(
                    tester,
                    kind.events(),
                    new Group("tester"),
                    delivery -> heard.add(delivery.message()));
            return true;
        });
    }

    private Database open() {
        var opened = disk.open(kind.name(), kind.schema());
        node.attach(opened);
        return opened;
    }

    private S start() {
        var tracer = telemetry.tracer(kind.name(), node);
        var stage = new Stage(world, node, database, network, bus, tracer);
        return world.enter(node, "start", () -> kind.start().apply(stage));
    }

    /// Begins the node anew on what the disk has kept.
    public final void restart() {
        node.crash();
        node = world.start(kind.name() + "-1");
        database = open();
        service = start();
    }

    public final Node node() {
        return node;
    }

    public final <T> T asTester(Supplier<T> body) {
        return world.enter(tester, "test", body);
    }

    public final Response call(Request request) {
        return asTester(() -> network.call(kind.name(), request, PATIENCE));
    }

    /// Publishes a command for an order, and waits until all that follows from it has happened.
    protected final void send(String messageId, OrderId order, Message command) {
        asTester(() -> {
            publish(messageId, order, command);
            return true;
        });
    }

    /// Publishes a command for an order; to be called by a task.
    protected final void publish(String messageId, OrderId order, Message command) {
        var envelope =
                Messages.envelope(
                        new MessageId(messageId),
                        "order",
                        order.toString(),
                        world.now(),
                        Optional.empty(),
                        Optional.empty(),
                        command);
        bus.publish(kind.commands(), envelope);
    }

    /// What the service has said, each message once.
    public final List<Message> said() {
        return heard.stream().distinct().map(Messages::open).toList();
    }

    /// Changes the data behind the service's back.
    public final void tamper(String sql) {
        world.enter(node, "tamper", () -> database.write("tamper", session -> session.update(sql)));
    }

    /// Every row of its database, as text.
    public final List<String> dump() {
        return asTester(() -> Dump.of(database));
    }

    /// What its invariants find wrong, a sentence each.
    public final List<String> violations() {
        return world.enter(node, "check", () -> kind.check().apply(service)).stream()
                .map(Finding::violations)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public final void close() {
        world.close();
        disk.close();
    }
}
