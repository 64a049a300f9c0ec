package greenbelt.world;

import greenbelt.world.Gate.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// The simulated world: the same seed gives the same bytes.
///
/// Time is virtual: when no task is ready it jumps to the next timer. Tasks are virtual threads, but only the one that
/// holds the baton runs; it gives the baton back where it waits, and the seed chooses who is next among those that are
/// ready. The world stands still unless a thread from outside is inside [#enter]; one may be at a time, another one is
/// refused. A thread that is interrupted inside leaves; the work in hand goes on when somebody enters again.
///
/// Some things are watched over: a million steps without time passing are reported as a livelock, and a task that holds
/// the baton for 10 s of real time, because it blocks behind the world's back, is logged with its stack.
public final class VirtualWorld implements World {
    /// What time it is when a virtual world begins, unless it was told otherwise.
    public static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    /// A [#step] takes at least this long: about what a local write without a device takes.
    static final long LEAST_STEP_NANOS = 20_000;

    /// A [#step] takes less than this; the range is wide enough for one task to overtake another within a few steps.
    static final long MOST_STEP_NANOS = 200_000;

    static {
        Carriers.provide();
    }

    private final long seed;
    private final Instant beginning;
    private final Scheduler scheduler;
    private final Clock clock = ((InstantSource) this::now).withZone(ZoneOffset.UTC);
    private final Map<String, Node> nodes = new TreeMap<>();
    private final Map<String, Long> runs = new HashMap<>();
    private final DrawCounts draws = new DrawCounts();
    private final Failures failures = new Failures(this::rightTime);
    private final CopyOnWriteArrayList<StepListener> listeners = new CopyOnWriteArrayList<>();
    private boolean closed;

    public VirtualWorld(long seed) {
        this(seed, BEGINNING);
    }

    /// A world that begins at another time.
    public VirtualWorld(long seed, Instant beginning) {
        this(seed, beginning, Watchdog.usual());
    }

    VirtualWorld(long seed, Watchdog watchdog) {
        this(seed, BEGINNING, watchdog);
    }

    private VirtualWorld(long seed, Instant beginning, Watchdog watchdog) {
        this.seed = seed;
        this.beginning = beginning;
        this.scheduler = new Scheduler(seed, watchdog);
    }

    public long seed() {
        return seed;
    }

    /// How often a task was given the baton. For measuring, and for telling whether two runs were alike.
    public long steps() {
        return scheduler.steps();
    }

    /// How many tasks there are: running, waiting, resting. None when the world is closed.
    public int tasks() {
        return scheduler.tasks();
    }

    @Override
    public Instant now() {
        return Node.shown(rightTime(), this);
    }

