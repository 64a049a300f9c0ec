package greenbelt.order;

import greenbelt.bus.Group;
import greenbelt.bus.MemoryBus;
import greenbelt.bus.Topic;
import greenbelt.contract.Api.NewOrder;
import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Api.ReservationAnswer;
import greenbelt.contract.DeliveryAddress;
import greenbelt.contract.Edge;
import greenbelt.contract.Finding;
import greenbelt.contract.Message;
import greenbelt.contract.Message.CreditReleased;
import greenbelt.contract.Message.CreditReserved;
import greenbelt.contract.Message.ItemsListed;
import greenbelt.contract.Message.Line;
import greenbelt.contract.Message.ListedItem;
import greenbelt.contract.Message.ReleaseCredit;
import greenbelt.contract.Message.ReleaseStock;
import greenbelt.contract.Message.ReserveCredit;
import greenbelt.contract.Message.ReserveStock;
import greenbelt.contract.Message.ShipStock;
import greenbelt.contract.Message.StockReleased;
import greenbelt.contract.Message.StockReserved;
import greenbelt.contract.Message.StockShipped;
import greenbelt.contract.Message.UserForgotten;
import greenbelt.contract.Message.UsersRegistered;
import greenbelt.contract.Messages;
import greenbelt.contract.Mode;
import greenbelt.contract.Money;
import greenbelt.contract.OrderId;
import greenbelt.contract.Sku;
import greenbelt.contract.Topics;
import greenbelt.contract.UserId;
import greenbelt.database.Database;
import greenbelt.database.Dump;
import greenbelt.database.MemoryDisk;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.eventstore.AppendResult;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.Interceptor;
import greenbelt.eventstore.Snapshot;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamId;
import greenbelt.eventstore.jdbc.JdbcEventStore;
import greenbelt.eventstore.jdbc.JdbcSnapshots;
import greenbelt.http.EventStream;
import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.http.Router;
import greenbelt.http.SimulatedNetwork;
import greenbelt.projection.InlineProjections;
import greenbelt.projection.Projections;
import greenbelt.testkit.FaultyDatabase;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// The order service in a virtual world, with neighbours who say yes to everything unless they are told otherwise.
final class OrderTown implements AutoCloseable {
    static final UserId ADA = new UserId(new UUID(0, 1));
    static final Sku LAMP = new Sku("LAMP");
    static final Sku CHAIR = new Sku("CHAIR");

    final VirtualWorld world;
    final SimulatedNetwork network;
    final MemoryBus bus;
    final Modes modes = new Modes();
    private final Map<Long, String> objections = new TreeMap<>();
    private final Policy policy;
    private final MemoryDisk disk;
    private final Node outside;
    private OrderService service;
    private EventStore store;
    private FaultyDatabase events;
    private FaultyDatabase database;

    OrderTown(long seed) {
        this(seed, Policy.SOUND);
    }

    OrderTown(long seed, Policy policy) {
        this.policy = policy;
        world = new VirtualWorld(seed);
        network = new SimulatedNetwork(world);
        bus = new MemoryBus(world);
        disk = new MemoryDisk(world);
        outside = world.start("outside");
        startNeighbours();
        start(0);
        run(() -> {
            say("users", Topics.USER_EVENTS, new UsersRegistered(List.of(ADA)));
            return say(
                    "items",
                    Topics.INVENTORY_EVENTS,
                    new ItemsListed(
                            List.of(
                                    new ListedItem(LAMP, "Lamp", new Money(1_250)),
                                    new ListedItem(CHAIR, "Chair", new Money(9_900)))));
        });
    }

    <T> T run(Supplier<T> body) {
        return world.enter(outside, "test", body);
    }

    final void start() {
        start(0);
    }

    /// Starts the service; its first reads of order streams fail.
    final void start(int failingReads) {
        var node = world.start("order-1");
        events = run(() -> new FaultyDatabase(disk.open("events", JdbcEventStore.SCHEMA)));
        node.attach(events);
        database = run(() -> new FaultyDatabase(disk.open("order", OrderService.SCHEMA)));
        node.attach(database);
        events.fail("read stream", failingReads);
        var itsEvents = events;
        var itsDatabase = database;
        var inline = run(() -> inline(node, itsEvents));
        var itsStore =
                run(() ->
                        JdbcEventStore.open(
                                world,
                                node,
                                itsEvents,
                                JdbcEventStore.Settings.STANDARD.withInline(inline)));
        store = itsStore;
        service =
                run(() -> {
                    var parts =
                            new OrderService.Parts(
                                    world,
                                    node,
                                    network,
                                    bus,
                                    itsStore,
                                    inline,
                                    new JdbcSnapshots(itsEvents),
                                    itsDatabase,
                                    Interceptor.NONE,
                                    Interceptor.NONE,
                                    UnaryOperator.identity(),
                                    (order, number) -> Optional.ofNullable(objections.get(number)),
                                    AttachedHistory.NONE);
                    return OrderService.start(parts, modes, policy);
                });
    }

