package greenbelt.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The latest log entries, in memory. Safe for many tasks, none of which waits for another: whoever writes draws a number, and
/// has the slot of that number for itself.
public final class LogRing implements LogSink {
    /// How many entries are kept; the oldest make room for new ones.
    public static final int MAX_ENTRIES = 10_000;

    private final AtomicReferenceArray<@Nullable Numbered> slots =
            new AtomicReferenceArray<>(MAX_ENTRIES);
    private final AtomicLong written = new AtomicLong();

    /// @param number from 0, in the order in which entries were written
    private record Numbered(long number, LogEntry entry) {}

    public LogRing() {}

    @Override
    public void write(LogEntry entry) {
        long number = written.getAndIncrement();
        slots.set(slot(number), new Numbered(number, entry));
    }

    private static int slot(long number) {
        return (int) (number % MAX_ENTRIES);
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
    public long dropped() {
        return Math.max(0, written.get() - MAX_ENTRIES);
    }

    private List<LogEntry> latest(int limit, Predicate<LogEntry> wanted) {
        var found = new ArrayList<LogEntry>();
        long end = written.get();
        long begin = Math.max(0, end - MAX_ENTRIES);
        for (long number = end - 1; number >= begin && found.size() < limit; number--) {
            var numbered = slots.get(slot(number));
            // One that is being written is not there yet, or another has taken its place since.
            if (numbered != null && numbered.number() == number && wanted.test(numbered.entry())) {
                found.add(numbered.entry());
            }
        }
        return List.copyOf(found.reversed());
    }
}
