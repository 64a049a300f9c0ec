package greenbelt.simulator;

import greenbelt.bus.Bus;
import greenbelt.contract.Api.ItemView;
import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Edge;
import greenbelt.contract.Finding;
import greenbelt.contract.Flow;
import greenbelt.contract.Mode;
import greenbelt.contract.Money;
import greenbelt.contract.Topics;
import greenbelt.contract.UserId;
import greenbelt.disk.DiskSpace;
import greenbelt.eventstore.EventReader;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.journal.Journal;
import greenbelt.fault.Fault;
import greenbelt.fault.FaultPlan;
import greenbelt.fault.Faults;
import greenbelt.fault.Landscape;
import greenbelt.gateway.Gateway;
import greenbelt.metrics.Family;
import greenbelt.order.Modes;
import greenbelt.order.OrderHistory;
import greenbelt.order.Quarantined;
import greenbelt.order.SchemaReport;
import greenbelt.order.SnapshotUse;
import greenbelt.projection.Projections;
import greenbelt.simulator.Plan.Live;
import greenbelt.simulator.Plan.Virtual;
import greenbelt.telemetry.LogRing;
import greenbelt.telemetry.Telemetry;
import greenbelt.telemetry.TraceStore;
import greenbelt.world.Node;
import greenbelt.world.Randomness;
import greenbelt.world.VirtualWorld;
import greenbelt.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A running system: gateway, three services, bus, event store, in one of the two worlds.
///
/// The handle is used from outside the world. Whatever touches the system runs inside [#run], as a task of the node
/// `console`; in the virtual world it returns when all the work it caused has ended.
public final class Simulator implements AutoCloseable {
    /// The node that the user's own tasks run on.
    public static final String CONSOLE = "console";

    /// The most dead letters that are redriven at once, of one group.
    public static final int MAX_REDRIVEN = 10_000;

    /// As many as the smallest machine has cores.
    private static final int SHARDS_AT_ONCE = 2;

    private final Plan plan;
    private final Parts parts;
    private final Telemetry telemetry;
    private final Modes modes = new Modes();
    private final Deployment deployment;
    private final Node console;
    private final Client client;
    private final ShardedShop shardedShop;
    private final Attachment attachment;

    private Simulator(Plan plan, Parts parts) {
        this.plan = plan;
        this.parts = parts;
        this.telemetry = new Telemetry(parts.world(), new TraceStore(), parts.log());
        this.console = parts.world().start(CONSOLE);
        this.shardedShop =
                new ShardedShop(
                        parts.world(),
                        telemetry.tracer(ShardedShop.NODE, console),
                        () -> parts.disk("shards"),
                        () -> parts.disk("unsharded"),
                        SHARDS_AT_ONCE);
        var history = new ShardedHistory(shardedShop);
        this.deployment = new Deployment(parts, telemetry, modes, plan, history);
        this.client = new Client(parts.world(), deployment.network(CONSOLE), Blueprints.RESIDENTS);
        this.attachment = new Attachment(shardedShop, history, deployment);
    }

    /// Builds and starts a system; returns when it answers. Throws [SimulatorException] when it cannot be built.
    public static Simulator open(Plan plan) {
        return open(plan, DiskSpace.REAL);
    }

    /// Builds and starts a system on a disk that has as much room as `space` says.
    static Simulator open(Plan plan, DiskSpace space) {
        var parts =
                switch (plan.world()) {
                    case Live live -> LiveParts.open(live, space);
                    case Virtual(var seed) -> new VirtualParts(seed);
                };
        var simulator = new Simulator(plan, parts);
        try {
            simulator.run("boot", simulator.deployment::startAll);
            if (!plan.faults().equals(FaultPlan.NONE)) {
                simulator.run("break", () -> simulator.add(plan.faults()));
            }
            return simulator;
        } catch (RuntimeException failure) {
            simulator.close();
            throw failure;
        }
    }

    /// Builds a virtual system that begins at this moment, lets `furnish` fill its databases, and starts it: the order
    /// service last and with the faults of the plan on, since it goes on at once with what it finds.
    static Simulator openFurnished(Plan plan, Instant beginning, Consumer<Parts> furnish) {
        var simulator = unstarted(plan, beginning);
        var parts = simulator.parts;
        try {
            simulator.run("furnish", () -> furnish.accept(parts));
            simulator.run("boot", () -> simulator.deployment.startOrderLast(plan.faults()));
            return simulator;
        } catch (RuntimeException failure) {
            simulator.close();
            throw failure;
        }
    }