    private InlineProjections inline(Node node, Database itsEvents) {
        return InlineProjections.open(
                new InlineProjections.Parts(
                        world,
                        node,
                        itsEvents,
                        new InlineProjections.Log(
                                JdbcEventStore::lastPosition, JdbcEventStore::eventsAfter),
                        policy.batches()),
                OrderService.inlineProjections());
    }

    List<Quarantined> quarantined() {
        return run(service::quarantined);
    }

    /// Why the order had to be set aside again; empty when it is free.
    Optional<String> release(String order) {
        return run(() -> service.release(order));
    }

    /// Writes down that a reader of the events has come so far.
    void checkpoint(String reader, long position) {
        run(() -> {
            Checkpoints.save(database, reader, position);
            return true;
        });
    }

    /// From now on, no step of the order of this number can be taken.
    void object(long number, String reason) {
        objections.put(number, reason);
    }

    /// From now on, steps of the order of this number can be taken again.
    void agree(long number) {
        objections.remove(number);
    }

    /// Writes an event into the store as another release would, while the service is down.
    void writeElsewhere(String type, int version) {
        var node = world.start("another release");
        world.enter(
                node,
                "write",
                () -> {
                    var database = disk.open("events", JdbcEventStore.SCHEMA);
                    node.attach(database);
                    return append(JdbcEventStore.open(world, node, database), type, version);
                });
        node.stop();
    }

    /// Writes an event into the store past the service, while it is running.
    void shareStoreWith(String type, int version) {
        run(() -> append(store, type, version));
    }

    private AppendResult append(EventStore to, String type, int version) {
        var event =
                new Envelope(
                        new MessageId("of another release"),
                        "order",
                        type,
                        version,
                        new UUID(0, 17).toString(),
                        world.now(),
                        Optional.empty(),
                        Optional.empty(),
                        "{}");
        return to.append(new StreamId("other-1"), new Expected.NoStream(), List.of(event));
    }

    /// What is kept of an order beside its events.
    Snapshot snapshot(OrderId order) {
        return run(() -> new JdbcSnapshots(events).find(Orders.stream(order))).orElseThrow();
    }

    /// The database of the events, to make it fail.
    FaultyDatabase events() {
        return events;
    }

    /// The database of the read model and the timers, to make it fail.
    FaultyDatabase database() {
        return database;
    }

    Projections projections() {
        return service.projections();
    }

    List<Finding> check() {
        return run(service::check);
    }

    /// What happened to an order, as its event stream tells it.
    List<String> eventTypes(String order) {
        return eventTypes(order, "0");
    }

