package greenbelt.gateway.cache;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Which paths have been changed when, so that an answer which was asked for before is not kept after. Remembers the last
/// [#MOST]; of a path that it has forgotten it says that it may have changed. Safe for many tasks.
final class Invalidations {
    /// So many are remembered.
    static final int MOST = 1_000;

    private final ConcurrentHashMap<String, Long> lastOfPath = new ConcurrentHashMap<>();
    private final Queue<Change> oldestFirst = new ConcurrentLinkedQueue<>();
    private final AtomicInteger remembered = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();
    private final AtomicLong forgotten = new AtomicLong();

    private record Change(String path, long number) {}

    long now() {
        return now.get();
    }

    void add(String path) {
        long number = now.incrementAndGet();
        lastOfPath.merge(path, number, Math::max);
        oldestFirst.add(new Change(path, number));
        if (remembered.incrementAndGet() > MOST) {
            Optional.ofNullable(oldestFirst.poll()).ifPresent(this::forget);
        }
    }

    private void forget(Change change) {
        remembered.decrementAndGet();
        forgotten.accumulateAndGet(change.number(), Math::max);
        lastOfPath.remove(change.path(), change.number());
    }

    /// Whether a path has not been changed since `begun`.
    boolean isUnchanged(String path, long begun) {
        return begun >= forgotten.get() && lastOfPath.getOrDefault(path, 0L) <= begun;
    }
}
