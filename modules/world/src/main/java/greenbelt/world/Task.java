package greenbelt.world;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One line of execution on a node.
///
/// Its name is a path, `gateway/GET /orders/order->user`, and depends only on who started it and how many of that name
/// they had started before; so random streams named after tasks stay the same when other tasks come or go.
public final class Task {
    static final Comparator<Task> BY_NAME = Comparator.comparing(Task::name);
    private static final ScopedValue<Task> CURRENT = ScopedValue.newInstance();

    private final Node node;
    private final String name;
    private final Map<String, Integer> childCounts = new ConcurrentHashMap<>();
    private final Map<TaskLocal<?>, Object> locals;
    private @Nullable String undivided;
    private volatile boolean ending;
    private volatile @Nullable Thread thread;

    private Task(Node node, String name, Map<TaskLocal<?>, Object> locals) {
        this.node = node;
        this.name = name;
        this.locals = new HashMap<>(locals);
    }

    static Task root(Node node) {
        return new Task(node, node.name(), Map.of());
    }

    /// The task that runs on this thread, if one does.
    public static Optional<Task> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /// The task that runs on this thread. Throws [IllegalStateException] outside the world.
    static Task mustBeCurrent(String what) {
        return current()
                .orElseThrow(() ->
                        new IllegalStateException(
                                what
                                        + " must be called by a task, was called by thread "
                                        + Thread.currentThread().getName()
                                        + "; enter the world with World.enter first"));
    }

    public Node node() {
        return node;
    }

    public String name() {
        return name;
    }

    Task child(Node childNode, String childName) {
        int count = childCounts.merge(childName, 1, Integer::sum);
        var path = name + "/" + (count == 1 ? childName : childName + "#" + count);
        return new Task(childNode, path, locals);
    }

    /// Runs `body` with this task as the current one.
    void run(Runnable body) {
        ScopedValue.where(CURRENT, this).run(body);
    }

    /// Calls `body` with this task as the current one.
    <T> T call(Supplier<T> body) {
        return ScopedValue.where(CURRENT, this).call(body::get);
    }

    void runsOn(Thread itsThread) {
        thread = itsThread;
    }

    void interrupt() {
        var mine = thread;
        if (mine != null) {
            mine.interrupt();
        }
    }

    @Nullable Object local(TaskLocal<?> key) {
        return locals.get(key);
    }

    void setLocal(TaskLocal<?> key, @Nullable Object value) {
        if (value == null) {
            locals.remove(key);
        } else {
            locals.put(key, value);
        }
    }

    /// Marks the start of an undivided piece; returns the mark to restore.
    @Nullable String beginUndivided(@Nullable String what) {
        var before = undivided;
        undivided = what;
        return before;
    }

    /// Throws when this task may not wait now.
    void mayWait(String forWhat) {
        checkUp();
        if (undivided != null) {
            throw new IllegalStateException(
                    name
                            + " must not wait ("
                            + forWhat
                            + ") inside undivided work ("
                            + undivided
                            + ")");
        }
    }

    void checkUp() {
        if (ending) {
            throw new NodeDown(node.name());
        }
    }

    void end() {
        ending = true;
    }

    boolean isEnding() {
        return ending;
    }

    @Override
    public String toString() {
        return name;
    }
}
