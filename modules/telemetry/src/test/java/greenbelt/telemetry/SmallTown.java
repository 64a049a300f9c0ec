package greenbelt.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.bus.Bus;
import greenbelt.bus.Group;
import greenbelt.bus.MemoryBus;
import greenbelt.bus.Topic;
import greenbelt.database.Database;
import greenbelt.database.MemoryDisk;
import greenbelt.database.Schema;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.MemoryEventStore;
import greenbelt.eventstore.StreamId;
import greenbelt.eventstore.Subscription;
import greenbelt.http.Method;
import greenbelt.http.Network;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.http.Router;
import greenbelt.http.SimulatedNetwork;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A system as small as one can be that uses every port: a gateway calls order, order appends an event, its relay
/// publishes it, inventory handles the message and writes it down.
final class SmallTown implements AutoCloseable {
    static final Topic ORDERS = new Topic("orders");
    static final Group INVENTORY = new Group("inventory");

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    final VirtualWorld world;
    final Telemetry telemetry;
    final Node client;
    final Node order;
    final Node inventory;
    int failuresLeft;

    final Bus bus;

    private final MemoryDisk disk;
    private final Network network;
    private final Database database;

    SmallTown(long seed) {
        world = new VirtualWorld(seed);
        telemetry = new Telemetry(world);
        network = new SimulatedNetwork(world);
        disk = new MemoryDisk(world);
        client = world.start("client");
        order = world.start("order-1");
        inventory = world.start("inventory-1");
        bus = new MemoryBus(world);
        database =
                telemetry
                        .tracer("inventory", inventory)
                        .traced(
                                disk.open(
                                        "inventory",
                                        new Schema(
                                                1,
                                                List.of(
                                                        "create table handled (id varchar(100))"))));
        world.enter(
                client,
                "open",
                () -> {
                    openInventory(bus);
                    openOrder(bus);
                    openGateway();
                    return true;
                });
    }

    private void openGateway() {
        var node = world.start("gateway-1");
        var tracer = telemetry.tracer("gateway", node);
        var inside = tracer.traced(network);
        tracer.tracedEdge(network)
                .listen(node, "gateway", request -> inside.call("order", request, PATIENCE));
    }

    private void openOrder(Bus bus) {
        var tracer = telemetry.tracer("order", order);
        var events = tracer.traced(new MemoryEventStore(world));
        var publisher = tracer.traced(bus);
        var relay =
                Subscription.of(
                        world,
                        events,
                        "relay",
                        0,
                        tracer.interceptor(),
                        event -> publisher.publish(ORDERS, event.event()));
        order.spawn("relay", relay::run);
        var router =
                new Router(world)
                        .on(Method.POST, "/orders", request -> place(events, request))
                        .on(Method.POST, "/slow", request -> waitLong())
                        .on(
                                Method.POST,
                                "/broken",
                                request -> {
                                    throw new IllegalStateException("broken");
                                });
        tracer.traced(network).listen(order, "order", router);
    }

    private Response place(EventStore events, Request request) {
        Tracer.annotate(Tracer.ORDER, "order-1");
        var stream = new StreamId("order-" + (events.durablePosition().value() + 1));
        var event =
                new Envelope(
                        MessageId.derivedFrom(stream.value()),
                        "order",
                        "OrderPlaced",
                        1,
                        stream.value(),
                        world.now(),
                        Optional.empty(),
                        Optional.empty(),
                        "{}");
        events.append(stream, new Expected.NoStream(), List.of(event));
        return Response.of(202)
                .with("seen", request.headers().first(Request.TRACEPARENT).orElse(""));
    }

    private Response waitLong() {
        world.sleep(Duration.ofMinutes(1));
        return Response.of(200);
    }

    private void openInventory(Bus bus) {
        telemetry
                .tracer("inventory", inventory)
                .traced(bus)
                .subscribe(inventory, ORDERS, INVENTORY, this::handle);
    }

    private void handle(Bus.Delivery delivery) {
        if (failuresLeft > 0) {
            failuresLeft--;
            throw new IllegalStateException("not now");
        }
        var id = delivery.message().id().value();
        database.write(
                "note message", session -> session.update("insert into handled values (?)", id));
    }

    int count() {
        return database.read(
                "count messages",
                session ->
                        session.queryOne(
                                        "select count(*) as n from handled",
                                        row -> row.integer("n"))
                                .orElseThrow());
    }

    int scan() {
        try (var cursor = database.cursor("scan messages", "select id from handled order by id")) {
            return cursor.next(100).size();
        }
    }

    /// The same, with a pause of two seconds before the first row.
    int scanSlowly() {
        try (var cursor = database.cursor("scan messages", "select id from handled order by id")) {
            world.sleep(Duration.ofSeconds(2));
            return cursor.next(100).size();
        }
    }

    Response post(String path) {
        return call(Request.of(Method.POST, path));
    }

    Response call(Request request) {
        return world.enter(client, "call", () -> network.call("gateway", request, PATIENCE));
    }

    Response callIn(String path) {
        return network.call("gateway", Request.of(Method.POST, path), PATIENCE);
    }

    Trace onlyTrace() {
        var traces = telemetry.traces().recent(10);
        assertThat(traces).hasSize(1);
        return traces.getFirst();
    }

    Span span(String name) {
        return onlyTrace().spans().stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Span span(String name, String service) {
        return onlyTrace().spans().stream()
                .filter(span -> span.name().equals(name) && span.service().equals(service))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        world.close();
        disk.close();
    }
}