    /// A virtual system that begins at this moment, without any node.
    ///
    /// It draws from another seed than a virtual world of this plan: from the same one it would draw the keys to personal
    /// data a second time.
    static Simulator unstarted(Plan plan, Instant beginning) {
        long seed = Randomness.of(plan.faultSeed(), "scratch world").nextLong(Long.MAX_VALUE);
        return new Simulator(plan, new VirtualParts(seed, beginning));
    }

    /// Starts the nodes of one service. For tasks.
    void startOnly(String service) {
        nodes(service).forEach(deployment::restart);
    }

    /// Runs `body` as a task of the node `console`.
    public <T> T run(String name, Supplier<T> body) {
        return parts.world().enter(console, name, body);
    }

    /// Runs `body` as a task of the node `console`.
    public void run(String name, Runnable body) {
        run(
                name,
                () -> {
                    body.run();
                    return true;
                });
    }

    public Plan plan() {
        return plan;
    }

    public World world() {
        return parts.world();
    }

    public TraceStore traces() {
        return telemetry.traces();
    }

    /// The latest log entries.
    public LogRing log() {
        return telemetry.recentLog();
    }

    /// Somebody outside, with the token of a resident of the town. For tasks.
    public Client client() {
        return client;
    }

    /// A shop whose rows are on several databases, beside the services.
    public ShardedShop shardedShop() {
        return shardedShop;
    }

    /// The order history of the running system on the shards.
    public Attachment attachment() {
        return attachment;
    }

    /// Where the gateway can be reached from outside.
    public String gatewayUrl() {
        return parts.gatewayUrl();
    }

    public Modes modes() {
        return modes;
    }

    /// Switches how new orders call the service at the end of `edge`.
    public void mode(Edge edge, Mode mode) {
        modes.set(edge, mode);
    }

    /// Switches who sees to it that new orders get what they need.
    public void flow(Flow flow) {
        modes.set(flow);
    }

    /// Every node's name, up or not, by service and number.
    public List<String> nodes() {
        return deployment.nodes();
    }

    /// The names of the nodes that run this service, up or not, by number; none when there is no such service.
    public List<String> nodes(String service) {
        return deployment.nodes(service);
    }

    /// How many instances each service has now.
    public Scale scale() {
        return deployment.scale();
    }

    /// Lets a service have so many instances, which share its database. For tasks. New ones are up when this returns; those
    /// that go, the ones with the highest numbers, have been sent nothing any more, and have answered what they were sent.
    ///
    /// Holds until the system ends or begins anew: nothing of it is kept with the data. Throws [SimulatorException] when the
    /// service cannot have so many, when one that goes is struck by a fault, or when nobody would be left who is up.
    public void scale(String service, int instances) {
        deployment.scale(service, instances);
    }

    /// Crashes a node. For tasks. Throws [SimulatorException] when there is none of that name, or it is down.
    ///
    /// The client gets to know the town before, if it can, and so can go on while the node is down.
    public void crash(String node) {
        client.getToKnowTheTown();
        deployment.crash(node);
    }

    /// Starts a node that is down. For tasks. Throws [SimulatorException] when there is none of that name, or it is up.
    public void restart(String node) {
        deployment.restart(node);
    }

    /// Puts faults on, all or none. For tasks. Throws [IllegalArgumentException] when one contradicts one that is on.
    ///
    /// The client gets to know the town before, if it can, and so can go on while the edges are cut.
    public void add(FaultPlan plan) {
        client.getToKnowTheTown();
        deployment.faults().add(plan);
    }

    /// The faults that are on. Put new ones on with [#add].
    public Faults faults() {
        return deployment.faults();
    }

    /// Everything that a fault can strike in a system with one instance of each service.
    public static Landscape landscape() {
        return landscape(Scale.ONE);
    }

    /// Everything that a fault can strike in a system of this scale.
    public static Landscape landscape(Scale scale) {
        return Blueprints.landscape(scale);
    }

