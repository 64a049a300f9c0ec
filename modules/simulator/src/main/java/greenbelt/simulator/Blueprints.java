package greenbelt.simulator;

import greenbelt.bus.Bus;
import greenbelt.bus.Group;
import greenbelt.contract.Api.TokenRequest;
import greenbelt.contract.Money;
import greenbelt.contract.Sku;
import greenbelt.contract.Topics;
import greenbelt.database.Database;
import greenbelt.database.Schema;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.jdbc.JdbcEventStore;
import greenbelt.eventstore.jdbc.JdbcSnapshots;
import greenbelt.fault.Faults;
import greenbelt.fault.FaultyConsumer;
import greenbelt.fault.FaultyDatabase;
import greenbelt.fault.FaultyNetwork;
import greenbelt.fault.FaultyPublisher;
import greenbelt.fault.Landscape;
import greenbelt.fault.Poison;
import greenbelt.fault.Target.Call;
import greenbelt.fault.Target.OfDatabase;
import greenbelt.fault.Target.OfGroup;
import greenbelt.fault.Target.OfNode;
import greenbelt.fault.Target.OfProjection;
import greenbelt.fault.Target.OfSaga;
import greenbelt.fault.Target.OfTopic;
import greenbelt.gateway.Gateway;
import greenbelt.gateway.RoutesText;
import greenbelt.http.Network;
import greenbelt.inventory.InventoryService;
import greenbelt.inventory.InventoryService.Stocked;
import greenbelt.order.AttachedHistory;
import greenbelt.order.Modes;
import greenbelt.order.OrderService;
import greenbelt.order.StepGuard;
import greenbelt.projection.InlineProjections;
import greenbelt.simulator.Running.GatewayUp;
import greenbelt.simulator.Running.InventoryUp;
import greenbelt.simulator.Running.OrderUp;
import greenbelt.simulator.Running.UserUp;
import greenbelt.telemetry.Telemetry;
import greenbelt.telemetry.Tracer;
import greenbelt.user.UserService;
import greenbelt.user.UserService.Resident;
import greenbelt.workload.StartingTown;
import greenbelt.world.LiveWorld;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.util.List;
import java.util.stream.Stream;

/// How each node is put together: the whole wiring, by plain constructors.
///
/// Every part is traced: what a service sees of the network, the bus, its database and its events records what goes
/// through. Beneath the record of what is sent, and above that of what is handled, are the faults that are on: so the
/// spans show whom they struck.
final class Blueprints {
    /// What carries orders through.
    static final OfSaga SAGA = new OfSaga("order");

    private static final StartingTown TOWN = StartingTown.standard();

    /// Whose token the console uses, and with what it is fetched: the first who is still there.
    static final List<TokenRequest> RESIDENTS =
            TOWN.users().stream()
                    .map(user -> new TokenRequest(user.handle(), UserService.TOWN_PASSWORD))
                    .toList();

    /// The events, for what is written with them.
    private static final InlineProjections.Log LOG =
            new InlineProjections.Log(JdbcEventStore::lastPosition, JdbcEventStore::eventsAfter);

    private final Parts parts;
    private final Telemetry telemetry;
    private final Faults faults;
    private final Modes modes;
    private final Recipe recipe;
    private final BusHistory history;
    private final AttachedHistory attached;

    Blueprints(
            Parts parts,
            Telemetry telemetry,
            Faults faults,
            Modes modes,
            Recipe recipe,
            BusHistory history,
            AttachedHistory attached) {
        this.parts = parts;
        this.telemetry = telemetry;
        this.faults = faults;
        this.modes = modes;
        this.recipe = recipe;
        this.history = history;
        this.attached = attached;
    }

    /// Everything that a fault can strike in a system of this scale.
    static Landscape landscape(Scale scale) {
        var onTheBus = List.of("inventory", "order", "user");
        return new Landscape(
                List.of(
                        Call.of(Simulator.CONSOLE, "gateway"),
                        Call.of("gateway", "inventory"),
                        Call.of("gateway", "order"),
                        Call.of("gateway", "user"),
                        Call.of("order", "inventory"),
                        Call.of("order", "user")),
                onTheBus,
                Topics.ALL.stream().map(OfTopic::new).toList(),
                List.of(
                        new OfGroup(Topics.INVENTORY_COMMANDS, new Group("inventory")),
                        new OfGroup(Topics.INVENTORY_EVENTS, new Group("order")),
                        new OfGroup(Topics.ORDER_EVENTS, new Group("inventory")),
                        new OfGroup(Topics.ORDER_EVENTS, new Group("order")),
                        new OfGroup(Topics.ORDER_EVENTS, new Group("user")),
                        new OfGroup(Topics.USER_COMMANDS, new Group("user")),
                        new OfGroup(Topics.USER_EVENTS, new Group("order"))),
                scale.nodes().stream().map(OfNode::new).toList(),
                Stream.of("events", "inventory", "order", "user").map(OfDatabase::new).toList(),
                Stream.of("order-detail", "order-list", "sales", "timers", "user-history")
                        .map(OfProjection::new)
                        .toList(),
                List.of(SAGA));
    }

    /// The service that runs on a node: its name without the number.
    static String service(String node) {
        return node.replaceFirst("-\\d+$", "");
    }

    /// What has to answer for this service to be well.
    static String standsOn(String service) {
        return switch (service) {
            case "order" -> "answers, with databases order and events, and the bus";
            case "user" -> "answers, with database user and the bus";
            case "inventory" -> "answers, with database inventory and the bus";
            default -> "answers";
        };
    }

