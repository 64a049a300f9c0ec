package greenbelt.world;

import greenbelt.world.Deadlock.Wait;
import greenbelt.world.Gate.Kind;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Decides in a virtual world who holds the baton, and what time it is.
///
/// A queue of wake-ups ordered by (virtual time, seeded tie-break). The task that waits hands the baton straight to
/// the next one; when only resting tasks are left, to the thread outside that drives the world. All fields but the
/// baton itself are touched only by its holder.
final class Scheduler {
    /// More steps than this without time passing are a livelock.
    static final int MAX_STEPS_AT_ONE_INSTANT = 1_000_000;

    /// After this much real time in one step, the stack of the task is logged.
    private static final Duration WATCHDOG = Duration.ofSeconds(10);

    private static final System.Logger LOG = System.getLogger("greenbelt.world");
    private static final Comparator<Wakeup> ORDER =
            Comparator.comparingLong(Wakeup::at)
                    .thenComparingLong(Wakeup::tie)
                    .thenComparingLong(Wakeup::sequence);

    private final long seed;
    private final PriorityQueue<Wakeup> queue = new PriorityQueue<>(ORDER);
    private final Map<Task, Fiber> fibers = new HashMap<>();
    private final Driver driver = new Driver();
    private volatile Holder baton = driver;
    private volatile long steps;
    private long now;
    private long sequence;
    private int stepsAtThisInstant;
    private int workInHand;

    Scheduler(long seed) {
        this.seed = seed;
    }

    long now() {
        return now;
    }

    long steps() {
        return steps;
    }

    void begin(Task task, Runnable body) {
        var fiber = new Fiber(task);
        fiber.thread = Thread.ofVirtual().name(task.name()).unstarted(() -> run(fiber, body));
        fibers.put(task, fiber);
        enqueue(fiber, 0, Kind.OWED);
        fiber.ready = true;
    }

    private void run(Fiber fiber, Runnable body) {
        fiber.waitsFor =
                null; // it runs now: who ends or wakes it before its first wait changes nothing
        try {
            body.run();
        } finally {
            fibers.remove(fiber.task);
            handOver(next());
        }
    }

    /// Gives the baton back until somebody wakes the task, or `nanos` have passed.
    void park(Task task, String what, long nanos, Kind kind) {
        var fiber = fiber(task);
        fiber.waitsFor = what;
        fiber.kind = kind;
        if (nanos != Gate.FOREVER) {
            enqueue(fiber, Math.max(nanos, 0), kind);
        }
        var next = next();
        if (next != fiber) {
            handOver(next);
            awaitBaton(fiber);
        }
        fiber.waitsFor = null;
        task.checkUp();
    }

    /// Makes a waiting task ready. No effect on one that is ready or running.
    void wake(Task task) {
        var fiber = fiber(task);
        if (!fiber.ready && fiber.waitsFor != null) {
            fiber.ready = true;
            enqueue(fiber, 0, Kind.OWED);
        }
    }

    /// Ends a task where it next waits, or where it waits now.
    void end(Task task) {
        task.end();
        if (fibers.containsKey(task)) {
            wake(task);
        }
    }

    /// Runs from outside until no work is in hand. Throws [Deadlock] when a task still waits for what is owed to it.
    void runUntilQuiet() {
        driver.thread = Thread.currentThread();
        var next = next();
        if (next != driver) {
            handOver(next);
            awaitBatonAndWatch();
        }
        var livelock = driver.livelock;
        if (livelock != null) {
            driver.livelock = null;
            throw new IllegalStateException(livelock);
        }
        var stuck =
                fibers.values().stream()
                        .filter(fiber -> fiber.kind == Kind.OWED && fiber.waitsFor != null)
                        .map(fiber -> new Wait(fiber.task.name(), String.valueOf(fiber.waitsFor)))
                        .sorted(Comparator.comparing(Wait::task))
                        .toList();
        if (!stuck.isEmpty()) {
            throw new Deadlock(stuck);
        }
    }