    private Instant rightTime() {
        return beginning.plusNanos(scheduler.now());
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public long nanoTime() {
        return scheduler.now();
    }

    @Override
    public void sleep(Duration duration) {
        pause("sleep", Gate.nanos(duration), Kind.OWED);
    }

    @Override
    public void rest(Duration duration) {
        pause("rest", Gate.nanos(duration), Kind.RESTING);
    }

    @Override
    public void step(String point) {
        var fiber = scheduler.running(point);
        fiber.task.reach(point, listeners);
        long share = Randomness.below(MOST_STEP_NANOS - LEAST_STEP_NANOS, fiber.draw());
        scheduler.park(fiber, point, LEAST_STEP_NANOS + share, Kind.OWED);
    }

    @Override
    public void onStep(StepListener listener) {
        scheduler.mayAct("World.onStep");
        listeners.addIfAbsent(listener);
    }

    @Override
    public void offStep(StepListener listener) {
        scheduler.mayAct("World.offStep");
        listeners.remove(listener);
    }

    private void pause(Object what, long nanos, Kind kind) {
        var fiber = scheduler.running(what);
        fiber.task.mayWait(what);
        scheduler.park(fiber, what, nanos, kind);
    }

    @Override
    public <T> T undivided(String what, Supplier<T> body) {
        return Task.undividedIfAny(what, body);
    }

    @Override
    public Randomness random(String name) {
        scheduler.mayAct("World.random");
        return Randomness.of(seed, name, draws);
    }

    @Override
    public byte[] secret(String name, int length) {
        var bytes = new byte[length];
        random("secret/" + name).fill(bytes);
        return bytes;
    }

    @Override
    public <T> Mailbox<T> mailbox(String name, int capacity) {
        return new Mailbox<>(name, capacity, this, new VirtualGate(name, scheduler));
    }

    @Override
    public Watermark watermark(String name, long start) {
        return new Watermark(name, start, this, new VirtualGate(name, scheduler));
    }

    @Override
    public Node start(String name) {
        scheduler.mayAct("World.start");
        mustBeOpen();
        if (nodes.containsKey(name)) {
            throw new IllegalStateException("node " + name + " is up already");
        }
        var node = new Node(name, runs.merge(name, 1L, Long::sum), new Host());
        nodes.put(name, node);
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
        var outcome = new Outcome<T>();
        mustBeOutside();
        scheduler.drive(() -> runUntilQuiet(node, name, () -> outcome.take(body), outcome));
        if (outcome.isKnown()) {
            return outcome.get();
        }
        if (node.isUp()) {
            throw new IllegalStateException(
                    name + " has not ended: it rests, and nothing is left that could wake it");
        }
        throw new NodeDown(node.name());
    }

    private void runUntilQuiet(Node node, String name, Runnable body, Outcome<?> outcome) {
        mustBeOpen();
        var task = node.newTask(name);
        scheduler.enter(task, () -> failures.watch(task, body));
        try {
            scheduler.runUntilQuiet();
        } catch (IllegalStateException | Deadlock stuck) {
            outcome.addTo(stuck);
            throw stuck;
        }
    }

    private void begin(Task task, Runnable body) {
        scheduler.begin(task, () -> failures.watch(task, body));
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
        mustBeOutside();
        scheduler.drive(this::stopAll);
    }

    private void stopAll() {
        closed = true;
        nodes.values().forEach(Node::resume); // to stop in order takes tasks that go on
        var failed = new FirstFailure();
        nodes().reversed().forEach(node -> failed.during(() -> stop(node)));
        scheduler.run();
        failed.rethrow();
    }

    /// Stops a node from a task of its own, because to end in order may take waiting.
    private void stop(Node node) {
        if (!node.isUp()) {
            return;
        }
        var outcome = new Outcome<Node>();
        var stop = node.newTask("stop");
        begin(stop, () -> stop(node, outcome));
        scheduler.run();
        if (outcome.isKnown()) {
            outcome.get();
        } else {
            node.crash();
            throw new IllegalStateException(
                    node + " could not be stopped in order and was crashed");
        }
    }

    private void stop(Node node, Outcome<Node> outcome) {
        outcome.take(() -> {
            node.stop();
            return node;
        });
        scheduler.recall();
    }

    private void mustBeOpen() {
        if (closed) {
            throw new IllegalStateException("the world is closed");
        }
    }

    private void mustBeOutside() {
        var task = Task.currentOrNull();
        if (task != null && task.node().isIn(this)) {
            throw new IllegalStateException("task " + task + " is in the world already");
        }
    }

    /// What the nodes of this world need of it.
    private final class Host implements Node.Host {
        @Override
        public World world() {
            return VirtualWorld.this;
        }

        @Override
        public void mayAct(String what) {
            scheduler.mayAct(what);
        }

        @Override
        public void begin(Task task, Runnable body) {
            VirtualWorld.this.begin(task, body);
        }

        @Override
        public void end(Task task) {
            scheduler.end(task);
        }

        @Override
        public void resumed(Node node) {
            scheduler.resume(node);
        }

        @Override
        public void down(Node node) {
            nodes.remove(node.name(), node);
        }
    }
}
