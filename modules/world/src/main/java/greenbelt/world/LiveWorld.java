package greenbelt.world;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The real world: the wall clock, virtual threads, the operating system's order, unpredictable numbers.
public final class LiveWorld implements World {
    private final SecureRandom secrets = new SecureRandom();
    private final ConcurrentSkipListMap<String, Node> nodes = new ConcurrentSkipListMap<>();
    private final Failures failures = new Failures();

    public LiveWorld() {}

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void sleep(Duration duration) {
        Task.current().ifPresent(task -> task.mayWait("sleep " + duration));
        try {
            Thread.sleep(duration);
        } catch (InterruptedException interrupted) {
            throw woken("sleep");
        }
    }

    @Override
    public void rest(Duration duration) {
        sleep(duration);
    }

    @Override
    public void step(String point) {
        Task.current().ifPresent(task -> task.mayWait(point));
    }

    @Override
    public <T> T undivided(String what, Supplier<T> body) {
        var task = Task.current().orElse(null);
        if (task == null) {
            return body.get();
        }
        var before = task.beginUndivided(what);
        try {
            return body.get();
        } finally {
            task.beginUndivided(before);
        }
    }

    @Override
    public Randomness random(String name) {
        return Randomness.of(secrets.nextLong(), name);
    }

    @Override
    public byte[] secret(String name, int length) {
        var bytes = new byte[length];
        secrets.nextBytes(bytes);
        return bytes;
    }

    @Override
    public <T> Mailbox<T> mailbox(String name, int capacity) {
        return new Mailbox<>(name, capacity, this, new LiveGate());
    }

    @Override
    public Watermark watermark(String name, long start) {
        return new Watermark(name, start, this, new LiveGate());
    }

    @Override
    public Node start(String name) {
        var node =
                new Node(
                        name,
                        this::startThread,
                        LiveWorld::endThread,
                        down -> nodes.remove(name, down));
        if (nodes.putIfAbsent(name, node) != null) {
            throw new IllegalStateException("node " + name + " is up already");
        }
        return node;
    }

    private void startThread(Task task, Runnable body) {
        var thread = Thread.ofVirtual().name(task.name()).unstarted(() -> runToEnd(task, body));
        task.runsOn(thread);
        thread.start();
    }

    private void runToEnd(Task task, Runnable body) {
        try {
            if (!task.isEnding()) {
                task.run(body);
            }
        } catch (NodeDown ended) {
            // How a task of a stopped node ends: nothing to report.
        } catch (RuntimeException | Error cause) {
            if (!task.isEnding()) {
                failures.add(now(), task, cause);
            }
        } finally {
            task.node().ended(task);
        }
    }

    private static void endThread(Task task) {
        task.end();
        task.interrupt();
    }

    @Override
    public Optional<Node> node(String name) {
        return Optional.ofNullable(nodes.get(name));
    }

    @Override
    public List<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    @Override
    public <T> T enter(Node node, String name, Supplier<T> body) {
        if (Task.current().isPresent()) {
            throw new IllegalStateException(
                    "task " + Task.current().get() + " is in the world already");
        }
        var task = node.newTask(name);
        task.runsOn(Thread.currentThread());
        try {
            return task.call(body);
        } finally {
            node.ended(task);
            if (task.isEnding()) {
                Thread.interrupted(); // the thread goes on to other work, the interrupt was for
                // the task
            }
        }
    }

    @Override
    public void report(Throwable cause) {
        failures.add(now(), Task.mustBeCurrent("World.report"), cause);
    }

    @Override
    public List<TaskFailure> failures() {
        return failures.kept();
    }

    @Override
    public long failureCount() {
        return failures.count();
    }

    @Override
    public void close() {
        nodes().reversed().forEach(Node::stop);
    }

    private static RuntimeException woken(String what) {
        Task.current().map(Task::node).ifPresent(LiveWorld::checkUp);
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for " + what);
    }

    /// A part that ends may interrupt the threads that serve it before their tasks are told to end.
    private static void checkUp(Node node) {
        if (!node.isUp()) {
            throw new NodeDown(node.name());
        }
    }

    /// A lock and its condition.
    private static final class LiveGate implements Gate {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();

        @Override
        public void enter() {
            lock.lock();
        }

        @Override
        public void exit() {
            lock.unlock();
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // the loop is the caller's, as Gate says
        public void await(String what, long nanos, Kind kind) {
            @Nullable Task task = Task.current().orElse(null);
            if (task != null) {
                task.mayWait(what);
            }
            try {
                if (nanos == FOREVER) {
                    changed.await();
                } else {
                    changed.awaitNanos(nanos);
                }
            } catch (InterruptedException interrupted) {
                throw woken(what);
            }
        }

        @Override
        public void signalAll() {
            changed.signalAll();
        }
    }
}
