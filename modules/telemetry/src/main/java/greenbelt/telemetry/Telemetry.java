package greenbelt.telemetry;

import greenbelt.event.TraceContext;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.util.Optional;

/// The tracing of one world: a store, and a [Tracer] for each service.
///
/// Time and ids come from World, the current span is a value of the current task and is copied to the tasks it starts.
/// Nothing is global, so several worlds can be traced side by side. Safe for many tasks.
public final class Telemetry {
    private final TraceStore traces;
    private final WorldClock clock;
    private final WorldIds ids;

    public Telemetry(World world) {
        this(world, new TraceStore());
    }

    public Telemetry(World world, TraceStore traces) {
        this.traces = traces;
        this.clock = new WorldClock(world);
        this.ids = new WorldIds(world);
    }

    /// The tracer of a service that runs on `node`, until the node goes down.
    public Tracer tracer(String service, Node node) {
        var instance = new Instance(service, node.name());
        node.attach(instance);
        return new Tracer(instance, new Recorder(traces, instance, clock), clock, ids);
    }

    /// Every trace of this world.
    public TraceStore traces() {
        return traces;
    }

    /// The span that the current task is in.
    public Optional<TraceContext> current() {
        return Tracer.current();
    }
}
