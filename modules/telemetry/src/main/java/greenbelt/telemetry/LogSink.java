package greenbelt.telemetry;

/// Where log entries go. Called by many tasks and threads at once; must not wait and must not throw.
@FunctionalInterface
public interface LogSink {
    void write(LogEntry entry);

    /// Both, this one first.
    default LogSink and(LogSink other) {
        return entry -> {
            write(entry);
            other.write(entry);
        };
    }
}
