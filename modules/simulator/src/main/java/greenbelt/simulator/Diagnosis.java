package greenbelt.simulator;

import greenbelt.bus.Bus;
import greenbelt.bus.Bus.BlockedKey;
import greenbelt.bus.Bus.DeadLetter;
import greenbelt.bus.Bus.Entry;
import greenbelt.bus.Bus.GroupStatus;
import greenbelt.bus.DeadLetterFilter;
import greenbelt.bus.Group;
import greenbelt.bus.Topic;
import greenbelt.contract.Mode;
import greenbelt.contract.OrderStatus;
import greenbelt.contract.Topics;
import greenbelt.database.DatabaseException;
import greenbelt.eventstore.Subscription;
import greenbelt.fault.Fault;
import greenbelt.fault.Faults;
import greenbelt.fault.Target;
import greenbelt.fault.Target.Call;
import greenbelt.fault.Target.OfDatabase;
import greenbelt.fault.Target.OfGroup;
import greenbelt.fault.Target.OfNode;
import greenbelt.fault.Target.OfTopic;
import greenbelt.order.Standing;
import greenbelt.order.Standing.Waiting;
import greenbelt.simulator.Status.OutboxStatus;
import greenbelt.simulator.Why.Clue;
import greenbelt.telemetry.Span;
import greenbelt.telemetry.TraceStore;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// Walks from an order to whatever it waits for, and says what is in the way.
///
/// What is found first on the way is the answer; what is found beyond it is among the clues. To be used by one task, once.
final class Diagnosis {
    /// How many messages behind a group are looked through for the order's.
    private static final int MAX_LOOKED_THROUGH = 10_000;

    private static final String RELAY = "command-relay";
    private static final String PROJECTIONS = "projections";

    /// Each of them in the order of the log: what is behind a message that cannot be published waits, too.
    private static final List<Topic> PUBLISHED_BY_THE_RELAY =
            List.of(Topics.USER_COMMANDS, Topics.INVENTORY_COMMANDS);

    private final World world;
    private final Bus bus;
    private final TraceStore traces;
    private final List<Faults.Status> faults;
    private final List<Subscription.Status> readers;
    private final List<OutboxStatus> outboxes;
    private final Instances instances;
    private final Standing standing;
    private final List<Unprojected> unprojected;
    private final List<Clue> clues = new ArrayList<>();
    private final List<String> obstacles = new ArrayList<>();
    private boolean relayIsBehind;

    /// Which nodes run which service.
    ///
    /// @param of a service, by number
    /// @param leads whether a node is the one of its service that handles and publishes messages
    record Instances(Function<String, List<String>> of, Predicate<String> leads) {}

    /// @param readers of the event store, the relay to the bus among them
    /// @param unprojected what of the order projections lack
    Diagnosis(
            Parts parts,
            TraceStore traces,
            List<Faults.Status> faults,
            List<Subscription.Status> readers,
            List<OutboxStatus> outboxes,
            Instances instances,
            Standing standing,
            List<Unprojected> unprojected) {
        this.world = parts.world();
        this.bus = parts.bus();
        this.traces = traces;
        this.faults = faults;
        this.readers = readers;
        this.outboxes = outboxes;
        this.instances = instances;
        this.standing = standing;
        this.unprojected = List.copyOf(unprojected);
    }

    /// The faults on a target that are on, each in a sentence.
    static List<Clue> faultsOn(Target target, List<Faults.Status> faults) {
        return faults.stream()
                .filter(fault -> fault.state() == Faults.State.ON)
                .filter(fault -> fault.fault().target().overlaps(target))
                .map(fault -> new Clue("fault", sentence(fault)))
                .toList();
    }

    /// What can be said of an order whose service cannot read its own databases.
    static Why unreadable(String order, DatabaseException unwell, List<Faults.Status> faults) {
        var ownDatabases = List.of(new OfDatabase("events"), new OfDatabase("order"));
        var struck =
                faults.stream()
                        .filter(fault -> fault.state() == Faults.State.ON)
                        .filter(fault ->
                                ownDatabases.stream().anyMatch(fault.fault().target()::overlaps))
                        .map(Diagnosis::sentence)
                        .toList();
        var clues =
                new ArrayList<>(List.of(new Clue("database", String.valueOf(unwell.getMessage()))));
        struck.forEach(fault -> clues.add(new Clue("fault", fault)));
        return new Why(
                order,
                clues,
                "nobody can say where %s stands, the order service cannot read its databases: %s%s"
                        .formatted(
                                order,
                                unwell.getMessage(),
                                struck.stream().findFirst().map("; "::concat).orElse("")));
    }

