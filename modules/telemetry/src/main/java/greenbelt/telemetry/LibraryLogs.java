package greenbelt.telemetry;

import greenbelt.event.TraceContext;
import greenbelt.telemetry.LogEntry.Field;
import greenbelt.telemetry.LogEntry.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Brings what libraries log through `java.util.logging` into our log, and keeps it from the screen.
///
/// Loggers of `System.Logger`, and of SLF4J with its JDK binding, end in `java.util.logging` too.
public final class LibraryLogs {
    private static final String PROCESS = "process";

    private LibraryLogs() {}

    /// Makes `sink` the only place where records of level INFO and above go, from now on.
    ///
    /// The JDK has one logging for the whole process, so this is for the composition root, before it touches a library.
    public static void redirect(InstantSource clock, LogSink sink) {
        LogManager.getLogManager().reset();
        var root = Logger.getLogger("");
        root.setLevel(java.util.logging.Level.INFO);
        root.addHandler(new SinkHandler(clock, sink));
    }

    private static Level level(java.util.logging.Level level) {
        if (level.intValue() >= java.util.logging.Level.SEVERE.intValue()) {
            return Level.ERROR;
        }
        return level.intValue() >= java.util.logging.Level.WARNING.intValue()
                ? Level.WARN
                : Level.INFO;
    }

    /// Hands records to a sink.
    private static final class SinkHandler extends Handler {
        private final SimpleFormatter formatter = new SimpleFormatter();
        private final InstantSource clock;
        private final LogSink sink;

        SinkHandler(InstantSource clock, LogSink sink) {
            this.clock = clock;
            this.sink = sink;
        }

        @Override
        public void publish(LogRecord record) {
            if (!isLoggable(record)) {
                return;
            }
            var thrown = record.getThrown();
            var context = Tracer.current();
            sink.write(
                    new LogEntry(
                            clock.instant(),
                            level(record.getLevel()),
                            PROCESS,
                            String.valueOf(record.getLoggerName()),
                            context.map(TraceContext::traceId),
                            context.map(TraceContext::spanId),
                            formatter.formatMessage(record),
                            thrown == null
                                    ? List.<Field>of()
                                    : List.of(Log.field("error", thrown))));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
