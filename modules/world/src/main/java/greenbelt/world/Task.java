package greenbelt.world;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One line of execution on a node.
///
/// Its name is a path, `gateway/GET /orders/order->user`, and depends only on who started it and how many of that name
/// they had started before; so what the seed decides for a task stays the same when other tasks come or go.
public final class Task {
    static final Comparator<Task> BY_NAME = Comparator.comparing(Task::name);
    private static final ScopedValue<Task> CURRENT = ScopedValue.newInstance();

    private final Node node;
    private final String name;
    private volatile @Nullable ChildCounts childCounts;
    private Map<TaskLocal<?>, Object> locals;
    private @Nullable String undivided;
    private volatile boolean ending;
    private @Nullable Thread thread;

    private Task(Node node, String name, Map<TaskLocal<?>, Object> locals) {
        this.node = node;
        this.name = name;
        this.locals = locals;
    }

    static Task root(Node node) {
        return new Task(node, node.name(), Map.of());
    }

    /// The task that runs on this thread, if one does.
    public static Optional<Task> current() {
        return Optional.ofNullable(currentOrNull());
    }

    static @Nullable Task currentOrNull() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /// The task that runs on this thread. Throws [IllegalStateException] outside the world.
    static Task mustBeCurrent(String what) {
        var task = currentOrNull();
        if (task == null) {
            throw notInTheWorld(what);
        }
        return task;
    }

    static IllegalStateException notInTheWorld(Object what) {
        return new IllegalStateException(
                "%s must be called by a task, was called by %s; enter the world with World.enter first"
                        .formatted(what, Thread.currentThread()));
    }

    public Node node() {
        return node;
    }

    public String name() {
        return name;
    }

    /// A task that this one starts. It gets the task-locals when it is on the same node; a node stands for a process,
    /// and what goes from one process to another goes in messages.
    Task child(Node childNode, String childName) {
        int count = countChild(childName);
        var path = name + "/" + (count == 1 ? childName : childName + "#" + count);
        return new Task(childNode, path, childNode == node ? locals : Map.of());
    }

    private int countChild(String childName) {
        var counts = childCounts;
        return (counts == null ? beginToCount() : counts).next(childName);
    }

    private synchronized ChildCounts beginToCount() {
        if (childCounts == null) {
            childCounts = new ChildCounts();
        }
        return childCounts;
    }

    /// Runs `body` with this task as the current one.
    void run(Runnable body) {
        ScopedValue.where(CURRENT, this).run(body);
    }

    /// Calls `body` with this task as the current one.
    <T> T call(Supplier<T> body) {
        return ScopedValue.where(CURRENT, this).call(body::get);
    }

    synchronized void runsOn(Thread itsThread) {
        thread = itsThread;
    }

    /// The current thread stops being this task's, and goes on to other work without an interrupt meant for the task.
    synchronized void leaveThread() {
        thread = null;
        if (ending) {
            Thread.interrupted();
        }
    }

    /// From now on this task gets [NodeDown] wherever it waits; its thread, where it has one, is interrupted.
    synchronized void end() {
        ending = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    boolean isEnding() {
        return ending;
    }

    /// Whether this task may not go on, because its node is paused. One that ends may.
    boolean isHeldBack() {
        return node.isPaused() && !ending;
    }

    @Nullable Object local(TaskLocal<?> key) {
        return locals.get(key);
    }

    void setLocal(TaskLocal<?> key, Object value) {
        var changed = new HashMap<>(locals); // the old map may be a child's by now
        changed.put(key, value);
        locals = changed;
    }

    /// What this task has for task-locals now; never changed, only replaced.
    Map<TaskLocal<?>, Object> locals() {
        return locals;
    }

    void restoreLocals(Map<TaskLocal<?>, Object> before) {
        locals = before;
    }

    /// Runs `body` as an undivided piece of the current task; outside the world there is nothing to divide.
    static <T> T undividedIfAny(String what, Supplier<T> body) {
        var task = currentOrNull();
        return task == null ? body.get() : task.undivided(what, body);
    }

    private <T> T undivided(String what, Supplier<T> body) {
        checkUp();
        var before = undivided;
        undivided = what;
        try {
            return body.get();
        } finally {
            undivided = before;
        }
    }

    /// Throws when this task may not wait now.
    void mayWait(Object forWhat) {
        checkUp();
        if (undivided != null) {
            throw new IllegalStateException(
                    "%s must not wait (%s) inside undivided work (%s)"
                            .formatted(name, forWhat, undivided));
        }
    }

    /// Comes to a step: tells those who listen, and ends here if one of them has brought the node down.
    void reach(String point, List<StepListener> listeners) {
        mayWait(point);
        if (listeners.isEmpty()) {
            return;
        }
        undivided = "listening to step " + point;
        try {
            listeners.forEach(listener -> listener.reached(node, name, point));
        } finally {
            undivided = null;
        }
        checkUp();
    }

    void checkUp() {
        if (ending) {
            throw new NodeDown(node.name());
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