    Why answer() {
        var order = standing.order();
        lookAtTheOrder();
        standing.waits().forEach(this::follow);
        unprojected.forEach(lacks -> clues.addAll(lacks.clues(faults)));
        Unprojected.timers(unprojected)
                .ifPresent(lacks -> obstacles.add("no timer asks again: " + lacks.sentence()));
        var timer = timer();
        timer.ifPresent(due -> clues.add(new Clue("timer", due)));
        var sentence = sentence(timer);
        return new Why(order.number(), clues, sentence);
    }

    private void lookAtTheOrder() {
        var order = standing.order();
        var last = standing.last();
        clue(
                "order",
                "%s, placed at %s%s"
                        .formatted(
                                order.status(),
                                order.placedAt(),
                                order.reason().map(reason -> ": " + reason).orElse("")));
        clue(
                "last event",
                "%s, version %d, position %d, at %s"
                        .formatted(
                                last.event().type(),
                                last.version(),
                                last.position(),
                                last.event().time()));
        lastSpan()
                .ifPresent(span ->
                        clue(
                                "last span",
                                "%s of %s, %s"
                                        .formatted(span.name(), span.service(), span.status())));
        clue(
                "read model",
                standing.shown() == order.version()
                        ? "shows version " + standing.shown()
                        : "shows version %d of %d".formatted(standing.shown(), order.version()));
    }

    private Optional<Span> lastSpan() {
        return traces.ofOrder(standing.order().id().toString(), 1).stream()
                .flatMap(trace -> trace.spans().stream())
                .max(Comparator.comparing(Span::start));
    }

    /// Follows a question that is open, to the service and back.
    private void follow(Waiting waiting) {
        clue(
                "asked",
                "the %s service, %s, to %s"
                        .formatted(
                                waiting.service(),
                                waiting.via() == Mode.SYNC ? "by HTTP" : "by the bus",
                                waiting.what()));
        instances.of().apply("order").forEach(this::lookAtNode);
        if (waiting.via() == Mode.ASYNC) {
            lookAtRelay(waiting);
        }
        lookAtInstances(waiting);
        if (waiting.via() == Mode.ASYNC) {
            lookAtGroup(commands(waiting), new Group(waiting.service()), "command");
            lookAtOutbox(waiting.service());
            lookAtGroup(events(waiting), new Group("order"), "answer");
        }
        faults.stream()
                .filter(fault -> fault.state() == Faults.State.ON)
                .filter(fault -> isOnTheWay(fault.fault(), waiting))
                .forEach(this::lookAtFault);
    }

    private static Topic commands(Waiting waiting) {
        return switch (waiting.flow()) {
            case CHOREOGRAPHY -> Topics.ORDER_EVENTS;
            case ORCHESTRATION ->
                    waiting.service().equals("user")
                            ? Topics.USER_COMMANDS
                            : Topics.INVENTORY_COMMANDS;
        };
    }

    private static Topic events(Waiting waiting) {
        return switch (waiting.flow()) {
            case CHOREOGRAPHY -> Topics.ORDER_EVENTS;
            case ORCHESTRATION ->
                    waiting.service().equals("user") ? Topics.USER_EVENTS : Topics.INVENTORY_EVENTS;
        };
    }

    private void lookAtNode(String name) {
        var node = world.node(name);
        if (node.isEmpty()) {
            obstacle(name, "%s is down; start it: restart %s".formatted(name, name));
        } else if (node.filter(Node::isPaused).isPresent()) {
            obstacle(name, name + " stands still: it is paused");
        } else {
            clue(name, "up");
        }
    }

    /// Of several instances one that is down is no obstacle while another is up, nor is one that stands still and has nothing
    /// to do with messages when the question came by the bus.
    private void lookAtInstances(Waiting waiting) {
        var nodes = instances.of().apply(waiting.service());
        boolean anyUp = nodes.stream().anyMatch(node -> world.node(node).isPresent());
        for (var node : nodes) {
            if (anyUp && world.node(node).isEmpty()) {
                clue(node, "down; another instance is up");
            } else if (waiting.via() == Mode.ASYNC && nodes.size() > 1 && isIdle(node)) {
                clue(node, "stands by");
            } else {
                lookAtNode(node);
            }
        }
    }

