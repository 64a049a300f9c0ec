package greenbelt.simulator;

import greenbelt.fault.Faults;
import greenbelt.fault.Target.OfNode;
import greenbelt.world.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Lets services have more instances or fewer. For tasks.
final class Scaling {
    /// How long calls are on their way that were sent before an instance was signed off.
    private static final Duration ON_THE_WAY = Duration.ofMillis(500);

    /// How long an instance that goes may take for the answers that it owes.
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(10);

    private final Parts parts;
    private final Faults faults;
    private final Scale beginning;
    private final Map<String, Running> running;
    private final Instances instances;
    private final AtomicReference<Scale> scale;

    /// How instances come and go.
    interface Instances {
        /// Returns when they are up. Throws [SimulatorException] when one does not come up; that one is down then.
        void start(List<String> nodes);

        /// Stops one that owes no answer any more.
        void retire(Node node);
    }

    /// @param running what is up, by node
    Scaling(
            Parts parts,
            Faults faults,
            Scale beginning,
            Map<String, Running> running,
            Instances instances) {
        this.parts = parts;
        this.faults = faults;
        this.beginning = beginning;
        this.running = running;
        this.instances = instances;
        this.scale = new AtomicReference<>(beginning);
    }

    /// How many instances each service has now.
    Scale scale() {
        return scale.get();
    }

    /// Has as many as in the beginning. For a system whose nodes are down.
    void anew() {
        for (var service : Scale.SERVICES) {
            scale().nodes(service).forEach(node -> parts.network().signOff(service, node));
        }
        scale.set(beginning);
    }

    /// Lets a service have so many instances. Throws [SimulatorException] when it cannot.
    void scale(String service, int count) {
        var before = scale();
        var after = scaled(before, service, count);
        var coming = without(after.nodes(service), before.nodes(service));
        var going = without(before.nodes(service), after.nodes(service));
        mustLeaveOneUp(after.nodes(service), going);
        going.forEach(this::mustBeFreeOfFaults);
        scale.set(after);
        if (!coming.isEmpty()) {
            start(coming, before);
        }
        going.reversed().forEach(node -> retire(service, node));
    }

    private static Scale scaled(Scale before, String service, int count) {
        try {
            return before.with(service, count);
        } catch (IllegalArgumentException impossible) {
            throw new SimulatorException(String.valueOf(impossible.getMessage()), impossible);
        }
    }

    private static List<String> without(List<String> nodes, List<String> others) {
        return nodes.stream().filter(node -> !others.contains(node)).toList();
    }

    /// All of them, or none.
    private void start(List<String> coming, Scale before) {
        try {
            instances.start(coming);
        } catch (SimulatorException failed) {
            coming.forEach(node -> parts.world().node(node).ifPresent(instances::retire));
            scale.set(before);
            throw failed;
        }
    }

    /// Those with the highest numbers go. Throws [SimulatorException] when nobody would be left who is up.
    private void mustLeaveOneUp(List<String> staying, List<String> going) {
        if (going.stream().anyMatch(running::containsKey)
                && staying.stream().noneMatch(running::containsKey)) {
            throw new SimulatorException(
                    "%s would stay, and %s down; start one of them first: restart %s"
                            .formatted(
                                    String.join(", ", staying),
                                    staying.size() == 1 ? "is" : "are",
                                    staying.getFirst()));
        }
    }

    private void mustBeFreeOfFaults(String node) {
        faults.all().stream()
                .filter(fault -> fault.target().equals(new OfNode(node)))
                .findFirst()
                .ifPresent(fault -> {
                    throw new SimulatorException(
                            "%s would go, and fault %s strikes it; take that off first: fault remove %s"
                                    .formatted(node, fault.name(), fault.name()));
                });
    }

    /// Stops an instance when nobody sends it anything any more and what it was sent is answered.
    private void retire(String service, String node) {
        parts.network().signOff(service, node);
        parts.world()
                .node(node)
                .ifPresent(up -> {
                    parts.world().sleep(ON_THE_WAY);
                    Optional.ofNullable(running.get(node))
                            .flatMap(Running::traffic)
                            .ifPresent(traffic -> traffic.awaitAnswers(DRAIN_PATIENCE));
                    instances.retire(up);
                });
    }
}
