package greenbelt.simulator;

import static java.util.stream.Collectors.joining;

import greenbelt.contract.Api.ItemView;
import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Finding;
import greenbelt.contract.Money;
import greenbelt.contract.UserId;
import greenbelt.database.DatabaseException;
import greenbelt.eventstore.EventReader;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.journal.Journal;
import greenbelt.fault.Fault;
import greenbelt.fault.FaultPlan;
import greenbelt.fault.Faults;
import greenbelt.fault.Target;
import greenbelt.fault.Target.OfNode;
import greenbelt.gateway.Gateway;
import greenbelt.http.CallFailed;
import greenbelt.http.Network;
import greenbelt.http.Peer;
import greenbelt.http.Problem;
import greenbelt.http.Request;
import greenbelt.order.AttachedHistory;
import greenbelt.order.Modes;
import greenbelt.order.OrderHistory;
import greenbelt.order.OrderLog;
import greenbelt.order.OrderService;
import greenbelt.order.Quarantined;
import greenbelt.order.SchemaReport;
import greenbelt.order.SnapshotUse;
import greenbelt.order.UnreadableOrderException;
import greenbelt.projection.Projections;
import greenbelt.simulator.Plan.Live;
import greenbelt.simulator.Plan.Virtual;
import greenbelt.simulator.Running.GatewayUp;
import greenbelt.simulator.Running.InventoryUp;
import greenbelt.simulator.Running.OrderUp;
import greenbelt.simulator.Running.UserUp;
import greenbelt.simulator.Status.FaultStatus;
import greenbelt.simulator.Status.NodeState;
import greenbelt.simulator.Status.NodeStatus;
import greenbelt.simulator.Status.QuarantineStatus;
import greenbelt.simulator.Why.Clue;
import greenbelt.telemetry.Telemetry;
import greenbelt.telemetry.Tracer;
import greenbelt.world.Mailbox;
import greenbelt.world.Node;
import greenbelt.world.Task;
import greenbelt.world.TaskFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/// The nodes of the system: starts, stops and crashes them, and asks them how they fare. For tasks.
final class Deployment {
    /// The node of the faults' own tasks.
    private static final String NEMESIS = "nemesis";

    /// The attribute of a span that says which fault struck.
    private static final String FAULT = "greenbelt.fault";

    private static final Duration START_PATIENCE = Duration.ofMinutes(2);
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(5);

    private final Parts parts;
    private final Telemetry telemetry;
    private final Modes modes;
    private final Faults faults;
    private final BusHistory busHistory;
    private final Blueprints blueprints;
    private final Scaling scaling;
    private final Map<String, Running> running = new ConcurrentSkipListMap<>();
    private final ConcurrentLinkedQueue<Incident> incidents = new ConcurrentLinkedQueue<>();

    /// How many tasks had failed when the system began anew; those do not count.
    private final AtomicLong failuresBefore = new AtomicLong();

    /// @param attached where the order service may keep the history of its orders
    Deployment(Parts parts, Telemetry telemetry, Modes modes, Plan plan, AttachedHistory attached) {
        this.parts = parts;
        this.telemetry = telemetry;
        this.modes = modes;
        this.faults =
                new Faults(
                        parts.world(),
                        parts.world().start(NEMESIS),
                        plan.draws(),
                        new Struck(),
                        this::struck);
        this.busHistory = new BusHistory(parts.world());
        this.blueprints =
                new Blueprints(
                        parts, telemetry, faults, modes, Recipe.of(plan), busHistory, attached);
        this.scaling = new Scaling(parts, faults, plan.scale(), running, new Instances());
    }

    /// The instances of services, as they come and go.
    private final class Instances implements Scaling.Instances {
        @Override
        public void start(List<String> nodes) {
            Deployment.this.start(nodes);
        }

        @Override
        public void retire(Node node) {
            running.remove(node.name());
            befell(node.name(), Incident.Kind.DOWN, "scaled down");
            node.stop();
        }
    }

    /// Tells in the current span that a fault has struck; where there is none, in the history of the node.
    private void struck(Fault fault, Target where) {
        var what = "%s: %s".formatted(fault.name(), fault.kind());
        Tracer.annotate(FAULT, what);
        if (where instanceof OfNode(var node)) {
            befell(node, Incident.Kind.STRUCK, what);
        } else if (Tracer.current().isEmpty()) {
            Task.current()
                    .ifPresent(task ->
                            befell(
                                    task.node().name(),
                                    Incident.Kind.STRUCK,
                                    what + " of " + where));
        }
    }

