package greenbelt.telemetry;

import greenbelt.event.TraceContext;
import greenbelt.telemetry.LogEntry.Field;
import greenbelt.telemetry.LogEntry.Level;
import greenbelt.world.World;
import java.util.List;

/// What one service on one node has to say to those who run it. Safe for many tasks.
///
/// Each entry is stamped with World's time and with the span that the current task is in.
public final class Log {
    private final World world;
    private final String node;
    private final String logger;
    private final LogSink sink;

    Log(World world, String node, String logger, LogSink sink) {
        this.world = world;
        this.node = node;
        this.logger = logger;
        this.sink = sink;
    }

    /// A detail of an entry, such as `field("order", id)`.
    public static Field field(String key, Object value) {
        return new Field(key, value.toString());
    }

    public void info(String message, Field... fields) {
        write(Level.INFO, message, fields);
    }

    public void warn(String message, Field... fields) {
        write(Level.WARN, message, fields);
    }

    public void error(String message, Field... fields) {
        write(Level.ERROR, message, fields);
    }

    private void write(Level level, String message, Field... fields) {
        var context = Tracer.current();
        sink.write(
                new LogEntry(
                        world.now(),
                        level,
                        node,
                        logger,
                        context.map(TraceContext::traceId),
                        context.map(TraceContext::spanId),
                        message,
                        List.of(fields)));
    }
}
