package greenbelt.fault;

import greenbelt.fault.Target.OfNode;
import greenbelt.world.Mailbox;
import greenbelt.world.Node;
import greenbelt.world.StepListener;
import greenbelt.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Brings about the faults of nodes: takes them down and up, pauses them, sets their clocks wrong.
///
/// A fault without a rate strikes once, when its window begins; one with a rate strikes at the node's crash points, the
/// steps around every commit, publication, acknowledgement and call, in the task that has come to one. For each fault a
/// task of the faults' own node waits and mends; a bell wakes it when something has changed. The name is
/// [Jepsen](https://jepsen.io)'s.
final class Nemesis {
    /// The pause before a node that could not be started is tried again.
    static final Duration PAUSE_BETWEEN_STARTS = Duration.ofSeconds(1);

    private final World world;
    private final Node node;
    private final Faults.Nodes nodes;
    private final Faults faults;
    private final Map<String, Haunting> hauntings = new ConcurrentSkipListMap<>();
    private final StepListener ear = this::reached;
    private volatile List<Haunting> atSteps = List.of();
    private volatile String lastTrouble = "it is still being started";

    Nemesis(World world, Node node, Faults.Nodes nodes, Faults faults) {
        this.world = world;
        this.node = node;
        this.nodes = nodes;
        this.faults = faults;
    }

    /// Whether this fault is one of a node.
    static boolean isFor(ActiveFault active) {
        return active.fault().target().kind() == Target.Kind.NODE;
    }

    /// Why a node could not be started the last time.
    String lastTrouble() {
        return lastTrouble;
    }

    void begin(ActiveFault active) {
        var haunting = new Haunting(active);
        hauntings.put(active.fault().name(), haunting);
        listen();
        node.spawn(active.fault().name(), haunting::run);
    }

    /// Lets a fault that was taken off know.
    void end(ActiveFault active) {
        var haunting = hauntings.remove(active.fault().name());
        listen();
        if (haunting != null) {
            haunting.ring();
        }
    }

    /// Steps cost something to listen to, so somebody listens only while a fault may strike at one.
    private void listen() {
        atSteps = hauntings.values().stream().filter(Haunting::isAtSteps).toList();
        if (atSteps.isEmpty()) {
            world.offStep(ear);
        } else {
            world.onStep(ear);
        }
    }

    private void reached(Node where, String task, String point) {
        atSteps.forEach(it -> it.reached(where, task, point));
    }

    /// One fault of one node.
    private final class Haunting {
        private final ActiveFault active;
        private final Fault fault;
        private final OfNode target;
        private final Mailbox<Boolean> bell;

        /// For how long the node is to be down or still, from when a step was struck until that is mended.
        private final AtomicReference<@Nullable Duration> struck = new AtomicReference<>();

        Haunting(ActiveFault active) {
            this.active = active;
            this.fault = active.fault();
            this.target = (OfNode) fault.target();
            this.bell = world.mailbox("bell of " + fault.name(), 1);
        }

        boolean isAtSteps() {
            return fault.kind() != FaultKind.CLOCK_SKEW && !fault.isOnce();
        }

        void ring() {
            var _ = bell.offer(true);
        }

        void run() {
            waitUntilAge(fault.window().from());
            if (!active.isRemoved()) {
                switch (fault.kind()) {
                    case CLOCK_SKEW -> skew();
                    case CRASH, PAUSE -> {
                        if (fault.isOnce()) {
                            strikeOnce();
                        } else {
                            mendUntilOver();
                        }
                    }
                    default -> throw new IllegalStateException(fault + " is not one of a node");
                }
            }
            active.released().advanceTo(1);
        }

        /// Waits until the fault has this age or is taken off. The world may be quiet meanwhile.
        private void waitUntilAge(Duration age) {
            while (!active.isRemoved() && active.age().compareTo(age) < 0) {
                bell.take(age.minus(active.age()));
            }
        }

        private void skew() {
            faults.tell(active, target);
            world.node(target.node()).ifPresent(it -> it.skew(fault.skew()));
            while (active.isOn()) {
                waitForBell();
            }
            world.node(target.node()).ifPresent(it -> it.skew(Duration.ZERO));
        }

        private void waitForBell() {
            var until = fault.window().until();
            if (until.isPresent()) {
                bell.take(until.get().minus(active.age()));
            } else {
                bell.take();
            }
        }

        private void strikeOnce() {
            var standstill = fault.delay().draw(active.once());
            world.node(target.node())
                    .ifPresent(victim -> {
                        faults.tell(active, target);
                        strike(victim);
                        waitUntilAge(active.age().plus(standstill));
                        mend();
                    });
        }

        private void mendUntilOver() {
            while (active.isOn() || struck.get() != null) {
                var standstill = struck.get();
                if (standstill == null) {
                    waitForBell();
                } else {
                    waitUntilAge(active.age().plus(standstill));
                    mend();
                    struck.set(null);
                }
            }
        }

        /// A task of some node has come to a step. Strikes there, if it is to be struck and no strike is to be mended.
        void reached(Node where, String task, String point) {
            if (!where.name().equals(target.node())) {
                return;
            }
            var decided = active.decide(Operation.of(target, task + "/" + point));
            if (decided.isEmpty()) {
                return;
            }
            var standstill = fault.delay().draw(decided.get());
            if (struck.compareAndSet(null, standstill)) {
                faults.tell(active, target);
                ring();
                strike(where);
            }
        }

        private void strike(Node victim) {
            if (fault.kind() == FaultKind.PAUSE) {
                victim.pause();
            } else {
                nodes.crash(victim.name());
            }
        }

        private void mend() {
            if (fault.kind() == FaultKind.PAUSE) {
                world.node(target.node()).ifPresent(Node::resume);
            } else {
                bringBack();
            }
        }

        /// Starts the node until it is up, whoever started it; it may crash again while it starts.
        private void bringBack() {
            while (world.node(target.node()).isEmpty()) {
                try {
                    nodes.restart(target.node());
                } catch (RuntimeException notYet) {
                    lastTrouble = String.valueOf(notYet.getMessage());
                    world.rest(PAUSE_BETWEEN_STARTS);
                }
            }
        }
    }
}
