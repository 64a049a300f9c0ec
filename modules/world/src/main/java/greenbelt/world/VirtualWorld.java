package greenbelt.world;

import greenbelt.world.Gate.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The simulated world: the same seed gives the same bytes.
///
/// Time is virtual: when no task is ready it jumps to the next timer. Tasks are virtual threads, but only the one that
/// holds the baton runs; it gives the baton back where it waits, and the seed chooses who is next among those that are
/// ready. The world stands still unless a thread from outside is inside [#enter]; one may be at a time.
public final class VirtualWorld implements World {
    /// What time it is when a virtual world begins.
    public static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private static final long LEAST_STEP_NANOS = 20_000;
    private static final long MOST_STEP_NANOS = 200_000;

    private final long seed;
    private final Scheduler scheduler;
    private final Map<String, Node> nodes = new TreeMap<>();
    private final Map<String, Randomness> streams = new HashMap<>();
    private final Failures failures = new Failures();

    public VirtualWorld(long seed) {
        this.seed = seed;
        this.scheduler = new Scheduler(seed);
    }

    public long seed() {
        return seed;
    }

    /// How often a task was given the baton. For measuring, and for telling whether two runs were alike.
    public long steps() {
        return scheduler.steps();
    }

    @Override
    public Instant now() {
        return BEGINNING.plusNanos(scheduler.now());
    }

    @Override
    public Clock clock() {
        return InstantSource.tick(this::now, Duration.ofNanos(1)).withZone(ZoneOffset.UTC);
    }

    @Override
    public long nanoTime() {
        return scheduler.now();
    }

    @Override
    public void sleep(Duration duration) {
        pause("sleep " + duration, duration, Kind.OWED);
    }

    @Override
    public void rest(Duration duration) {
        pause("rest " + duration, duration, Kind.RESTING);
    }

    private void pause(String what, Duration duration, Kind kind) {
        var task = Task.mustBeCurrent(what);
        task.mayWait(what);
        long end = scheduler.now() + duration.toNanos();
        do {
            scheduler.park(task, what, end - scheduler.now(), kind);
        } while (scheduler.now() < end);
    }

    @Override
    public void step(String point) {
        var task = Task.mustBeCurrent(point);
        task.mayWait(point);
        long nanos =
                LEAST_STEP_NANOS + random(task.name()).nextLong(MOST_STEP_NANOS - LEAST_STEP_NANOS);
        scheduler.park(task, point, nanos, Kind.OWED);
    }

    @Override
    public <T> T undivided(String what, Supplier<T> body) {
        var task = Task.mustBeCurrent(what);
        var before = task.beginUndivided(what);
        try {
            return body.get();
        } finally {
            task.beginUndivided(before);
        }
    }

    @Override
    public Randomness random(String name) {
        return streams.computeIfAbsent(name, key -> Randomness.of(seed, key));
    }

    @Override
    public byte[] secret(String name, int length) {
        var bytes = new byte[length];
        random("secret/" + name).fill(bytes);
        return bytes;
    }

    @Override
    public <T> Mailbox<T> mailbox(String name, int capacity) {
        return new Mailbox<>(name, capacity, this, new VirtualGate());
    }

    @Override
    public Watermark watermark(String name, long start) {
        return new Watermark(name, start, this, new VirtualGate());
    }

    @Override
    public Node start(String name) {
        if (nodes.containsKey(name)) {
            throw new IllegalStateException("node " + name + " is up already");
        }
        var node = new Node(name, this::begin, scheduler::end, down -> nodes.remove(name, down));
        nodes.put(name, node);
        return node;
    }

    private void begin(Task task, Runnable body) {
        scheduler.begin(task, () -> runToEnd(task, body));
    }

    private void runToEnd(Task task, Runnable body) {
        try {
            if (!task.isEnding()) {
                task.run(body);
            }
        } catch (NodeDown ended) {
            // How a task of a crashed node ends: nothing to report.
        } catch (RuntimeException | Error cause) {
            if (!task.isEnding()) {
                failures.add(now(), task, cause);
            }
        } finally {
            task.node().ended(task);
        }
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
        var outcome = new Outcome<T>();
        var task = node.newTask(name);
        begin(task, () -> outcome.take(body));
        scheduler.runUntilQuiet();
        return outcome.get(node);
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
        scheduler.runUntilQuiet();
    }

    /// What came of a body that another thread ran.
    private static final class Outcome<T> {
        private @Nullable Supplier<T> answer;

        void take(Supplier<T> body) {
            try {
                var value = body.get();
                answer = () -> value;
            } catch (NodeDown down) {
                throw down;
            } catch (RuntimeException | Error failure) {
                answer =
                        () -> {
                            throw failure;
                        };
            }
        }

        T get(Node node) {
            if (answer != null) {
                return answer.get();
            }
            if (node.isUp()) {
                throw new IllegalStateException(
                        "the body has not ended: it rests, and nothing is left that could wake it");
            }
            throw new NodeDown(node.name());
        }
    }

    /// A list of waiting tasks. No lock: only the holder of the baton is here.
    private final class VirtualGate implements Gate {
        private final List<Task> waiting = new ArrayList<>();

        @Override
        public void enter() {
            Task.current().ifPresent(Task::checkUp);
        }

        @Override
        public void exit() {}

        @Override
        public void await(String what, long nanos, Kind kind) {
            var task = Task.mustBeCurrent(what);
            task.mayWait(what);
            waiting.add(task);
            try {
                scheduler.park(task, what, nanos, kind);
            } finally {
                waiting.remove(task);
            }
        }

        @Override
        public void signalAll() {
            waiting.forEach(scheduler::wake);
        }
    }
}
