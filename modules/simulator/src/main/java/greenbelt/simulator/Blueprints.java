package greenbelt.simulator;

import greenbelt.contract.Api.TokenRequest;
import greenbelt.contract.Money;
import greenbelt.contract.Sku;
import greenbelt.database.Database;
import greenbelt.database.Schema;
import greenbelt.eventstore.jdbc.JdbcEventStore;
import greenbelt.gateway.Gateway;
import greenbelt.gateway.GatewaySettings;
import greenbelt.inventory.InventoryService;
import greenbelt.inventory.InventoryService.Stocked;
import greenbelt.order.Modes;
import greenbelt.order.OrderService;
import greenbelt.simulator.Running.GatewayUp;
import greenbelt.simulator.Running.InventoryUp;
import greenbelt.simulator.Running.OrderUp;
import greenbelt.simulator.Running.UserUp;
import greenbelt.telemetry.Telemetry;
import greenbelt.telemetry.Tracer;
import greenbelt.user.UserService;
import greenbelt.user.UserService.Resident;
import greenbelt.workload.StartingTown;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// How each node is put together: the whole wiring, by plain constructors.
///
/// Every part is traced: what a service sees of the network, the bus, its database and its events records what goes
/// through.
final class Blueprints {
    private static final StartingTown TOWN = StartingTown.standard();

    /// Whose token the console uses, and with what it is fetched: the first who is still there.
    static final List<TokenRequest> RESIDENTS =
            TOWN.users().stream()
                    .map(user -> new TokenRequest(user.handle(), UserService.TOWN_PASSWORD))
                    .toList();

    private final Parts parts;
    private final Telemetry telemetry;
    private final Modes modes;
    private final Recipe recipe;
    private final Map<String, Function<Node, Running>> nodes = new TreeMap<>();

    Blueprints(Parts parts, Telemetry telemetry, Modes modes, Recipe recipe) {
        this.parts = parts;
        this.telemetry = telemetry;
        this.modes = modes;
        this.recipe = recipe;
        nodes.put("gateway", this::gateway);
        nodes.put("inventory-1", this::inventory);
        nodes.put("order-1", this::order);
        nodes.put("user-1", this::user);
    }

    List<String> nodes() {
        return List.copyOf(nodes.keySet());
    }

    /// The service that runs on a node: its name without the number.
    static String service(String node) {
        return node.replaceFirst("-\\d+$", "");
    }

    /// What has to answer for this node to be well.
    static String standsOn(String node) {
        return switch (service(node)) {
            case "order" -> "answers, with databases order and events, and the bus";
            case "user" -> "answers, with database user and the bus";
            case "inventory" -> "answers, with database inventory and the bus";
            default -> "answers";
        };
    }

    /// Builds the service of this node, on it.
    Running build(Node node) {
        var blueprint = nodes.get(node.name());
        if (blueprint == null) {
            throw new IllegalArgumentException("there is no blueprint for node " + node);
        }
        return blueprint.apply(node);
    }

    private Running gateway(Node node) {
        var tracer = tracer(node);
        Gateway.start(
                new Gateway.Parts(
                        parts.world(), node, tracer.tracedEdge(parts.network()), tracer.log()),
                GatewaySettings.DEFAULT);
        return new GatewayUp();
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
        var service =
                UserService.start(
                        new UserService.Parts(
                                parts.world(),
                                node,
                                tracer.traced(database(node, "user", UserService.SCHEMA)),
                                tracer.traced(parts.network()),
                                tracer.traced(parts.bus()),
                                tracer),
                        new UserService.Settings(residents, iterations, recipe.habits()));
        return new UserUp(service);
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
        var service =
                InventoryService.start(
                        new InventoryService.Parts(
                                parts.world(),
                                node,
                                tracer.traced(database(node, "inventory", InventoryService.SCHEMA)),
                                tracer.traced(parts.network()),
                                tracer.traced(parts.bus()),
                                tracer),
                        stock,
                        recipe.habits());
        return new InventoryUp(service);
    }

    private Running order(Node node) {
        var tracer = tracer(node);
        // Not traced itself: what goes through the event store is.
        var events = database(node, "events", JdbcEventStore.SCHEMA);
        var service =
                OrderService.start(
                        new OrderService.Parts(
                                parts.world(),
                                node,
                                tracer.traced(parts.network()),
                                tracer.traced(parts.bus()),
                                tracer.traced(
                                        JdbcEventStore.open(
                                                parts.world(), node, events, recipe.visibility())),
                                tracer.traced(database(node, "order", OrderService.SCHEMA)),
                                tracer.interceptor(),
                                tracer.linkingInterceptor()),
                        modes,
                        recipe.policy());
        return new OrderUp(service);
    }

    private Tracer tracer(Node node) {
        return telemetry.tracer(service(node.name()), node);
    }

    /// Opens a service's database; nobody else gets the object, so nobody else reaches the data.
    private Database database(Node node, String name, Schema schema) {
        var database = parts.disk().open(name, schema);
        node.attach(database);
        return database;
    }
}