    /// Everything that a fault can strike and that orders of this flow come by: where somebody is in charge, nobody says
    /// anything on [greenbelt.contract.Topics#ORDER_EVENTS].
    public static Landscape landscape(Scale scale, Flow flow) {
        return switch (flow) {
            case CHOREOGRAPHY -> Blueprints.landscape(scale);
            case ORCHESTRATION -> Blueprints.landscape(scale).without(Topics.ORDER_EVENTS);
        };
    }

    /// The bus, without anybody's faults and traces in front. For tasks.
    public Bus bus() {
        return parts.bus();
    }

    /// Takes up again what was set aside while something was broken: the dead letters of every group that listens, those of
    /// projections, and orders in quarantine; answers how many that were. For tasks.
    public int redrive() {
        int letters =
                parts.bus().groups().stream()
                        .filter(Bus.GroupStatus::subscribed)
                        .filter(group -> group.deadLetters() > 0)
                        .mapToInt(group ->
                                parts.bus().redrive(group.topic(), group.group(), MAX_REDRIVEN))
                        .sum();
        return letters + deployment.takeUpAgain();
    }

    /// The read models and the timers of the order service. For tasks. Throws [SimulatorException] while it is down.
    public Projections projections() {
        return deployment.projections();
    }

    /// The gateway: its routes, and why it does what it does. For tasks. Throws [SimulatorException] while it is down.
    public Gateway gateway() {
        return deployment.gateway();
    }

    /// How those who run the gateway ask it from outside; empty in a virtual world, which has no sockets.
    public Optional<AdminAccess> admin() {
        return parts.admin();
    }

    /// What there is to be counted: of the gateway in both worlds, and of the process in the live one. For tasks. Throws
    /// [SimulatorException] while the gateway is down.
    public List<Family> metrics() {
        return Stream.concat(gateway().metrics().stream(), parts.processMetrics().stream())
                .toList();
    }

    /// What the event store of the order service tells: all events, and the streams. For tasks. Throws [SimulatorException]
    /// while the service is down.
    public EventReader eventStore() {
        return deployment.eventStore();
    }

    /// The snapshots of orders that there are, by the names of their streams, at most `limit`. For tasks. Throws
    /// [SimulatorException] while the order service is down.
    public List<SnapshotUse> snapshots(int limit) {
        return deployment.snapshots(limit);
    }

    /// The snapshot of an order, named by id or number, also where there is none. For tasks. Throws [SimulatorException] when
    /// there is no such order.
    public SnapshotUse snapshot(String order) {
        return deployment.snapshot(order);
    }

    /// The copy of the events for fast replay; a virtual world and an ephemeral system have none.
    public Optional<Journal> journal() {
        return parts.journal();
    }

    /// Asks everything how it fares. For tasks.
    public Status status() {
        return deployment.status(plan);
    }

    /// Checks every invariant. For tasks.
    public List<Finding> check() {
        return deployment.check(client);
    }

    /// Checks what must hold at every moment, also while orders are under way, of the services that are up. For tasks.
    ///
    /// A service that cannot be asked, because its database fails, is left out.
    public List<Finding> checkMeanwhile() {
        return deployment.checkMeanwhile();
    }

    /// What befell the nodes since the system began anew, oldest first, at most [Incident#MAX_KEPT].
    public List<Incident> incidents() {
        return deployment.incidents();
    }

    /// Every order, in the order in which they were placed; none while the order service is down. For tasks.
    public List<OrderView> orders() {
        return deployment.orders();
    }

    /// Everybody whose personal data the order service can read; empty while it cannot be asked. For tasks.
    public Optional<Set<UserId>> remembered() {
        return deployment.remembered();
    }

    /// The events of an order, named by id or number, oldest first. For tasks.
    public List<StoredEvent> events(String order) {
        return deployment.events(order);
    }

    /// What an order, named by id or number, was at each of its versions. For tasks. Throws [SimulatorException] when there
    /// is none.
    public OrderHistory history(String order) {
        return deployment.history(order);
    }

    /// What shapes the events have, and which of them cannot be read; goes through all of them. For tasks.
    public SchemaReport schema() {
        return deployment.schema();
    }

