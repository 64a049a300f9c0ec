package greenbelt.world;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// What tasks have thrown: the first ones whole, the rest counted. Safe for many tasks.
final class Failures {
    private final InstantSource clock;
    private final List<TaskFailure> kept = new ArrayList<>();
    private long count;

    Failures(InstantSource clock) {
        this.clock = clock;
    }

    /// Runs a task to its end, and keeps what it throws.
    void watch(Task task, Runnable body) {
        try {
            if (!task.isEnding()) {
                task.run(body);
            }
        } catch (Exception | Error cause) {
            add(task, cause);
        } finally {
            task.node().ended(task);
        }
    }

    /// Keeps a failure, unless the task's node is down: then its parts were cut off under it.
    synchronized void add(Task task, Throwable cause) {
        if (task.isEnding() || !task.node().isUp()) {
            return;
        }
        count++;
        if (kept.size() < World.MAX_FAILURES) {
            kept.add(new TaskFailure(clock.instant(), task.node().name(), task.name(), cause));
        }
    }

    synchronized List<TaskFailure> kept() {
        return List.copyOf(kept);
    }

    synchronized long count() {
        return count;
    }
}