    private void befell(String node, Incident.Kind kind, String says) {
        if (incidents.size() < Incident.MAX_KEPT) {
            incidents.add(new Incident(parts.world().now(), node, kind, says));
        }
    }

    /// What befell the nodes since the system began anew, oldest first.
    List<Incident> incidents() {
        return List.copyOf(incidents);
    }

    /// The nodes, as faults strike them.
    private final class Struck implements Faults.Nodes {
        @Override
        public void crash(String node) {
            parts.world().node(node).ifPresent(up -> Deployment.this.crash(up));
        }

        @Override
        public void restart(String node) {
            Deployment.this.restart(node);
        }
    }

    Faults faults() {
        return faults;
    }

    /// The network as this service sees it.
    Network network(String service) {
        return blueprints.network(service);
    }

    /// How many instances each service has now.
    Scale scale() {
        return scaling.scale();
    }

    List<String> nodes() {
        return scale().nodes();
    }

    List<String> nodes(String service) {
        return scale().nodes(service);
    }

    /// Lets a service have so many instances; see [Simulator#scale(String, int)].
    void scale(String service, int count) {
        scaling.scale(service, count);
    }

    void startAll() {
        start(nodes());
    }

    /// Starts the order service when all others are up and these faults are on.
    void startOrderLast(FaultPlan plan) {
        var last = nodes("order");
        start(nodes().stream().filter(node -> !last.contains(node)).toList());
        faults.add(plan);
        start(last);
    }

    void restart(String node) {
        mustExist(node);
        if (parts.world().node(node).isPresent()) {
            throw new SimulatorException(node + " is up already; crash it first: crash " + node);
        }
        start(List.of(node));
    }

    void crash(String node) {
        mustExist(node);
        var up =
                parts.world()
                        .node(node)
                        .orElseThrow(() ->
                                new SimulatorException(
                                        node + " is down already; start it: restart " + node));
        crash(up);
    }

    private void crash(Node up) {
        running.remove(up.name());
        befell(up.name(), Incident.Kind.DOWN, "");
        up.crash();
    }

    void stopAll() {
        nodes().reversed().forEach(name -> parts.world().node(name).ifPresent(Node::stop));
        running.clear();
    }

    /// Has as many instances as in the beginning. For a system whose nodes are down.
    void scaleAnew() {
        scaling.anew();
    }

    private void mustExist(String node) {
        if (!nodes().contains(node)) {
            throw new SimulatorException(
                    "there is no node " + node + "; the nodes are " + String.join(", ", nodes()));
        }
    }

    /// What came of starting a node.
    private sealed interface Started {
        String node();

        record Up(String node, Running service) implements Started {}

        record Failed(String node, Throwable cause) implements Started {}
    }

    /// Starts nodes side by side, each in a task of its own.
    private void start(List<String> names) {
        Mailbox<Started> outcomes = parts.world().mailbox("started nodes", names.size());
        for (var name : names) {
            var node = parts.world().start(name);
            faults.started(node);
            node.spawn("start", () -> start(node, outcomes));
        }
        var failed = new ArrayList<Started.Failed>();
        var starting = new TreeSet<>(names);
        while (!starting.isEmpty()) {
            var outcome =
                    outcomes.await(START_PATIENCE)
                            .orElseThrow(() ->
                                    new SimulatorException(
                                            "%s: not started within %d s"
                                                    .formatted(
                                                            String.join(", ", starting),
                                                            START_PATIENCE.toSeconds())));
            starting.remove(outcome.node());
            switch (outcome) {
                case Started.Up(var name, var service) -> {
                    running.put(name, service);
                    befell(name, Incident.Kind.UP, "");
                }
                case Started.Failed failure -> failed.add(failure);
            }
        }
        if (!failed.isEmpty()) {
            failed.forEach(failure -> parts.world().node(failure.node()).ifPresent(Node::stop));
            var first = failed.getFirst();
            throw new SimulatorException(
                    failed.stream()
                            .map(failure ->
                                    failure.node() + " did not start: " + inWords(failure.cause()))
                            .collect(joining("\n")),
                    first.cause());
        }
    }

    /// Reports an outcome in every case, since somebody waits for it.
    private void start(Node node, Mailbox<Started> outcomes) {
        Started outcome =
                new Started.Failed(
                        node.name(), new SimulatorException("it went down while it started"));
        try {
            outcome = new Started.Up(node.name(), blueprints.build(node));
        } catch (RuntimeException | LinkageError | AssertionError | VirtualMachineError failure) {
            outcome = new Started.Failed(node.name(), failure);
        } finally {
            outcomes.offer(outcome);
        }
    }

