package greenbelt.telemetry;

import greenbelt.event.TraceContext;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.util.Optional;

/// What is known about the doings of one world: its traces and its log, and a [Tracer] for each service.
///
/// Time and ids come from World, the current span is a value of the current task and is copied to the tasks it starts.
/// Nothing is global, so several worlds can be traced side by side. Safe for many tasks.
public final class Telemetry {
    private final World world;
    private final TraceStore traces;
    private final LogRing recentLog = new LogRing();
    private final LogSink log;
    private final WorldClock clock;
    private final WorldIds ids;

    /// Keeps traces and log in memory.
    public Telemetry(World world) {
        this(world, new TraceStore(), entry -> {});
    }

    /// @param log where log entries go, besides the ring in memory
    public Telemetry(World world, TraceStore traces, LogSink log) {
        this.world = world;
        this.traces = traces;
        this.log = recentLog.and(log);
        this.clock = new WorldClock(world);
        this.ids = new WorldIds(world);
    }

    /// The tracer of a service that runs on `node`, until the node goes down.
    public Tracer tracer(String service, Node node) {
        var instance = new Instance(service, node.name());
        node.attach(instance);
        var itsLog = new Log(world, node.name(), service, log);
        return new Tracer(instance, itsLog, new Recorder(traces, instance, clock), clock, ids);
    }

    /// Every trace of this world.
    public TraceStore traces() {
        return traces;
    }

    /// The latest log entries of this world.
    public LogRing recentLog() {
        return recentLog;
    }

    /// Where log entries of this world go: the ring, and what it was built with.
    public LogSink log() {
        return log;
    }

    /// The span that the current task is in.
    public Optional<TraceContext> current() {
        return Tracer.current();
    }
}