    private void enqueue(Fiber fiber, long nanos, Kind kind) {
        fiber.turns++;
        long tie = Randomness.mix(seed ^ Randomness.mix(fiber.nameHash + fiber.turns));
        queue.add(new Wakeup(now + nanos, tie, sequence++, fiber, fiber.generation));
        if (kind == Kind.OWED) {
            fiber.workInHand++;
            workInHand++;
        }
    }

    /// Takes the next wake-up and moves time to it; the driver when no work is in hand.
    @SuppressWarnings("NonAtomicVolatileUpdate") // only the holder of the baton counts steps
    private Holder next() {
        while (workInHand > 0) {
            var wakeup = queue.remove();
            var fiber = wakeup.fiber;
            if (wakeup.generation != fiber.generation) {
                continue; // left over from a wait that ended otherwise
            }
            if (wakeup.at > now) {
                now = wakeup.at;
                stepsAtThisInstant = 0;
            }
            fiber.resume();
            steps++;
            if (++stepsAtThisInstant > MAX_STEPS_AT_ONE_INSTANT) {
                driver.livelock =
                        "livelock: "
                                + MAX_STEPS_AT_ONE_INSTANT
                                + " steps without time passing; the last was "
                                + fiber.task.name()
                                + " at "
                                + fiber.waitsFor;
                return driver;
            }
            return fiber;
        }
        return driver;
    }

    private void handOver(Holder next) {
        baton = next;
        next.unpark();
    }

    private void awaitBaton(Fiber fiber) {
        while (baton != fiber) {
            LockSupport.park(this);
        }
    }

    private void awaitBatonAndWatch() {
        while (baton != driver) {
            long before = steps;
            long begin = System.nanoTime();
            LockSupport.parkNanos(this, WATCHDOG.toNanos());
            // Parking may end early, for instance because of an unpark left over from the last run.
            boolean waited = System.nanoTime() - begin >= WATCHDOG.toNanos();
            if (waited && baton instanceof Fiber fiber && steps == before && fiber.thread != null) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} has held the baton for {1}: {2}",
                        fiber.task,
                        WATCHDOG,
                        java.util.Arrays.toString(fiber.thread.getStackTrace()));
            }
        }
    }

    private Fiber fiber(Task task) {
        var fiber = fibers.get(task);
        if (fiber == null) {
            throw new IllegalStateException(
                    "task " + task + " belongs to another world, or has ended");
        }
        return fiber;
    }

    /// Who may run.
    private sealed interface Holder {
        void unpark();
    }

    /// The thread outside.
    private static final class Driver implements Holder {
        private @Nullable Thread thread;
        private @Nullable String livelock;

        @Override
        public void unpark() {
            LockSupport.unpark(thread);
        }
    }

    /// A task and its thread. A generation ends each time it gets the baton; wake-ups of earlier ones are void.
    private final class Fiber implements Holder {
        private final Task task;
        private final long nameHash;
        private @Nullable Thread thread;
        private @Nullable String waitsFor = "its first turn";
        private Kind kind = Kind.OWED;
        private long generation;
        private long turns;
        private int workInHand;
        private boolean ready;
        private boolean started;

        Fiber(Task task) {
            this.task = task;
            this.nameHash = Randomness.hash(task.name());
        }

        void resume() {
            generation++;
            Scheduler.this.workInHand -= workInHand;
            workInHand = 0;
            ready = false;
        }

        @Override
        public void unpark() {
            var mine = thread;
            if (mine == null) {
                throw new IllegalStateException("no thread for " + task);
            }
            if (started) {
                LockSupport.unpark(mine);
            } else {
                started = true;
                mine.start();
            }
        }
    }

    /// When somebody gets the baton.
    private record Wakeup(long at, long tie, long sequence, Fiber fiber, long generation) {}
}