    private static String inWords(Throwable cause) {
        var message = cause.getMessage();
        return cause instanceof Error || message == null ? cause.toString() : message;
    }

    /// The numbers of orders that are not settled; none while the order service is down.
    List<String> pending() {
        return orders().stream()
                .filter(order -> !order.status().isSettled())
                .map(OrderView::number)
                .toList();
    }

    /// Every order; none while the order service is down.
    List<OrderView> orders() {
        return running.values().stream()
                .filter(OrderUp.class::isInstance)
                .flatMap(order -> ((OrderUp) order).service().orders().stream())
                .toList();
    }

    /// Everybody whose personal data the order service can read; empty while it cannot be asked.
    Optional<Set<UserId>> remembered() {
        try {
            return running.values().stream()
                    .filter(OrderUp.class::isInstance)
                    .map(order -> ((OrderUp) order).service().remembered())
                    .findFirst();
        } catch (DatabaseException unwell) {
            return Optional.empty();
        }
    }

    /// Forgets what has failed, and what befell nodes, up to now.
    void forgetFailures() {
        incidents.clear();
        busHistory.clear();
        failuresBefore.set(parts.world().failureCount());
    }

    /// What has failed since the system began anew, of what the world has kept.
    private List<TaskFailure> failures() {
        return parts.world().failures().stream().skip(failuresBefore.get()).toList();
    }

    List<StoredEvent> events(String order) {
        return up(OrderUp.class).service().events(order);
    }

    OrderHistory history(String order) {
        return up(OrderUp.class).service().history(order).orElseThrow(() -> noSuchOrder(order));
    }

    /// The first event of all, if there is one.
    Optional<StoredEvent> firstEvent() {
        return up(OrderUp.class).service().log(0, 1).stream().findFirst();
    }

    /// The order service, if it is up.
    Optional<OrderService> orderServiceIfUp() {
        return running.values().stream()
                .filter(OrderUp.class::isInstance)
                .map(up -> ((OrderUp) up).service())
                .findFirst();
    }

    /// The order service. Throws [SimulatorException] while it is down.
    OrderService orderService() {
        return up(OrderUp.class).service();
    }

    EventReader eventStore() {
        return up(OrderUp.class).service().store();
    }

    List<SnapshotUse> snapshots(int limit) {
        return up(OrderUp.class).service().snapshots(limit);
    }

    SnapshotUse snapshot(String order) {
        var service = up(OrderUp.class).service();
        return service.events(order).stream()
                .findFirst()
                .flatMap(first -> service.snapshot(first.stream()))
                .orElseThrow(() -> noSuchOrder(order));
    }

    SchemaReport schema() {
        return up(OrderUp.class).service().schema();
    }

    BusThen busAt(Instant time) {
        return busHistory.at(time, parts.bus());
    }

    /// The log up to a position. Throws [SimulatorException] when it does not go so far, or has too many events.
    OrderLog log(long position) {
        try {
            return up(OrderUp.class).service().logUpTo(position);
        } catch (IllegalArgumentException noSuchPast) {
            throw new SimulatorException(String.valueOf(noSuchPast.getMessage()), noSuchPast);
        }
    }

    long positionAt(Instant time) {
        long position = up(OrderUp.class).service().positionAt(time);
        if (position == 0) {
            throw new SimulatorException(
                    "nothing had happened yet at %s%s"
                            .formatted(
                                    time,
                                    firstEvent()
                                            .map(first ->
                                                    ": the first event is of "
                                                            + first.event().time())
                                            .orElse("")));
        }
        return position;
    }

    /// All that is known of the moment of an event.
    Forking.Past past(long position) {
        var log = log(position);
        return new Forking.Past(
                log,
                log.moment(),
                up(UserUp.class).service().books(log.moment()),
                up(InventoryUp.class).service().books(log.moment()),
                faults.history().at(log.moment()));
    }

    /// How the past went on until now.
    InFact inFact() {
        return new InFact(faults.history(), orders());
    }

    SortedMap<String, Money> wallets() {
        return up(UserUp.class).service().wallets();
    }

    List<ItemView> stock() {
        return up(InventoryUp.class).service().items();
    }

    private static SimulatorException noSuchOrder(String order) {
        return new SimulatorException("there is no order \"%s\"; see: order list".formatted(order));
    }

    /// The orders that are set aside. Throws [SimulatorException] while the order service cannot be asked.
    List<Quarantined> quarantined() {
        var node = nodes("order").getFirst();
        try {
            return running.values().stream()
                    .filter(OrderUp.class::isInstance)
                    .map(up -> ((OrderUp) up).service().quarantined())
                    .findFirst()
                    .orElseThrow(() ->
                            new SimulatorException(
                                    "which orders are set aside is not known: %s is down; start it: restart %s"
                                            .formatted(node, node)));
        } catch (DatabaseException unwell) {
            throw new SimulatorException(
                    "which orders are set aside is not known: %s cannot read its database: %s"
                            .formatted(node, unwell.getMessage()),
                    unwell);
        }
    }

