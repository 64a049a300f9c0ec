package greenbelt.fault;

import greenbelt.fault.Target.OfNode;
import greenbelt.world.Durations;
import greenbelt.world.Node;
import greenbelt.world.Randomness;
import greenbelt.world.Task;
import greenbelt.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/// The faults that are on: put on, taken off, listed, and asked by whatever they may strike.
///
/// While there are none, asking costs one volatile read. The methods that change something are for tasks; all are safe
/// for many of them.
public final class Faults {
    /// How long [#remove] waits for a node that the fault has taken down to be up again.
    static final Duration RELEASE_PATIENCE = Duration.ofMinutes(5);

    private final World world;
    private final Draws draws;
    private final BiConsumer<Fault, Target> hits;
    private final Nemesis nemesis;
    private final Overtaking overtaking;
    private final AtomicReference<Board> board;

    /// What is on, and what was: changed together.
    private record Board(List<ActiveFault> active, FaultHistory history) {
        Board with(List<ActiveFault> added) {
            var after = new ArrayList<>(active);
            after.addAll(added);
            var then = history;
            for (var fault : added) {
                then = then.putOn(fault.fault(), fault.since());
            }
            return new Board(List.copyOf(after), then);
        }

        Board without(List<ActiveFault> going, Instant now) {
            var then = history;
            for (var fault : active) {
                then = going.contains(fault) ? then.takenOff(fault.fault(), now) : then;
            }
            return new Board(
                    active.stream().filter(fault -> !going.contains(fault)).toList(), then);
        }
    }

    /// A fault and how it fares.
    ///
    /// @param since when it was put on
    /// @param opportunities how many operations it might have struck
    /// @param hits how many it has struck
    /// @param moments when it was decided to strike, counted from `since`; the first [#MAX_MOMENTS], and none of a fault that
    ///     strikes by itself when its window begins
    public record Status(
            Fault fault,
            State state,
            Instant since,
            long opportunities,
            long hits,
            List<Duration> moments) {
        /// How many moments are kept.
        public static final int MAX_MOMENTS = 20;

        public Status {
            moments = List.copyOf(moments);
        }
    }

    /// Where a fault is in its life.
    public enum State {
        /// Its window has not begun.
        WAITING,
        /// It strikes, if there is something to strike.
        ON,
        /// Its window has ended.
        OVER
    }

    /// What can be done to nodes. Both throw when they cannot do it.
    public interface Nodes {
        void crash(String node);

        /// Returns when the node is up.
        void restart(String node);
    }

    /// @param node where the faults' own tasks run; it outlives the nodes they strike
    /// @param nodes takes nodes down and up again
    /// @param hits hears of each fault that strikes, and where, in the task that is struck
    public Faults(
            World world, Node node, Draws draws, Nodes nodes, BiConsumer<Fault, Target> hits) {
        this.world = world;
        this.draws = draws;
        this.hits = hits;
        this.nemesis = new Nemesis(world, node, nodes, this);
        this.overtaking = new Overtaking(world, node);
        this.board =
                new AtomicReference<>(
                        new Board(List.of(), new FaultHistory(world.now(), List.of())));
    }

    private List<ActiveFault> active() {
        return board.get().active();
    }

    /// Whether there is no fault at all.
    boolean isQuiet() {
        return active().isEmpty();
    }

    /// Puts a fault on, from now. Throws [IllegalArgumentException] when it contradicts one that is on.
    public void add(Fault fault) {
        add(new FaultPlan(List.of(fault)));
    }

    /// Puts all of them on, from now, or none. Throws [IllegalArgumentException] when one contradicts one that is on.
    public void add(FaultPlan plan) {
        var added =
                plan.faults().stream().map(fault -> new ActiveFault(fault, draws, world)).toList();
        board.updateAndGet(before -> {
            mustFit(before.active(), plan);
            return before.with(added);
        });
        added.stream().filter(Nemesis::isFor).forEach(nemesis::begin);
    }

    private static void mustFit(List<ActiveFault> before, FaultPlan plan) {
        var together = new ArrayList<Fault>();
        for (var active : before) {
            active.fault()
                    .window()
                    .after(active.age())
                    .ifPresentOrElse(
                            rest -> together.add(active.fault().withWindow(rest)),
                            () -> mustHaveAnotherName(active.fault(), plan));
        }
        together.addAll(plan.faults());
        if (together.size() > PlanText.MAX_FAULTS) {
            throw new IllegalArgumentException(
                    "there can be at most %d faults, would be %d"
                            .formatted(PlanText.MAX_FAULTS, together.size()));
        }
        var _ = new FaultPlan(together);
    }

    private static void mustHaveAnotherName(Fault over, FaultPlan plan) {
        if (plan.faults().stream().anyMatch(fault -> fault.name().equals(over.name()))) {
            throw new IllegalArgumentException(
                    "there is a fault \"%s\" already, though it is over; remove it first"
                            .formatted(over.name()));
        }
    }

    /// Takes a fault off; answers whether there was one of this name. Returns when what it held is free: a node that it
    /// took down is up again, one that it paused goes on.
    ///
    /// Throws [IllegalStateException] when such a node does not come up within 5 minutes.
    public boolean remove(String name) {
        return remove(active().stream().filter(it -> it.fault().name().equals(name)).toList());
    }

    /// Takes all faults off, and returns when all that they held is free.
    public void clear() {
        remove(active());
    }

