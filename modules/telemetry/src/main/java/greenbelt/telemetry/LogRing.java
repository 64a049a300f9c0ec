package greenbelt.telemetry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/// The latest log entries, in memory. Safe for many tasks.
public final class LogRing implements LogSink {
    /// How many entries are kept; the oldest make room for new ones.
    public static final int MAX_ENTRIES = 10_000;

    private final Deque<LogEntry> entries = new ArrayDeque<>();
    private long dropped;

    public LogRing() {}

    @Override
    public synchronized void write(LogEntry entry) {
        if (entries.size() == MAX_ENTRIES) {
            entries.removeFirst();
            dropped++;
        }
        entries.addLast(entry);
    }

    /// The latest entries, oldest first, at most `limit`.
    public List<LogEntry> recent(int limit) {
        return latest(limit, any -> true);
    }

    /// The latest entries of a trace, oldest first, at most `limit`.
    public List<LogEntry> ofTrace(String traceId, int limit) {
        return latest(limit, entry -> entry.traceId().filter(traceId::equals).isPresent());
    }

    /// How many entries had to make room.
    public synchronized long dropped() {
        return dropped;
    }

    private synchronized List<LogEntry> latest(int limit, Predicate<LogEntry> wanted) {
        var found = new ArrayList<LogEntry>();
        var newestFirst = entries.descendingIterator();
        while (newestFirst.hasNext() && found.size() < limit) {
            var entry = newestFirst.next();
            if (wanted.test(entry)) {
                found.add(entry);
            }
        }
        return List.copyOf(found.reversed());
    }
}