    private QuarantineStatus quarantine() {
        try {
            return new QuarantineStatus(quarantined(), Optional.empty());
        } catch (SimulatorException unknown) {
            return new QuarantineStatus(List.of(), Optional.ofNullable(unknown.getMessage()));
        }
    }

    /// Tries to handle an order again that is set aside; answers why it had to be set aside again.
    Optional<String> release(String order) {
        try {
            return up(OrderUp.class).service().release(order);
        } catch (IllegalArgumentException notThere) {
            throw new SimulatorException(
                    notThere.getMessage() + "; see: quarantine list", notThere);
        }
    }

    /// Hands dead letters to the projections again, and orders that are set aside to the saga; answers how many were taken.
    int takeUpAgain() {
        return running.values().stream()
                .filter(OrderUp.class::isInstance)
                .mapToInt(up -> takeUpAgain(((OrderUp) up).service()))
                .sum();
    }

    private static int takeUpAgain(OrderService service) {
        var projections = service.projections();
        long taken =
                projections.status().stream()
                        .filter(status -> status.reads() && status.deadLetters() > 0)
                        .mapToLong(status -> projections.redrive(status.name()).taken())
                        .sum();
        return (int) taken
                + (int)
                        service.quarantined().stream()
                                .filter(held -> service.release(held.number()).isEmpty())
                                .count();
    }

    private Why why(Quarantined held) {
        var clues =
                new ArrayList<>(
                        List.of(
                                new Clue("quarantine", "since " + held.since()),
                                new Clue("reason", held.reason()),
                                new Clue("messages kept", Integer.toString(held.messages()))));
        clues.addAll(Diagnosis.faultsOn(Blueprints.SAGA, faults.list()));
        return new Why(
                held.number(),
                clues,
                "%s is set aside, because it cannot be handled: %s; when that is mended: quarantine release %s"
                        .formatted(held.number(), held.reason(), held.number()));
    }

    /// Why an order is where it is. Throws [SimulatorException] when there is no such order.
    Why why(String order) {
        var service =
                running.values().stream()
                        .filter(OrderUp.class::isInstance)
                        .map(up -> ((OrderUp) up).service())
                        .findFirst();
        if (service.isEmpty()) {
            var node = nodes("order").getFirst();
            var down =
                    "%s is down, and nobody else moves an order; start it: restart %s"
                            .formatted(node, node);
            return new Why(order, List.of(new Clue(node, "down")), down);
        }
        try {
            return why(service.get(), order);
        } catch (DatabaseException unwell) {
            return Diagnosis.unreadable(order, unwell, faults.list());
        } catch (UnreadableOrderException broken) {
            var sentence = String.valueOf(broken.getMessage());
            return new Why(order, List.of(new Clue("events", sentence)), sentence);
        }
    }

    private Why why(OrderService service, String order) {
        var held =
                service.quarantined().stream()
                        .filter(it ->
                                it.number().equals(order) || it.order().toString().equals(order))
                        .findFirst();
        if (held.isPresent()) {
            return why(held.get());
        }
        var standing = service.standing(order).orElseThrow(() -> noSuchOrder(order));
        var outboxes = running.values().stream().flatMap(up -> up.outbox().stream()).toList();
        return new Diagnosis(
                        parts,
                        telemetry.traces(),
                        faults.list(),
                        service.readers(),
                        outboxes,
                        new Diagnosis.Instances(this::nodes, this::leads),
                        standing,
                        Unprojected.of(service.projections(), standing.last().stream().value()))
                .answer();
    }

    List<Finding> check(Client client) {
        var user = up(UserUp.class);
        var inventory = up(InventoryUp.class);
        var order = up(OrderUp.class);
        var findings = new ArrayList<Finding>();
        eachService().forEach(service -> findings.addAll(service.check()));
        var system = new SystemInvariants(failures(), telemetry.traces(), client);
        findings.addAll(system.check(user, inventory, order));
        return findings;
    }

    /// What the services that are up keep at every moment, as far as they can be asked.
    List<Finding> checkMeanwhile() {
        var findings = new ArrayList<Finding>();
        for (var service : eachService()) {
            findings.addAll(checkMeanwhile(service));
        }
        return findings;
    }