    private boolean isIdle(String node) {
        return world.node(node).isPresent() && !instances.leads().test(node);
    }

    private void lookAtRelay(Waiting waiting) {
        readers.stream()
                .filter(reader -> reader.name().equals(RELAY))
                .forEach(relay -> {
                    long position = waiting.asked().position();
                    if (relay.position() >= position) {
                        clue("relay", "has published up to position " + relay.position());
                    } else {
                        relayIsBehind = true;
                        obstacle(
                                "relay",
                                "the command is not on the bus: it is event %d, and the relay stands at %d%s"
                                        .formatted(
                                                position,
                                                relay.position(),
                                                relay.lastError()
                                                        .map(error -> " (" + error + ")")
                                                        .orElse("")));
                    }
                });
    }

    /// @param what the order's message in this topic is
    private void lookAtGroup(Topic topic, Group group, String what) {
        bus.groups().stream()
                .filter(status -> status.topic().equals(topic) && status.group().equals(group))
                .findFirst()
                .ifPresent(status -> lookAtGroup(status, what));
    }

    private void lookAtGroup(GroupStatus status, String what) {
        var name = status.topic() + "~" + status.group();
        var letter = deadLetter(status);
        var blocked = blocked(status);
        var behind = behind(status);
        if (letter.isPresent()) {
            obstacle(
                    name,
                    "the %s was given up after %d attempts (%s); hand it over again: bus redrive %s %s --id %d"
                            .formatted(
                                    what,
                                    letter.get().attempts(),
                                    letter.get().error(),
                                    status.topic(),
                                    status.group(),
                                    letter.get().position()));
        } else if (behind.isPresent() && status.paused()) {
            obstacle(
                    name,
                    "the %s is message %d of %s, and group %s is paused; let it go on: bus resume %s %s"
                            .formatted(
                                    what,
                                    behind.get(),
                                    status.topic(),
                                    status.group(),
                                    status.topic(),
                                    status.group()));
        } else if (blocked.isPresent()) {
            obstacle(
                    name,
                    "the %s is message %d of %s, which blocks its key in group %s: %d attempts have failed (%s), the next is at %s"
                            .formatted(
                                    what,
                                    blocked.get().position(),
                                    status.topic(),
                                    status.group(),
                                    blocked.get().attempts(),
                                    blocked.get().error(),
                                    blocked.get().nextAttempt()));
        } else if (behind.isPresent()) {
            obstacle(
                    name,
                    "the %s is message %d of %s, and group %s has done with %d%s"
                            .formatted(
                                    what,
                                    behind.get(),
                                    status.topic(),
                                    status.group(),
                                    status.acknowledged(),
                                    notGoingOn(status)));
        } else if (!status.subscribed()) {
            obstacle(
                    name,
                    "nobody of group %s listens to %s".formatted(status.group(), status.topic()));
        } else {
            clue(
                    name,
                    "has done with %d messages, and has none of this order before it"
                            .formatted(status.acknowledged()));
        }
    }

    private static String notGoingOn(GroupStatus status) {
        if (!status.subscribed()) {
            return " and does not listen";
        }
        return status.stalledBy()
                .map(key ->
                        ", stalled by key %s, whose message %d is blocked (%s)"
                                .formatted(key.key(), key.position(), key.error()))
                .orElse("");
    }

    private Optional<DeadLetter> deadLetter(GroupStatus status) {
        if (status.deadLetters() == 0) {
            return Optional.empty();
        }
        return bus
                .deadLetters(
                        status.topic(),
                        status.group(),
                        DeadLetterFilter.ofKey(standing.order().id().toString()),
                        1)
                .stream()
                .findFirst();
    }

    private Optional<BlockedKey> blocked(GroupStatus status) {
        return status.blocked().stream()
                .filter(blocked -> isOfThisOrder(blocked.key()))
                .findFirst();
    }

    /// The position of the order's first message that the group has not done with.
    private Optional<Long> behind(GroupStatus status) {
        return bus.read(status.topic(), status.acknowledged(), MAX_LOOKED_THROUGH).stream()
                .filter(entry -> isOfThisOrder(entry.key()) && !status.isDone(entry))
                .map(Entry::position)
                .findFirst();
    }

    private boolean isOfThisOrder(String subject) {
        return subject.equals(standing.order().id().toString());
    }

