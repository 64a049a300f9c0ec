package greenbelt.inventory;

import greenbelt.bus.Bus;
import greenbelt.contract.Api.ItemView;
import greenbelt.contract.Finding;
import greenbelt.contract.Message.Line;
import greenbelt.contract.Money;
import greenbelt.contract.OrderId;
import greenbelt.contract.Sku;
import greenbelt.database.Database;
import greenbelt.database.Schema;
import greenbelt.http.Network;
import greenbelt.outbox.Habits;
import greenbelt.outbox.Inbox;
import greenbelt.outbox.Outbox;
import greenbelt.outbox.OutboxRelay;
import greenbelt.telemetry.Tracer;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;

/// The inventory service: what is in stock, and for which orders it is set aside.
///
/// Every piece that came in is available, reserved for an order, or shipped. Stock is set aside for an order, all lines
/// or none, whether the order service asks over HTTP or over the bus.
public final class InventoryService {
    /// The name under which it is called.
    public static final String NAME = "inventory";

    /// The tables of its database.
    public static final Schema SCHEMA = InventoryTables.SCHEMA.and(Outbox.TABLES).and(Inbox.TABLES);

    private final Database database;
    private final AtomicReference<Optional<OutboxRelay>> relay =
            new AtomicReference<>(Optional.empty());

    private InventoryService(Database database) {
        this.database = database;
    }

    /// What the service stands on.
    ///
    /// @param database its own, opened with [#SCHEMA]
    /// @param tracer of this service on this node, for the log and for the messages it causes
    public record Parts(
            World world, Node node, Database database, Network network, Bus bus, Tracer tracer) {}

    /// An item with which the shelves of a new database are filled.
    ///
    /// @param quantity at least 1
    public record Stocked(Sku sku, String name, Money priceCents, int quantity) {
        public Stocked {
            if (quantity < 1) {
                throw new IllegalArgumentException("quantity must be >= 1, was " + quantity);
            }
        }
    }

    /// Starts the service on its node; returns when it answers requests. Of several instances on one database the one that
    /// leads consumes and publishes messages, see [Database#lead]; all of them answer requests.
    ///
    /// @param stock what is on the shelves of a new database
    /// @param habits how it treats messages
    public static InventoryService start(Parts parts, List<Stocked> stock, Habits habits) {
        var world = parts.world();
        var node = parts.node();
        var database = parts.database();
        var outbox = Outbox.open(world, database, Tracer::current);
        var outgoing = habits.outgoing(outbox, parts.bus(), Tracer::current);
        var events = new InventoryEvents(world, outgoing);

        new Shelves(world, database, events).fillOnce(stock);
        var commands =
                new InventoryCommands(database, Inbox.open(database, habits.hearing()), events);
        var service = new InventoryService(database);
        database.lead(() -> {
            commands.subscribe(parts.bus(), node);
            service.relay.set(
                    Optional.of(OutboxRelay.start(world, node, database, outbox, parts.bus())));
        });
        parts.network()
                .listen(
                        node,
                        NAME,
                        new InventoryApi(world, database, parts.tracer().log()).routes());
        return service;
    }

    /// Checks what must hold after every transaction.
    public List<Finding> check() {
        return database.read("check invariants", InventoryInvariant::checkAll);
    }

    /// What is set aside for which order now, or was sent for it; the lines by SKU.
    public Map<OrderId, List<Line>> allotted() {
        return database.read("list allotted stock", Reservations::allotted);
    }

    /// What was on offer at a moment, and what had come in until then.
    public InventoryBooks books(Instant until) {
        return database.read("read the books", session -> InventoryBooks.read(session, until));
    }

    /// What is on the shelves now, by SKU.
    public List<ItemView> items() {
        return database.read("list items", Items::all);
    }

    /// What each item costs.
    public SortedMap<Sku, Money> prices() {
        return database.read("list prices", Items::prices);
    }

    /// Whether this instance is the one that consumes and publishes messages.
    public boolean leads() {
        return relay.get().isPresent();
    }

    /// How the messages fare that wait to be published; empty while another instance publishes them.
    public Optional<OutboxRelay.Status> outbox() {
        return relay.get().map(OutboxRelay::status);
    }
}
