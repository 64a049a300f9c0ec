package greenbelt.world;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The real world: the wall clock, virtual threads, the operating system's order, unpredictable numbers.
///
/// A task whose node goes down is interrupted, so that it notices at once where it waits.
public final class LiveWorld implements World {
    /// How long [#close] waits for the tasks that it has ended; then it names those left in a warning.
    static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private static final String FIRST_TURN = "its first turn";
    private static final System.Logger LOG = System.getLogger("greenbelt.world");

    static {
        Carriers.provide();
    }

    private final Clock clock = ((InstantSource) this::now).withZone(ZoneOffset.UTC);
    private final SecureRandom secrets = new SecureRandom();
    private final ConcurrentSkipListMap<String, Node> nodes = new ConcurrentSkipListMap<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final Failures failures = new Failures(Clock.systemUTC());
    private final CopyOnWriteArrayList<StepListener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    public LiveWorld() {}

    @Override
    public Instant now() {
        return Node.shown(Instant.now(), this);
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void sleep(Duration duration) {
        pause("sleep", duration);
    }

    @Override
    public void rest(Duration duration) {
        pause("rest", duration);
    }

    private static void pause(String what, Duration duration) {
        var task = Task.currentOrNull();
        mayWait(what, task);
        try {
            Thread.sleep(duration);
        } catch (InterruptedException interrupted) {
            throw woken(what);
        }
        awaitResume(what, task);
    }

    @Override
    public void step(String point) {
        var task = Task.currentOrNull();
        if (task != null) {
            task.reach(point, listeners);
            awaitResume(point, task);
        }
    }

    @Override
    public void onStep(StepListener listener) {
        listeners.addIfAbsent(listener);
    }

    @Override
    public void offStep(StepListener listener) {
        listeners.remove(listener);
    }

    private static void mayWait(String what, @Nullable Task task) {
        if (task != null) {
            task.mayWait(what);
            awaitResume(what, task);
        }
    }

    /// Waits while the task's node is paused. Throws [NodeDown] when it goes down meanwhile.
    static void awaitResume(Object what, @Nullable Task task) {
        if (task == null || !task.isHeldBack()) {
            return;
        }
        try {
            task.node().awaitResume(task);
        } catch (InterruptedException interrupted) {
            throw woken(what);
        }
        task.checkUp();
    }

    /// What an interrupted wait throws: [NodeDown] when the task's node is down, also when a part that ends interrupts
    /// the threads that serve it before their tasks are told to end. Nobody else interrupts a task; who does it all the
    /// same gets an exception, and the interrupt stays.
    static RuntimeException woken(Object what) {
        var task = Task.currentOrNull();
        if (task != null && !task.node().isUp()) {
            throw new NodeDown(task.node().name());
        }
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for " + what);
    }

    @Override
    public <T> T undivided(String what, Supplier<T> body) {
        return Task.undividedIfAny(what, body);
    }

    @Override
    public Randomness random(String name) {
        return Randomness.of(ThreadLocalRandom.current().nextLong(), name);
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
        if (closed) {
            throw new IllegalStateException("the world is closed");
        }
        var node = new Node(name, 1, new Host());
        if (nodes.putIfAbsent(name, node) != null) {
            throw new IllegalStateException("node " + name + " is up already");
        }
        return node;
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
        var current = Task.currentOrNull();
        if (current != null && current.node().isIn(this)) {
            throw new IllegalStateException("task " + current + " is in the world already");
        }
        var task = node.newTask(name);
        task.runsOn(Thread.currentThread());
        try {
            task.checkUp();
            return task.call(() -> {
                awaitResume(FIRST_TURN, task);
                return body.get();
            });
        } finally {
            task.leaveThread();
            node.ended(task);
        }
    }

    @Override
    public void report(Throwable cause) {
        failures.add(Task.mustBeCurrent("World.report"), cause);
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
        closed = true;
        var failed = new FirstFailure();
        nodes().reversed().forEach(node -> failed.during(node::stop));
        awaitThreads();
        failed.rethrow();
    }

    private void awaitThreads() {
        long end = System.nanoTime() + CLOSE_PATIENCE.toNanos();
        threads.remove(
                Thread.currentThread()); // a task that closes its world cannot wait for itself
        try {
            for (var thread : threads) {
                thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        for (var thread : threads) {
            LOG.log(System.Logger.Level.WARNING, "still running after close: {0}", thread);
        }
    }

    /// What the nodes of this world need of it.
    private final class Host implements Node.Host {
        @Override
        public World world() {
            return LiveWorld.this;
        }

        @Override
        public void mayAct(String what) {
            var task = Task.currentOrNull();
            if (task != null) {
                task.checkUp();
            }
        }

        @Override
        public void begin(Task task, Runnable body) {
            var thread = Thread.ofVirtual().name(task.name()).unstarted(() -> run(task, body));
            task.runsOn(thread);
            threads.add(thread);
            thread.start();
        }

        private void run(Task task, Runnable body) {
            try {
                failures.watch(
                        task,
                        () -> {
                            awaitResume(FIRST_TURN, task);
                            body.run();
                        });
            } finally {
                threads.remove(Thread.currentThread());
            }
        }

        @Override
        public void end(Task task) {
            task.end();
        }

        @Override
        public void resumed(Node node) {
            // The waiting threads have been told by the node.
        }

        @Override
        public void down(Node node) {
            nodes.remove(node.name(), node);
        }
    }
}