    /// One instance of each service that is up: they share what can be asked of them.
    private List<Running> eachService() {
        var byName = new TreeMap<String, Running>();
        running.values().forEach(instance -> byName.putIfAbsent(instance.name(), instance));
        return List.copyOf(byName.values());
    }

    private static List<Finding> checkMeanwhile(Running service) {
        try {
            return switch (service) {
                case GatewayUp gateway -> gateway.check();
                case UserUp user -> user.check();
                case InventoryUp inventory -> inventory.check();
                case OrderUp _ -> List.of(); // what it keeps holds when it is at rest
            };
        } catch (DatabaseException broken) {
            return List.of();
        }
    }

    private <T extends Running> T up(Class<T> kind) {
        return running.values().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow(() -> {
                    var up = eachService().stream().map(Running::name).toList();
                    var down =
                            nodes().stream()
                                    .filter(node -> !up.contains(Blueprints.service(node)))
                                    .toList();
                    return new SimulatorException(
                            "this needs all services, and these are down: %s; start one with: restart %s"
                                    .formatted(String.join(", ", down), down.getFirst()));
                });
    }

    /// The gateway. Throws [SimulatorException] while it is down.
    Gateway gateway() {
        return running.values().stream()
                .filter(GatewayUp.class::isInstance)
                .map(up -> ((GatewayUp) up).gateway())
                .findFirst()
                .orElseThrow(() ->
                        new SimulatorException("the gateway is down; start it: restart gateway"));
    }

    /// The projections of the order service. Throws [SimulatorException] while it is down.
    Projections projections() {
        return running.values().stream()
                .filter(OrderUp.class::isInstance)
                .map(up -> ((OrderUp) up).service().projections())
                .findFirst()
                .orElseThrow(() ->
                        new SimulatorException(
                                "order-1 is down, and its projections with it; start it: restart order-1"));
    }

    Status status(Plan plan) {
        var world = parts.world();
        var failures = failures();
        boolean virtual = plan.world() instanceof Virtual;
        return new Status(
                virtual ? "virtual" : "live",
                plan.world() instanceof Virtual(var seed) ? Optional.of(seed) : Optional.empty(),
                plan.world() instanceof Live live
                        ? Optional.of(live.durability())
                        : Optional.empty(),
                world.now(),
                parts.gatewayUrl(),
                nodes().stream().map(this::status).toList(),
                modes.flow(),
                modes.all(),
                faults.list().stream().map(FaultStatus::of).toList(),
                parts.bus().topics(),
                parts.bus().groups(),
                running.values().stream()
                        .filter(OrderUp.class::isInstance)
                        .flatMap(order -> ((OrderUp) order).service().readers().stream())
                        .toList(),
                running.values().stream()
                        .filter(OrderUp.class::isInstance)
                        .flatMap(order ->
                                ((OrderUp) order).service().projections().status().stream())
                        .toList(),
                quarantine(),
                running.values().stream().flatMap(service -> service.outbox().stream()).toList(),
                parts.journal().map(Journal::status).filter(journal -> !journal.isWell()),
                telemetry.traces().stats(),
                world.failureCount() - failuresBefore.get(),
                failures.isEmpty() ? Optional.empty() : Optional.of(failures.getLast().toString()));
    }

    private NodeStatus status(String name) {
        if (parts.world().node(name).isEmpty()) {
            return new NodeStatus(name, NodeState.DOWN, "start it: restart " + name);
        }
        var service = Blueprints.service(name);
        try {
            var response =
                    parts.network()
                            .call(Peer.of(service, name), Request.get("/health"), PROBE_PATIENCE);
            try (var _ = response.body()) {
                return response.status() < 500
                        ? new NodeStatus(
                                name,
                                NodeState.UP,
                                Blueprints.standsOn(service) + part(service, name))
                        : new NodeStatus(name, NodeState.UNWELL, Problem.from(response).detail());
            }
        } catch (CallFailed silent) {
            return new NodeStatus(name, NodeState.UNWELL, String.valueOf(silent.getMessage()));
        }
    }

    /// Which part of the work of a service this instance does, where there are several.
    private String part(String service, String node) {
        if (nodes(service).size() == 1) {
            return "";
        }
        long answered =
                Optional.ofNullable(running.get(node))
                        .flatMap(Running::traffic)
                        .map(Traffic::answered)
                        .orElse(0L);
        return "; %s; requests answered: %d"
                .formatted(
                        leads(node)
                                ? "handles and publishes messages"
                                : "stands by to handle messages",
                        answered);
    }

    private boolean leads(String node) {
        return Optional.ofNullable(running.get(node)).filter(Running::leads).isPresent();
    }
}