    /// Builds the service of this node, on it.
    Running build(Node node) {
        return switch (service(node.name())) {
            case "gateway" -> gateway(node);
            case "inventory" -> inventory(node);
            case "order" -> order(node);
            case "user" -> user(node);
            default -> throw new IllegalArgumentException("there is no blueprint for node " + node);
        };
    }

    private Running gateway(Node node) {
        var tracer = tracer(node);
        var routes = routes();
        var gateway =
                Gateway.start(
                        new Gateway.Parts(
                                parts.world(),
                                node,
                                tracer.tracedEdge(network(node)),
                                tracer,
                                parts.gatewayScheme()),
                        routes);
        parts.listenForAdmin(node, gateway, tracer.log(), this::routes);
        if (parts.world() instanceof LiveWorld) {
            recipe.routes().ifPresent(file -> gateway.watch(file, routes));
        }
        return new GatewayUp(gateway);
    }

    private RoutesText routes() {
        return recipe.routes().map(RoutesText::read).orElseGet(RoutesText::shipped);
    }

    private Running user(Node node) {
        var tracer = tracer(node);
        var residents =
                TOWN.users().stream()
                        .map(user ->
                                new Resident(
                                        user.handle(),
                                        user.name(),
                                        user.email(),
                                        new Money(user.walletCents())))
                        .toList();
        int iterations =
                parts.world() instanceof VirtualWorld
                        ? UserService.Settings.VIRTUAL_PASSWORD_ITERATIONS
                        : UserService.Settings.LIVE_PASSWORD_ITERATIONS;
        var traffic = new Traffic(parts.world(), node.name(), network(node));
        var service =
                UserService.start(
                        new UserService.Parts(
                                parts.world(),
                                node,
                                tracer.traced(shared(node, "user", UserService.SCHEMA)),
                                tracer.traced(traffic),
                                bus(node, tracer),
                                tracer),
                        new UserService.Settings(residents, iterations, recipe.habits()));
        return new UserUp(service, traffic);
    }

    private Running inventory(Node node) {
        var tracer = tracer(node);
        var stock =
                TOWN.items().stream()
                        .map(item ->
                                new Stocked(
                                        new Sku(item.sku()),
                                        item.name(),
                                        new Money(item.priceCents()),
                                        item.stock()))
                        .toList();
        var traffic = new Traffic(parts.world(), node.name(), network(node));
        var service =
                InventoryService.start(
                        new InventoryService.Parts(
                                parts.world(),
                                node,
                                tracer.traced(shared(node, "inventory", InventoryService.SCHEMA)),
                                tracer.traced(traffic),
                                bus(node, tracer),
                                tracer),
                        stock,
                        recipe.habits());
        return new InventoryUp(service, traffic);
    }

    private Running order(Node node) {
        var tracer = tracer(node);
        // Not traced itself: what goes through the event store is.
        var events = database(node, "events", JdbcEventStore.SCHEMA);
        var inline =
                InlineProjections.open(
                        new InlineProjections.Parts(
                                parts.world(), node, events, LOG, recipe.policy().batches()),
                        OrderService.inlineProjections());
        var store =
                JdbcEventStore.open(
                        parts.world(),
                        node,
                        events,
                        JdbcEventStore.Settings.STANDARD
                                .withVisibility(recipe.visibility())
                                .withRule(OrderService.EVENT_TYPES::checkAppend)
                                .withInline(inline));
        var service =
                OrderService.start(
                        new OrderService.Parts(
                                parts.world(),
                                node,
                                tracer.traced(network(node)),
                                bus(node, tracer),
                                tracer.traced(journaled(node, store)),
                                inline,
                                new JdbcSnapshots(events),
                                tracer.traced(database(node, "order", OrderService.SCHEMA)),
                                tracer.interceptor(),
                                tracer.linkingInterceptor(),
                                projection -> new PoisonedProjection(faults, projection),
                                guard(),
                                attached),
                        modes,
                        recipe.policy());
        return new OrderUp(service);
    }

    /// Some orders are poisonous to the saga.
    private StepGuard guard() {
        var poison = new Poison(faults, SAGA);
        return (order, number) ->
                poison.in("order-" + number, order.toString(), number).map(Throwable::getMessage);
    }

    /// The store with the journal in front, where there is one.
    private EventStore journaled(Node node, EventStore store) {
        return parts.journal().map(journal -> journal.over(node, store)).orElse(store);
    }

    private Tracer tracer(Node node) {
        return telemetry.tracer(service(node.name()), node);
    }

    /// The network as the service on this node sees it.
    private Network network(Node node) {
        return network(service(node.name()));
    }

    /// The network as this service sees it.
    Network network(String service) {
        return new FaultyNetwork(parts.world(), faults, service, parts.network());
    }

    private Bus bus(Node node, Tracer tracer) {
        var service = service(node.name());
        var watched = history.watch(parts.bus());
        var sending = new FaultyPublisher(parts.world(), faults, service, watched);
        return new FaultyConsumer(parts.world(), faults, service, tracer.traced(sending));
    }

    /// Opens a service's database; nobody else gets the object, so nobody else reaches the data.
    private Database database(Node node, String name, Schema schema) {
        return attached(node, parts.disk().open(name, schema));
    }

    /// Opens a service's database for one of its instances.
    private Database shared(Node node, String name, Schema schema) {
        return attached(node, parts.disk().share(node, name, schema));
    }

    private Database attached(Node node, Database database) {
        node.attach(database);
        return new FaultyDatabase(parts.world(), faults, database);
    }
}