    private boolean remove(List<ActiveFault> going) {
        var now = world.now();
        board.updateAndGet(before -> before.without(going, now));
        going.forEach(fault -> fault.removed().advanceTo(1));
        going.stream().filter(Nemesis::isFor).forEach(nemesis::end);
        for (var fault : going) {
            if (Nemesis.isFor(fault) && !fault.released().awaitBeyond(0, RELEASE_PATIENCE)) {
                throw new IllegalStateException(
                        "%s was taken off, but %s is not up after %s: %s"
                                .formatted(
                                        fault.fault().name(),
                                        fault.fault().target(),
                                        Durations.format(RELEASE_PATIENCE),
                                        nemesis.lastTrouble()));
            }
        }
        return !going.isEmpty();
    }

    /// Every fault that has not been taken off, in the order in which they were put on.
    public List<Status> list() {
        return active().stream().map(Faults::status).toList();
    }

    /// The faults alone, as they were put on.
    public List<Fault> all() {
        return active().stream().map(ActiveFault::fault).toList();
    }

    /// Which faults were on when, also those that have been taken off.
    public FaultHistory history() {
        return board.get().history();
    }

    private static Status status(ActiveFault active) {
        var fault = active.fault();
        boolean isSpent = fault.isOnce() && active.released().value() > 0;
        var state =
                isSpent || fault.window().isOver(active.age())
                        ? State.OVER
                        : active.isOn() ? State.ON : State.WAITING;
        return new Status(
                fault,
                state,
                active.since(),
                active.opportunities(),
                active.hits(),
                active.moments());
    }

    /// To be told when a node has started: a fault that is a state of the node is put on it, too.
    public void started(Node node) {
        active().stream()
                .filter(fault -> fault.holds(FaultKind.CLOCK_SKEW, new OfNode(node.name())))
                .forEach(fault -> node.skew(fault.fault().skew()));
    }

    /// Which faults strike this operation. Each decides for itself, whether or not another one strikes before it.
    Strikes strikes(Operation operation) {
        Map<FaultKind, List<Strike>> strikes = new EnumMap<>(FaultKind.class);
        for (var fault : active()) {
            fault.decide(operation)
                    .ifPresent(random ->
                            strikes.computeIfAbsent(fault.fault().kind(), _ -> new ArrayList<>())
                                    .add(new Strike(fault, random)));
        }
        return new Strikes(operation.edge(), strikes);
    }

    /// The cause of what the current task does: its name, which is the path of tasks that led to it.
    static String causeOfThisTask() {
        return Task.current().map(Task::name).orElse("outside");
    }

    /// Waits while one of these is a state that is on; at once when none is. The world may be quiet meanwhile.
    void waitWhile(FaultKind kind, Target edge) {
        boolean isFirst = true;
        for (var holding = holding(kind, edge);
                holding.isPresent();
                holding = holding(kind, edge)) {
            if (isFirst) {
                tell(holding.get(), edge);
                isFirst = false;
            }
            untilOver(holding.get());
        }
    }

    private void untilOver(ActiveFault holding) {
        var end = holding.fault().window().until();
        if (end.isPresent()) {
            holding.removed().restUntilBeyond(0, end.get().minus(holding.age()));
        } else {
            holding.removed().restUntilBeyond(0);
        }
    }

    /// Whether nothing gets from one to the other now; if so, that counts as a hit.
    boolean isCut(Target edge) {
        var cut = holding(FaultKind.PARTITION, edge);
        cut.ifPresent(fault -> tell(fault, edge));
        return cut.isPresent();
    }

    /// Waits, as work in hand, while nothing gets through on this edge; answers whether something does after at most this
    /// long.
    boolean awaitPassage(Target edge, Duration atMost) {
        long begin = world.nanoTime();
        var cut = holding(FaultKind.PARTITION, edge);
        cut.ifPresent(fault -> tell(fault, edge));
        while (cut.isPresent()) {
            var left = atMost.minusNanos(world.nanoTime() - begin);
            if (!left.isPositive()) {
                return false;
            }
            var fault = cut.get();
            var rest = fault.fault().window().until().map(end -> end.minus(fault.age()));
            var _ =
                    fault.removed()
                            .awaitBeyond(0, rest.filter(it -> it.compareTo(left) < 0).orElse(left));
            cut = holding(FaultKind.PARTITION, edge);
        }
        return true;
    }

    private Optional<ActiveFault> holding(FaultKind kind, Target edge) {
        return active().stream().filter(fault -> fault.holds(kind, edge)).findFirst();
    }

    void tell(ActiveFault fault, Target edge) {
        fault.hit();
        hits.accept(fault.fault(), edge);
    }

    Overtaking overtaking() {
        return overtaking;
    }

    /// A fault that strikes, and the numbers to draw how hard.
    record Strike(ActiveFault active, Randomness random) {
        Fault fault() {
            return active.fault();
        }

        /// How long this time.
        Duration delay() {
            return fault().delay().draw(random);
        }
    }

    /// What has been decided about one operation. Of several faults of one kind the one that was put on first takes
    /// effect; latencies add up.
    final class Strikes {
        private final Target edge;
        private final Map<FaultKind, List<Strike>> strikes;

        private Strikes(Target edge, Map<FaultKind, List<Strike>> strikes) {
            this.edge = edge;
            this.strikes = strikes;
        }

        /// The fault of this kind that strikes, if one does; it counts as a hit, so it must be brought about.
        Optional<Strike> hit(FaultKind kind) {
            var strike = strikes.getOrDefault(kind, List.of()).stream().findFirst();
            strike.ifPresent(it -> tell(it.active(), edge));
            return strike;
        }

        /// How much longer it takes, if it does; all that strike count as hits.
        Optional<Duration> latency() {
            var slow = strikes.getOrDefault(FaultKind.LATENCY, List.of());
            slow.forEach(strike -> tell(strike.active(), edge));
            return slow.stream().map(Strike::delay).reduce(Duration::plus);
        }

        /// Whether a fault of this kind strikes; if so, it must be brought about.
        boolean isHitBy(FaultKind kind) {
            return hit(kind).isPresent();
        }
    }
}
