package greenbelt.order;

import greenbelt.contract.Edge;
import greenbelt.contract.Flow;
import greenbelt.contract.Mode;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/// How new orders call the other services; switched while the service runs.
///
/// An order keeps the modes and the flow it was placed with. Both edges are `SYNC` at first, the flow `ORCHESTRATION`. Safe for many tasks.
public final class Modes {
    private final AtomicReference<Map<Edge, Mode>> modes = new AtomicReference<>(allSync());
    private final AtomicReference<Flow> flow = new AtomicReference<>(Flow.ORCHESTRATION);

    public Modes() {}

    private static Map<Edge, Mode> allSync() {
        var initial = new EnumMap<Edge, Mode>(Edge.class);
        for (var edge : Edge.values()) {
            initial.put(edge, Mode.SYNC);
        }
        return initial;
    }

    public Mode of(Edge edge) {
        return all().getOrDefault(edge, Mode.SYNC);
    }

    /// Every edge's mode at one moment, in the order in which the edges are declared.
    public Map<Edge, Mode> all() {
        return new EnumMap<>(modes.get());
    }

    /// Who sees to it that a new order gets what it needs. Where nobody is in charge, nobody is called: the modes of the
    /// edges do not matter.
    public Flow flow() {
        return flow.get();
    }

    public void set(Flow newFlow) {
        flow.set(newFlow);
    }

    /// Sets every edge to `SYNC`, and the flow to `ORCHESTRATION`.
    public void reset() {
        modes.set(allSync());
        flow.set(Flow.ORCHESTRATION);
    }

    public void set(Edge edge, Mode mode) {
        modes.updateAndGet(before -> {
            var after = new EnumMap<>(before);
            after.put(edge, mode);
            return after;
        });
    }
}
