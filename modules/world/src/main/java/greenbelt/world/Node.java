package greenbelt.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One run of one process of the simulated system: a name, its tasks, and the parts that end with it.
///
/// A node is up until it is stopped or crashed; the next run under the same name is a new node. Safe for use by many
/// tasks at once.
public final class Node {
    /// A node's clock can be wrong by at most a thousand years of 365 days.
    public static final Duration MOST_SKEW = Duration.ofDays(365_000);

    private enum State {
        UP,
        STOPPING,
        DOWN
    }

    /// What a node needs of its world.
    interface Host {
        World world();

        /// Throws when the calling thread must not do `what` now: its own node is down, or it has no turn.
        void mayAct(String what);

        void begin(Task task, Runnable body);

        void end(Task task);

        /// The tasks of this node may go on.
        void resumed(Node node);

        void down(Node node);
    }

    private final String name;
    private final long run;
    private final Host host;
    private final Set<Task> tasks = ConcurrentHashMap.newKeySet();
    private final Deque<Part> parts = new ArrayDeque<>();
    private final Task root;
    private volatile State state = State.UP;
    private volatile boolean paused;
    private volatile Duration skew = Duration.ZERO;

    Node(String name, long run, Host host) {
        this.name = name;
        this.run = run;
        this.host = host;
        this.root = Task.root(this);
    }

    public String name() {
        return name;
    }

    public boolean isUp() {
        return state == State.UP;
    }

    /// Which run under this name it is, from 1.
    long run() {
        return run;
    }

    /// Starts a task of this node. From a task of the same node it inherits the task-locals.
    ///
    /// What `body` throws is kept in [World#failures]. Throws [NodeDown] when the node is not up.
    public void spawn(String taskName, Runnable body) {
        host.mayAct("Node.spawn");
        host.begin(newTask(taskName), body);
    }

    /// Ties a part to this node's life: it is stopped or crashed with it, last attached first.
    ///
    /// When the node is not up, the part is crashed at once and [NodeDown] thrown.
    public void attach(Part part) {
        synchronized (parts) {
            if (isUp()) {
                parts.addLast(part);
                return;
            }
        }
        part.crash();
        throw new NodeDown(name);
    }

    /// Holds the tasks of this node back from their next step or wait on, as SIGSTOP or a long garbage collection does
    /// with a process: time goes on, its mailboxes fill, its deadlines pass. No effect when it is paused already, or
    /// not up.
    ///
    /// May be called by a task of the node itself. In the virtual world the work that is held back is not in hand:
    /// the world is quiet without it.
    public void pause() {
        host.mayAct("Node.pause");
        synchronized (parts) {
            if (isUp()) {
                paused = true;
            }
        }
    }

    /// Lets the tasks of a paused node go on. No effect when it is not paused.
    public void resume() {
        host.mayAct("Node.resume");
        unpause();
    }

    /// Whether the tasks of this node are held back.
    public boolean isPaused() {
        return paused;
    }

    private void unpause() {
        synchronized (parts) {
            if (!paused) {
                return;
            }
            paused = false;
            parts.notifyAll();
        }
        host.resumed(this);
    }

    /// Blocks the thread until the task need not be held back any more: the node has been resumed, or the task ends.
    void awaitResume(Task task) throws InterruptedException {
        synchronized (parts) {
            while (task.isHeldBack()) {
                parts.wait();
            }
        }
    }

    /// Sets the clock of this node wrong: from now on, [World#now] and [World#clock] show its tasks a time of day that is
    /// ahead by this much, or behind when negative. Sleeps, patience, timers and [World#nanoTime] are not affected.
    ///
    /// Zero at the start of each run. Throws [IllegalArgumentException] beyond [#MOST_SKEW] either way.
    public void skew(Duration ahead) {
        host.mayAct("Node.skew");
        if (ahead.abs().compareTo(MOST_SKEW) > 0) {
            throw new IllegalArgumentException(
                    "a clock can be wrong by at most %s, was %s".formatted(MOST_SKEW, ahead));
        }
        skew = ahead;
    }

    /// By how much the clock of this node is ahead; negative when it is behind.
    public Duration skew() {
        return skew;
    }

    /// Ends the node in order: its parts are stopped, then its tasks end. No effect when it is down already. A paused
    /// node is resumed first, because its tasks may have something to finish.
    ///
    /// Every part is stopped, also when one throws; the first failure is thrown in the end.
    public void stop() {
        host.mayAct("Node.stop");
        if (moved(State.STOPPING)) {
            unpause();
            end(Part::stop);
        }
    }

    /// Ends the node at once: its parts are cut off first, then its tasks end where they next wait, so that nothing a
    /// dying task still does reaches the outside. No effect when it is down already; a stop under way is cut short.
    ///
    /// Never waits: a part that tries to wait while it crashes gets an [IllegalStateException].
    public void crash() {
        host.mayAct("Node.crash");
        if (moved(State.DOWN)) {
            host.world()
                    .undivided(
                            "crash of " + name,
                            () -> {
                                end(Part::crash);
                                return name;
                            });
        }
    }

    private boolean moved(State to) {
        synchronized (parts) {
            if (state.compareTo(to) >= 0) {
                return false;
            }
            state = to;
            return true;
        }
    }

    private void end(Consumer<Part> endPart) {
        var failures = new FirstFailure();
        endParts(endPart, failures);
        state = State.DOWN;
        host.down(this);
        // Sorted, because the order in which tasks are woken must not depend on hash codes.
        tasks.stream().sorted(Task.BY_NAME).forEach(host::end);
        unpause(); // not before, or a dying task would go on
        failures.rethrow();
    }

    /// Ends the parts, last attached first. One is taken off the list when it has ended, not before, so that a crash
    /// also reaches the part whose stop is under way.
    private void endParts(Consumer<Part> endPart, FirstFailure failures) {
        for (var part = lastPart(); part != null; part = lastPart()) {
            var ending = part;
            failures.during(() -> endPart.accept(ending));
            synchronized (parts) {
                parts.remove(part);
            }
        }
    }

    private @Nullable Part lastPart() {
        synchronized (parts) {
            return parts.peekLast();
        }
    }

    Task newTask(String taskName) {
        var starter = Task.currentOrNull();
        var parent = starter == null || !starter.node().isIn(host.world()) ? root : starter;
        var task = parent.child(this, taskName);
        tasks.add(task);
        if (!isUp()) { // asked after the task was added, so that a crash meanwhile finds it
            tasks.remove(task);
            throw new NodeDown(name);
        }
        return task;
    }

    void ended(Task task) {
        tasks.remove(task);
    }

    /// The time that the clock of the calling task's node shows when it is `right`; outside this world, `right`.
    static Instant shown(Instant right, World world) {
        var task = Task.currentOrNull();
        return task == null || !task.node().isIn(world) ? right : right.plus(task.node().skew);
    }

    boolean isIn(World world) {
        return host.world() == world;
    }

    @Override
    public String toString() {
        return name;
    }
}