    /// From when on there is a past: the beginning of a virtual world, the first event of a live one, or now when nothing
    /// has happened in it. For tasks.
    public Instant beginning() {
        return switch (plan.world()) {
            case Virtual _ -> VirtualWorld.BEGINNING;
            case Live _ ->
                    deployment
                            .firstEvent()
                            .map(first -> first.event().time())
                            .orElseGet(() -> world().now());
        };
    }

    /// The orders that are set aside, because they cannot be handled, the first one first. For tasks. Throws
    /// [SimulatorException] when that is not known, because the order service is down or cannot read its database.
    public List<Quarantined> quarantined() {
        return deployment.quarantined();
    }

    /// Tries to handle an order again that is set aside, named by id or number; answers why it had to be set aside again, or
    /// nothing when it is free. For tasks. Throws [SimulatorException] when no such order is.
    public Optional<String> release(String order) {
        return deployment.release(order);
    }

    /// What would have become of everything up to a position of the log, had one thing been otherwise.
    ///
    /// Two scratch worlds go on from there, one with the change; this system is only read. Not for tasks: called from
    /// outside, as [#run] is. Throws [SimulatorException] when there is no such past, or it cannot be changed so.
    public ForkReport fork(Fork fork, Consumer<String> progress) {
        var past = run("take the past", () -> deployment.past(fork.position()));
        var fact = run("look how it went on", deployment::inFact);
        var scratch =
                Plan.virtual(fork.seed())
                        .withTimeouts(plan.timeouts())
                        .withVariants(plan.variants())
                        .withScale(scale());
        try {
            return new Forking(scratch, past, fact).run(fork, progress);
        } catch (IllegalArgumentException impossible) {
            throw new SimulatorException(String.valueOf(impossible.getMessage()), impossible);
        }
    }

    /// The faults that were on at a position of the log, or to come, with what was left of their windows then. For tasks.
    ///
    /// Throws [SimulatorException] when the log does not go so far.
    public List<Fault> faultsAt(long position) {
        return faults().history().at(deployment.log(position).moment());
    }

    /// What the order service answered to `GET target` when its read model had seen the log up to a position. Not for tasks.
    ///
    /// Throws [SimulatorException] when the log does not go so far, or the question is refused.
    public <T> AnsweredThen<T> askedThen(long position, String target, Class<T> type) {
        var log = run("take the past", () -> deployment.log(position));
        return new AnsweredThen<>(AskedThen.get(log, target, type), log.leftOut());
    }

    /// How far topics and groups were at `time`. For tasks. Of groups it is kept in memory, and bounded.
    public BusThen busAt(Instant time) {
        return deployment.busAt(time);
    }

    /// Up to which position of the log things had happened at `time`. For tasks.
    ///
    /// Throws [SimulatorException] when nothing had happened yet.
    public long positionAt(Instant time) {
        return deployment.positionAt(time);
    }

    /// What is in each wallet, by the handle of its owner. For tasks.
    SortedMap<String, Money> wallets() {
        return deployment.wallets();
    }

    /// What is on the shelves, by SKU. For tasks.
    List<ItemView> stock() {
        return deployment.stock();
    }

    /// Why an order, named by id or number, is where it is. For tasks. Throws [SimulatorException] when there is none.
    public Why why(String order) {
        return deployment.why(order);
    }

    /// The numbers of orders that are not settled; none while the order service is down. For tasks.
    public List<String> pending() {
        return deployment.pending();
    }

    /// Places many orders. For tasks.
    ///
    /// @param progress hears how many have been answered
    public LoadReport load(LoadPlan load, IntConsumer progress) {
        return new Load(world(), console, client, load).run(progress);
    }

    /// Takes all faults off, stops everything, forgets all data, traces and failures, and starts anew. For tasks.
    public void reset() {
        deployment.faults().clear();
        modes.reset();
        client.forget();
        deployment.stopAll();
        deployment.scaleAnew();
        parts.clear();
        attachment.forget();
        telemetry.traces().clear();
        deployment.forgetFailures();
        deployment.startAll();
    }

    /// Starts anew on empty databases, as after the loss of a disk; whoever was told something still believes it.
    void loseEverything() {
        deployment.stopAll();
        parts.clear();
        deployment.startAll();
    }

    Parts parts() {
        return parts;
    }

    void stopNodes() {
        deployment.stopAll();
    }

    @Override
    public void close() {
        parts.close();
    }
}