    private void lookAtOutbox(String service) {
        outboxes.stream()
                .filter(outbox -> outbox.service().equals(service) && outbox.waiting() > 0)
                .forEach(outbox ->
                        obstacle(
                                "outbox of " + service,
                                "%d %s in the outbox of the %s service%s"
                                        .formatted(
                                                outbox.waiting(),
                                                outbox.waiting() == 1
                                                        ? "message waits"
                                                        : "messages wait",
                                                service,
                                                outbox.lastError()
                                                        .map(error -> ": " + error)
                                                        .orElse(""))));
    }

    private void lookAtFault(Faults.Status fault) {
        obstacle("fault", sentence(fault));
    }

    private static String sentence(Faults.Status fault) {
        return "fault %s is on (%s), and has struck %d times; take it off: fault remove %s"
                .formatted(fault.fault().name(), fault.fault(), fault.hits(), fault.fault().name());
    }

    /// Whether the question or its answer passes what the fault strikes.
    private boolean isOnTheWay(Fault fault, Waiting waiting) {
        return passed(waiting).stream().anyMatch(fault.target()::overlaps);
    }

    private List<Target> passed(Waiting waiting) {
        var service = waiting.service();
        var passed =
                new ArrayList<Target>(
                        List.of(
                                new OfDatabase("events"),
                                new OfDatabase("order"),
                                new OfDatabase(service)));
        for (var each : List.of("order", service)) {
            instances.of().apply(each).forEach(node -> passed.add(new OfNode(node)));
        }
        if (waiting.via() == Mode.SYNC) {
            passed.add(new Call("order", service, true));
        } else {
            passed.add(new Call("order", "bus", true));
            passed.add(new Call(service, "bus", true));
            passed.add(new OfTopic(commands(waiting)));
            if (relayIsBehind) {
                PUBLISHED_BY_THE_RELAY.forEach(topic -> passed.add(new OfTopic(topic)));
            }
            passed.add(new OfTopic(events(waiting)));
            passed.add(new OfGroup(commands(waiting), new Group(service)));
            passed.add(new OfGroup(events(waiting), new Group("order")));
        }
        return passed;
    }

    private Optional<String> timer() {
        return standing.timer()
                .map(due -> {
                    var left = Duration.between(world.now(), due);
                    return left.isPositive()
                            ? "rings at %s, in %d s".formatted(due, left.toSeconds())
                            : "has been due since " + due;
                });
    }

    private String sentence(Optional<String> timer) {
        var order = standing.order();
        var number = order.number();
        if (standing.waits().isEmpty()) {
            return resting(timer);
        }
        var waiting = standing.waits().getFirst();
        var obstacle =
                obstacles.stream()
                        .findFirst()
                        .orElse(
                                waiting.via() == Mode.SYNC
                                        ? "the last call had no answer"
                                        : "nothing is in the way of the answer");
        return "%s waits for the %s service to %s: %s%s"
                .formatted(
                        number,
                        waiting.service(),
                        waiting.what(),
                        obstacle,
                        timer.map(due -> "; the timer that asks again " + due).orElse(""));
    }

    /// What is to be said of an order that nobody owes an answer.
    private String resting(Optional<String> timer) {
        var order = standing.order();
        var stands = "%s is %s".formatted(order.number(), order.status());
        if (order.status() != OrderStatus.CONFIRMED) {
            return stands + ": nothing more will happen";
        }
        return Unprojected.timers(unprojected)
                .map(lacks -> stands + ", and no timer rings for its shipping: " + lacks.sentence())
                .or(() ->
                        timer.map(due ->
                                stands + " and waits only for its shipping: the timer " + due))
                .or(() ->
                        readers.stream()
                                .filter(reader -> reader.name().equals(PROJECTIONS))
                                .findFirst()
                                .map(reader -> stands + unset(reader)))
                .orElseGet(() -> stands + ", and no timer for its shipping is set");
    }

    private String unset(Subscription.Status projections) {
        clues.addAll(faultsOn(new OfDatabase("order"), faults));
        return ", and no timer for its shipping is set yet: it has come to event %d, and the projections to %d%s"
                .formatted(
                        standing.last().position(),
                        projections.position(),
                        projections.lastError().map(error -> " (" + error + ")").orElse(""));
    }

    private void clue(String place, String found) {
        clues.add(new Clue(place, found));
    }

    private void obstacle(String place, String found) {
        clue(place, found);
        obstacles.add(found);
    }
}
