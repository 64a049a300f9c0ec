package greenbelt.order;

import greenbelt.bus.Bus;
import greenbelt.contract.Api.OrderPage;
import greenbelt.contract.Api.OrderView;
import greenbelt.contract.DeliveryAddress;
import greenbelt.contract.Finding;
import greenbelt.contract.Money;
import greenbelt.contract.OrderId;
import greenbelt.contract.Sku;
import greenbelt.contract.UserId;
import greenbelt.database.Database;
import greenbelt.database.Schema;
import greenbelt.eventstore.EventReader;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.EventTypes;
import greenbelt.eventstore.Interceptor;
import greenbelt.eventstore.Snapshots;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamId;
import greenbelt.eventstore.Subscription;
import greenbelt.http.Network;
import greenbelt.order.decider.OrderEvents;
import greenbelt.order.readmodel.OrderList;
import greenbelt.order.readmodel.OrderNumber;
import greenbelt.order.readmodel.OrderNumbers;
import greenbelt.order.readmodel.OrderNumbersProjection;
import greenbelt.outbox.Inbox;
import greenbelt.projection.Batches;
import greenbelt.projection.InlineProjections;
import greenbelt.projection.Projection;
import greenbelt.projection.Projections;
import greenbelt.vault.Vault;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The order service: takes orders, carries them through the saga, remembers all of it as events.
///
/// Its state is the event store; its database holds what is made from that, and copies of what it needs to know of
/// users and items. It calls and hears the other services as [Modes] says.
public final class OrderService {
    /// The name under which it is called.
    public static final String NAME = "order";

    /// The tables of its database.
    public static final Schema SCHEMA =
            new Schema(OrderTables.VERSION, OrderTables.STATEMENTS)
                    .and(Projections.TABLES)
                    .and(Inbox.TABLES)
                    .and(Quarantine.TABLES)
                    .and(Vault.TABLES);

    /// The longest wait at the start for the read model to catch up with the events.
    private static final Duration CATCH_UP = Duration.ofMinutes(5);

    /// The types of events that it can read: what a store of its events should take.
    public static final EventTypes EVENT_TYPES = OrderEvents.TYPES;

    private static final int MAX_EVENTS_SHOWN = 10_000;

    private final EventStore store;
    private final ReadModels readModels;
    private final OrderNumbers numbers;
    private final Timers timers;
    private final OrderInvariants invariants;
    private final Directory directory;
    private final Vault vault;
    private final Deliveries deliveries;
    private final Subscription relay;
    private final Ward ward;
    private final OrderSnapshots snapshots;
    private final HistoryFeed history;

    private OrderService(
            EventStore store,
            ReadModels readModels,
            OrderNumbers numbers,
            Timers timers,
            OrderInvariants invariants,
            Directory directory,
            Vault vault,
            Deliveries deliveries,
            Subscription relay,
            Ward ward,
            OrderSnapshots snapshots,
            HistoryFeed history) {
        this.store = store;
        this.readModels = readModels;
        this.numbers = numbers;
        this.timers = timers;
        this.invariants = invariants;
        this.directory = directory;
        this.vault = vault;
        this.deliveries = deliveries;
        this.relay = relay;
        this.ward = ward;
        this.snapshots = snapshots;
        this.history = history;
    }

    /// What the service stands on.
    ///
    /// @param store the events, in a database of their own
    /// @param inline those of [#inlineProjections], which the store writes with its events
    /// @param snapshots of the streams in the store
    /// @param database opened with [#SCHEMA]
    /// @param projecting stands around the projection of each event
    /// @param waking stands around driving on an order that was waiting, long after its last event
    /// @param projections puts something in front of each projection, or leaves it as it is
    /// @param guard stands before each step of an order
    /// @param history where the list of orders may be read from, in place of the service's own
    public record Parts(
            World world,
            Node node,
            Network network,
            Bus bus,
            EventStore store,
            InlineProjections inline,
            Snapshots snapshots,
            Database database,
            Interceptor projecting,
            Interceptor waking,
            UnaryOperator<Projection> projections,
            StepGuard guard,
            AttachedHistory history) {}