    /// What happened to an order after the event `seen`.
    List<String> eventTypes(String order, String seen) {
        return run(() -> {
            var request = Request.get("/orders/" + order + "/events").with("last-event-id", seen);
            var response = network.call("order", request, Duration.ofMinutes(1));
            var types = new ArrayList<String>();
            try (var events = EventStream.of(response)) {
                for (var event = events.next(); event.isPresent(); event = events.next()) {
                    types.add(event.get().event());
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            return types;
        });
    }

    /// What has happened to an order so far.
    List<String> history(String order) {
        return run(
                () -> service.events(order).stream().map(stored -> stored.event().type()).toList());
    }

    void crash() {
        run(() -> {
            world.node("order-1").orElseThrow().crash();
            return true;
        });
    }

    private void startNeighbours() {
        startUserAgain();
        startInventory();
    }

    /// A user service that answers yes, by HTTP and by the bus.
    void startUserAgain() {
        var user = world.start("user-1");
        network.listen(
                user,
                "user",
                new Router(world)
                        .on(Method.PUT, "/credit-reservations/{order}", request -> yes())
                        .on(
                                Method.DELETE,
                                "/credit-reservations/{order}",
                                request -> Response.of(204)));
        bus.subscribe(
                user,
                Topics.USER_COMMANDS,
                new Group("user"),
                delivery -> {
                    var id = "answer to " + delivery.message().id();
                    switch (Messages.open(delivery.message())) {
                        case ReserveCredit asked ->
                                say(id, Topics.USER_EVENTS, new CreditReserved(asked.order()));
                        case ReleaseCredit asked ->
                                say(id, Topics.USER_EVENTS, new CreditReleased(asked.order()));
                        case Message other -> throw new IllegalArgumentException(other.toString());
                    }
                });
    }

    void startInventory() {
        var inventory = world.start("inventory-1");
        network.listen(
                inventory,
                "inventory",
                new Router(world)
                        .on(Method.PUT, "/stock-reservations/{order}", request -> yes())
                        .on(
                                Method.DELETE,
                                "/stock-reservations/{order}",
                                request -> Response.of(204))
                        .on(
                                Method.POST,
                                "/stock-reservations/{order}/shipment",
                                request -> Response.of(204)));
        bus.subscribe(
                inventory,
                Topics.INVENTORY_COMMANDS,
                new Group("inventory"),
                delivery -> {
                    var id = "answer to " + delivery.message().id();
                    switch (Messages.open(delivery.message())) {
                        case ReserveStock asked ->
                                say(id, Topics.INVENTORY_EVENTS, new StockReserved(asked.order()));
                        case ReleaseStock asked ->
                                say(id, Topics.INVENTORY_EVENTS, new StockReleased(asked.order()));
                        case ShipStock asked ->
                                say(id, Topics.INVENTORY_EVENTS, new StockShipped(asked.order()));
                        case Message other -> throw new IllegalArgumentException(other.toString());
                    }
                });
    }

    /// A user service that answers every reservation in this way.
    void userAnswers(Response answer) {
        world.node("user-1").orElseThrow().stop();
        network.listen(
                world.start("user-1"),
                "user",
                new Router(world)
                        .on(Method.PUT, "/credit-reservations/{order}", request -> answer)
                        .on(
                                Method.DELETE,
                                "/credit-reservations/{order}",
                                request -> Response.of(204)));
    }

    /// An inventory service that does this when it is asked to ship.
    void inventoryShips(Supplier<Response> shipment) {
        inventoryIsAway();
        network.listen(
                world.start("inventory-1"),
                "inventory",
                new Router(world)
                        .on(Method.PUT, "/stock-reservations/{order}", request -> yes())
                        .on(
                                Method.POST,
                                "/stock-reservations/{order}/shipment",
                                request -> shipment.get()));
    }

    void inventoryIsAway() {
        world.node("inventory-1").orElseThrow().stop();
    }

    void userIsAway() {
        world.node("user-1").orElseThrow().stop();
    }

    private static Response yes() {
        return Response.json(200, new ReservationAnswer(true, Optional.empty()));
    }

    /// The user service says that a user is to be forgotten.
    void forget(UserId user) {
        run(() -> say("forget " + user, Topics.USER_EVENTS, new UserForgotten(user)));
    }

    /// Every row of the service's own database.
    List<String> dump() {
        return run(() -> Dump.of(database));
    }

    /// What the events of the store hold, as they were written.
    List<Envelope> log() {
        return run(() -> store.readAll(0, EventStore.MAX_EVENTS_PER_READ)).stream()
                .map(StoredEvent::event)
                .toList();
    }

    /// Throws the read models away while the service is down, so that they are made from all events again.
    void forgetReadModel() {
        run(() -> {
            var node = world.start("cleaner");
            var readModel = disk.open("order", OrderService.SCHEMA);
            node.attach(readModel);
            readModel.write(
                    "throw the read model away",
                    session -> {
                        session.update("delete from projection where name not in ('timers', '*')");
                        return true;
                    });
            node.stop();
            return true;
        });
    }

    private boolean say(String id, Topic topic, Message message) {
        bus.publish(
                topic,
                Messages.envelope(
                        MessageId.derivedFrom(id),
                        "neighbour",
                        "subject of " + id,
                        world.now(),
                        Optional.empty(),
                        Optional.empty(),
                        message));
        return true;
    }

    void setModes(Mode toUser, Mode toInventory) {
        modes.set(Edge.ORDER_USER, toUser);
        modes.set(Edge.ORDER_INVENTORY, toInventory);
    }

    /// Two lamps, delivered.
    static NewOrder twoLampsTo(DeliveryAddress address) {
        return new NewOrder(ADA, List.of(new Line(LAMP, 2)), Optional.of(address));
    }

    static NewOrder twoLamps() {
        return new NewOrder(ADA, List.of(new Line(LAMP, 2)));
    }

    /// Sends a request to the order service and returns when all that it caused has ended.
    Response call(Request request) {
        return run(() -> network.call("order", request, Duration.ofMinutes(1)));
    }

    Response place(NewOrder order) {
        return call(Request.post("/orders", order));
    }

    OrderView order(String id) {
        return run(() ->
                network.call("order", Request.get("/orders/" + id), Duration.ofMinutes(1))
                        .json(OrderView.class));
    }

    void advance(Duration duration) {
        run(() -> {
            world.sleep(duration);
            return true;
        });
    }

    @Override
    public void close() {
        world.close();
        disk.close();
    }
}
