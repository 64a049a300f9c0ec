package greenbelt.world;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A value that belongs to a task and is copied to the tasks it starts, as a trace context is.
///
/// Only to tasks of the same node: between nodes, as between processes, everything goes in messages.
///
/// Outside any task it has its initial value.
///
/// @param <T> an immutable type, because parent and child share the value
public final class TaskLocal<T> {
    private final String name;
    private final T initial;

    private TaskLocal(String name, T initial) {
        this.name = name;
        this.initial = initial;
    }

    public static <T> TaskLocal<T> of(String name, T initial) {
        return new TaskLocal<>(name, initial);
    }

    /// The value in the current task.
    public T get() {
        var task = Task.currentOrNull();
        return task == null ? initial : in(task);
    }

    /// Runs `body` with another value, then restores the one before. Must be called by a task.
    public <R extends @Nullable Object> R where(T value, Supplier<R> body) {
        var task = Task.mustBeCurrent("TaskLocal.where");
        var before = task.locals();
        task.setLocal(this, value);
        try {
            return body.get();
        } finally {
            task.restoreLocals(before);
        }
    }

    @SuppressWarnings("unchecked") // only where() writes under this key, and it takes a T
    private T in(Task task) {
        var value = task.local(this);
        return value == null ? initial : (T) value;
    }

    @Override
    public String toString() {
        return name;
    }
}
