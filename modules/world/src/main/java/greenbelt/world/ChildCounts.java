package greenbelt.world;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// How many children a task has started, by name.
///
/// Remembers at least the [#MAX_NAMES] names that were used last: a name that comes back after many others is counted from 1
/// again, so that a server may name a task after each of its messages. Safe for many threads, which do not wait for one
/// another for a name that is known: a server starts a task for each request.
final class ChildCounts {
    static final int MAX_NAMES = 1_000;

    /// So many more may gather before the oldest are forgotten, all at once.
    static final int SLACK = MAX_NAMES / 4;

    private final Map<String, Use> uses = new ConcurrentHashMap<>(4);
    private final AtomicLong useCount = new AtomicLong();

    private static final class Use {
        private final AtomicInteger children = new AtomicInteger();
        private volatile long last;
    }

    /// Counts one more child of this name; answers how many that makes.
    int next(String name) {
        var use = uses.get(name);
        if (use == null) {
            use = uses.computeIfAbsent(name, _ -> new Use());
        }
        use.last = useCount.incrementAndGet();
        int count = use.children.incrementAndGet();
        if (count == 1 && uses.size() > MAX_NAMES + SLACK) {
            forgetOldest();
        }
        return count;
    }

    private synchronized void forgetOldest() {
        uses.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> entry.getValue().last))
                .limit(Math.max(0, uses.size() - MAX_NAMES))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(uses::remove);
    }
}
