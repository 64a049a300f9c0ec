package greenbelt.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What tasks have thrown: the first ones whole, the rest counted. Safe for many tasks.
final class Failures {
    private final List<TaskFailure> kept = new ArrayList<>();
    private long count;

    synchronized void add(Instant at, Task task, Throwable cause) {
        count++;
        if (kept.size() < World.MAX_FAILURES) {
            kept.add(new TaskFailure(at, task.node().name(), task.name(), cause));
        }
    }

    synchronized List<TaskFailure> kept() {
        return List.copyOf(kept);
    }

    synchronized long count() {
        return count;
    }
}