    /// Starts the service on its node; returns when it answers requests. Orders that a crash left standing are driven on.
    public static OrderService start(Parts parts, Modes modes, Policy policy) {
        var timeouts = policy.timeouts();
        var world = parts.world();
        var node = parts.node();
        var database = parts.database();
        var store = parts.store();
        // Before anything reads: a projection would stop at the first event that nobody
        // understands.
        SchemaCheck.refuseUnknown(store);
        var orders = new Orders(world, store, parts.snapshots(), policy);
        var saga =
                new Saga(
                        orders,
                        new Peers(world, parts.network(), timeouts.call(), policy.retry()),
                        parts.guard());
        var quarantine = Quarantine.open(world, database);
        var vault = Vault.open(world, database);
        var deliveries = new Deliveries(vault);
        var directory = new Directory(world, database, timeouts.catchUp());

        var bell = new TimerBell(world);
        var projections = project(parts, timeouts, bell, deliveries, policy.batches());
        var readModels = ReadModels.of(projections);
        var numbers = new OrderNumbers(parts.inline());
        var relay = new CommandRelay(world, store, database, parts.bus(), quarantine);
        var relaying = relay.start(node);
        var replies =
                new Replies(
                        database,
                        Inbox.open(database),
                        directory,
                        deliveries,
                        readModels.list(),
                        orders,
                        saga,
                        quarantine);
        replies.subscribe(node, parts.bus());
        var timers =
                new Timers(
                        world,
                        node,
                        database,
                        orders,
                        saga,
                        quarantine,
                        timeouts,
                        bell,
                        parts.waking());
        var placing = new Placing(world, orders, directory, deliveries, modes, numbers.last());
        var events = new OrderEventStream(world, store, orders);
        var history =
                new HistoryFeed(world, node, store, OrderEvents::open, deliveries, parts.history());
        Runnable health =
                () -> {
                    database.probe();
                    store.readAll(store.durablePosition().value(), 1);
                    parts.bus().ping();
                };
        var api =
                new OrderApi(
                        world,
                        placing,
                        orders,
                        deliveries,
                        saga,
                        quarantine,
                        readModels,
                        numbers,
                        history,
                        new Freshness(store, projections),
                        events,
                        health);
        parts.network().listen(node, NAME, api.routes());
        history.start();
        node.spawn("recovery", timers::recover);
        node.spawn("timers", timers::run);
        var invariants =
                new OrderInvariants(
                        store,
                        new Orders(world, store, Snapshots.NONE, policy),
                        new Orders(world, store, parts.snapshots(), policy),
                        quarantine,
                        readModels,
                        deliveries);
        var ward = new Ward(store, numbers, quarantine, orders, saga, replies, relay);
        return new OrderService(
                store,
                readModels,
                numbers,
                timers,
                invariants,
                directory,
                vault,
                deliveries,
                relaying,
                ward,
                new OrderSnapshots(store, parts.snapshots(), policy.snapshots()),
                history);
    }

    /// Starts the projections; returns when they have caught up with the events.
    private static Projections project(
            Parts parts,
            Timeouts timeouts,
            TimerBell bell,
            Deliveries deliveries,
            Batches batches) {
        var codec = new DecodedOnce(OrderEvents::open);
        var all = new ArrayList<Projection>(ReadModels.projections(codec, deliveries::address));
        all.add(new TimersProjection(codec, timeouts, bell));
        var projections =
                Projections.start(
                        new Projections.Parts(
                                parts.world(),
                                parts.node(),
                                parts.store(),
                                parts.database(),
                                parts.projecting(),
                                batches),
                        parts.inline(),
                        all.stream().map(parts.projections()).toList());
        var follower = projections.follower();
        if (!follower.awaitApplied(parts.store().durablePosition().value(), CATCH_UP)) {
            throw new IllegalStateException(
                    "the read models have not caught up with the events within "
                            + CATCH_UP
                            + ": "
                            + follower.status());
        }
        return projections;
    }

    /// What is to be written with the events, in the transaction that appends them.
    public static List<Projection> inlineProjections() {
        return List.of(new OrderNumbersProjection(OrderEvents::open));
    }

    /// What makes the read models, for whoever runs them somewhere else, such as in a scratch database. There are no keys
    /// there: what is personal shows as forgotten.
    public static List<Projection> readModelProjections() {
        return ReadModels.projections(
                new DecodedOnce(OrderEvents::open),
                (session, order, placed) -> placed.deliverTo().map(_ -> DeliveryAddress.FORGOTTEN));
    }

    /// Checks what must hold whenever the system is at rest.
    public List<Finding> check() {
        return invariants.check();
    }

    /// Reads every event with all its data, and says which shapes they have and which of them cannot be read.
    public SchemaReport schema() {
        return SchemaCheck.of(store);
    }

    /// Every order as its events tell it, oldest first.
    public Collection<OrderView> orders() {
        return invariants.views().values();
    }

    /// How far the readers of the event store have come: the projections, and the relay to the bus.
    public List<Subscription.Status> readers() {
        var readers =
                new ArrayList<>(
                        List.of(readModels.projections().follower().status(), relay.status()));
        history.status().ifPresent(readers::add);
        return List.copyOf(readers);
    }

    /// Has the list of orders read from the attached history, as soon as that has all events there are now.
    ///
    /// Throws [HistoryUnavailable]; nothing is attached then.
    public void attachHistory() {
        history.attach();
    }

    /// Has the list of orders read from the own read model again, and the attached history removed.
    ///
    /// Throws [HistoryUnavailable]; what is left is removed when the history can be reached.
    public void detachHistory() {
        history.detach();
    }

    /// How far the attached history has come; empty when there is none.
    public Optional<Subscription.Status> attachedHistory() {
        return history.status();
    }

    /// Waits until the attached history has the event at `position`; answers whether it has, within `patience`.
    public boolean awaitAttachedHistory(long position, Duration patience) {
        return history.awaitApplied(position, patience);
    }

