package greenbelt.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// One run of one process of the simulated system: a name, its tasks, and the parts that end with it.
///
/// A node is up until it is stopped or crashed; the next run under the same name is a new node. Safe for use by many
/// tasks at once.
public final class Node {
    private enum State {
        UP,
        STOPPED,
        CRASHED
    }

    private final String name;
    private final BiConsumer<Task, Runnable> starter;
    private final Consumer<Task> ender;
    private final Consumer<Node> onDown;
    private final AtomicReference<State> state = new AtomicReference<>(State.UP);
    private final Set<Task> tasks = ConcurrentHashMap.newKeySet();
    private final List<Part> parts = new ArrayList<>();
    private final Task root;

    Node(
            String name,
            BiConsumer<Task, Runnable> starter,
            Consumer<Task> ender,
            Consumer<Node> onDown) {
        this.name = name;
        this.starter = starter;
        this.ender = ender;
        this.onDown = onDown;
        this.root = Task.root(this);
    }

    public String name() {
        return name;
    }

    public boolean isUp() {
        return state.get() == State.UP;
    }

    /// Starts a task of this node. It inherits the task-locals of the task that starts it.
    ///
    /// What `body` throws is kept in [World#failures]. Throws [NodeDown] when the node is not up.
    public void spawn(String taskName, Runnable body) {
        var task = newTask(taskName);
        starter.accept(task, body);
    }

    /// Ties a part to this node's life: it is stopped or crashed with it, last attached first.
    public void attach(Part part) {
        synchronized (parts) {
            parts.add(part);
        }
        if (!isUp()) {
            throw new NodeDown(name);
        }
    }

    /// Ends the node in order: its parts are stopped, then its tasks end. No effect when it is down already.
    public void stop() {
        end(State.STOPPED, Part::stop);
    }

    /// Ends the node at once: its parts are cut off first, then its tasks end where they next wait, so that nothing a
    /// dying task still does reaches the outside. No effect when it is down already.
    public void crash() {
        end(State.CRASHED, Part::crash);
    }

    private void end(State end, Consumer<Part> endPart) {
        if (!state.compareAndSet(State.UP, end)) {
            return;
        }
        List<Part> ending;
        synchronized (parts) {
            ending = new ArrayList<>(parts).reversed();
        }
        try {
            ending.forEach(endPart);
        } finally {
            onDown.accept(this);
            // Sorted, because the order in which tasks are woken must not depend on hash codes.
            tasks.stream().sorted(Task.BY_NAME).forEach(ender);
        }
    }

    Task newTask(String taskName) {
        if (!isUp()) {
            throw new NodeDown(name);
        }
        var parent = Task.current().orElse(root);
        var task = parent.child(this, taskName);
        tasks.add(task);
        return task;
    }

    void ended(Task task) {
        tasks.remove(task);
    }

    @Override
    public String toString() {
        return name;
    }
}
