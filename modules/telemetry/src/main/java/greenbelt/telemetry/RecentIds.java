package greenbelt.telemetry;

import java.util.LinkedHashSet;
import java.util.Set;

/// The latest ids that were put in, at most so many. Safe for many tasks.
final class RecentIds {
    private final int capacity;
    private final Set<String> ids = new LinkedHashSet<>();

    RecentIds(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(String id) {
        ids.add(id);
        if (ids.size() > capacity) {
            var oldest = ids.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    synchronized boolean contains(String id) {
        return ids.contains(id);
    }
}