    /// A page of the own list of orders, whatever is attached: newest first.
    ///
    /// @param after only older ones than the order of this number
    public OrderPage ownList(Optional<String> after, int limit) {
        return readModels
                .list()
                .page(
                        new OrderList.Filter(
                                Optional.empty(),
                                Optional.empty(),
                                after.flatMap(OrderNumber::find),
                                limit));
    }

    /// A page of the list from the attached history; empty when there is none that is whole. Throws [HistoryUnavailable].
    public Optional<OrderPage> attachedList(Optional<String> after, int limit) {
        return history.attachedPage(
                new OrderList.Filter(
                        Optional.empty(),
                        Optional.empty(),
                        after.flatMap(OrderNumber::find),
                        limit));
    }

    /// The read models, and the timers.
    public Projections projections() {
        return readModels.projections();
    }

    /// The orders that are set aside, because they cannot be handled, the first one first.
    public List<Quarantined> quarantined() {
        return ward.list();
    }

    /// Tries to handle an order again that is set aside, named by id or number. Throws [IllegalArgumentException] when no such
    /// order is.
    ///
    /// @return why it had to be set aside again; empty when it is free
    public Optional<String> release(String order) {
        return ward.release(order);
    }

    /// Everybody who may order, as far as this service has heard.
    public Set<UserId> knownUsers() {
        return directory.users();
    }

    /// Everybody whose personal data it can read.
    public Set<UserId> remembered() {
        return vault.remembered().stream()
                .map(UserId::new)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// What each item costs, as far as this service has heard.
    public SortedMap<Sku, Money> knownPrices() {
        return directory.prices();
    }

    /// The events of an order, named by id or number, oldest first; empty when there is no such order.
    public List<StoredEvent> events(String order) {
        var stream =
                OrderNumber.find(order)
                        .flatMap(numbers::find)
                        .map(Orders::stream)
                        .orElseGet(() -> new StreamId(withPrefix(order)));
        return store.read(stream, 0, MAX_EVENTS_SHOWN);
    }

    /// The snapshots that there are, by the names of their streams, at most `limit`.
    public List<SnapshotUse> snapshots(int limit) {
        return snapshots.all(limit);
    }

    /// The snapshot of an order's stream, also where there is none; empty when there is no such stream.
    public Optional<SnapshotUse> snapshot(StreamId stream) {
        return snapshots.find(stream);
    }

    /// What an order was at each of its versions, named by id or number; empty when there is no such order.
    public Optional<OrderHistory> history(String order) {
        return find(order)
                .map(id ->
                        new OrderHistory(
                                id,
                                order,
                                store.read(Orders.stream(id), 0, MAX_EVENTS_SHOWN),
                                deliveries));
    }

    /// The events, to be read: nobody but the service appends.
    public EventReader store() {
        return store;
    }

    /// The events of all streams after `position`, oldest first, at most `limit`; none when there are none left.
    public List<StoredEvent> log(long position, int limit) {
        return store.readAll(position, limit);
    }

    /// What happened to all orders up to `position`. Throws [IllegalArgumentException] when the log does not go so far.
    public OrderLog logUpTo(long position) {
        return OrderLog.upTo(position, store);
    }

    /// The position of the last event before the first one that is younger than `time`, 0 when there is none.
    public long positionAt(Instant time) {
        long position = 0;
        while (true) {
            var batch = store.readAll(position, EventStore.MAX_EVENTS_PER_READ);
            for (var stored : batch) {
                if (stored.event().time().isAfter(time)) {
                    return position;
                }
                position = stored.position();
            }
            if (batch.isEmpty()) {
                return position;
            }
        }
    }

    /// Lets a service that has not been started yet begin with this log: what it has to ask of others by the bus is
    /// published again from the first order on that still waits for an answer. For tasks.
    ///
    /// @param store an empty one
    /// @param database an empty one, opened with [#SCHEMA]
    public static void beginWith(OrderLog log, EventStore store, Database database) {
        log.copyTo(store);
        CommandRelay.startFrom(database, log.settledEvents());
    }

    private Optional<OrderId> find(String order) {
        var shown = events(order);
        return shown.stream()
                .findFirst()
                .map(first -> new OrderId(UUID.fromString(first.event().subject())));
    }

    /// Where an order stands, named by id or number; empty when there is no such order.
    ///
    /// Throws [UnreadableOrderException] when its events cannot be read, or cannot have happened.
    public Optional<Standing> standing(String order) {
        return find(order).flatMap(id -> standing(id, order));
    }

    /// All of it from the same events: there may be more by the time that they are looked at, where the database is slow.
    private Optional<Standing> standing(OrderId id, String name) {
        var events = store.read(Orders.stream(id), 0, MAX_EVENTS_SHOWN);
        if (events.isEmpty()) {
            return Optional.empty();
        }
        var order = new OrderHistory(id, name, events, deliveries).last();
        return Optional.of(
                Standing.of(order, events, timers.due(id), readModels.list().version(id)));
    }

    private static String withPrefix(String order) {
        return order.startsWith(Orders.STREAM_PREFIX) ? order : Orders.STREAM_PREFIX + order;
    }
}
