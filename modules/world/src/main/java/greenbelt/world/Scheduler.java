package greenbelt.world;

import greenbelt.world.Deadlock.Wait;
import greenbelt.world.Gate.Kind;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Decides in a virtual world who holds the baton, and what time it is.
///
/// The task that waits hands the baton straight to the next one in the [WakeQueue]; when no work is in hand, to the
/// thread outside that drives the world. All fields but the baton and the driver are touched only by the holder of
/// the baton; handing it over makes what one task wrote visible to the next.
final class Scheduler {
    /// More steps than this without time passing are a livelock.
    static final int MAX_STEPS_AT_ONE_INSTANT = 1_000_000;

    /// How long, in virtual time, those who wait for a paused node wait for somebody to resume it, when nothing but
    /// background timers is left.
    static final Duration PAUSE_PATIENCE = Duration.ofHours(1);

    /// How long, in virtual time, who has entered and is done waits for the work it caused. Who asks again and again, and
    /// is answered too late each time, would never come to an end.
    static final Duration FOLLOW_UP = Duration.ofDays(1);

    private final long seed;
    private final Watchdog watchdog;
    private final WakeQueue queue = new WakeQueue();
    private final Map<Task, Fiber> fibers = new HashMap<>();

    /// Those whose turn came while their node was paused, in that order.
    private final Set<Fiber> held = new LinkedHashSet<>();

    private final AtomicReference<@Nullable Thread> driver = new AtomicReference<>();

    /// The fiber that may run; null when the driver may.
    private volatile @Nullable Fiber baton;

    /// Asks the next task that waits to give the baton to the driver, whatever is in hand.
    private volatile boolean recalled;

    private @Nullable String livelock;
    private long steps;
    private long now;
    private long followedUpTo = Long.MAX_VALUE;
    private long sequence;
    private int stepsAtThisInstant;
    private int workInHand;

    Scheduler(long seed, Watchdog watchdog) {
        this.seed = seed;
        this.watchdog = watchdog;
    }

    long now() {
        return now;
    }

    long steps() {
        return steps;
    }

    /// How many tasks have begun and not ended.
    int tasks() {
        return fibers.size();
    }

    /// The fiber of the task that calls.
    Fiber running(Object what) {
        var holder = baton;
        if (holder == null || !holder.isHere()) {
            throw Task.notInTheWorld(what);
        }
        return holder;
    }

    /// Throws unless the calling thread holds the baton, as a task or as the driver, or the world stands still.
    void mayAct(String what) {
        var holder = baton;
        if (holder != null && holder.isHere()) {
            holder.task.checkUp();
            return;
        }
        var drives = driver.get();
        if (holder != null || (drives != null && !drives.equals(Thread.currentThread()))) {
            throw new IllegalStateException(
                    "%s was called by %s while the world runs, driven by %s: only its tasks may act now"
                            .formatted(what, Thread.currentThread(), drives));
        }
    }

    /// Begins a task whose end a thread outside waits for.
    void enter(Task task, Runnable body) {
        followedUpTo = Long.MAX_VALUE;
        begin(task, body).entered = true;
    }

    Fiber begin(Task task, Runnable body) {
        var thread = Thread.ofVirtual().name(task.name()).unstarted(() -> run(task, body));
        var fiber = new Fiber(task, seed, thread);
        fibers.put(task, fiber);
        fiber.ready = true;
        wakeIn(fiber, 0, Kind.OWED);
        return fiber;
    }

    private void run(Task task, Runnable body) {
        try {
            body.run();
        } finally {
            var ended = fibers.remove(task);
            if (ended != null && ended.entered) {
                followedUpTo = later(FOLLOW_UP.toNanos());
            }
            handOver(next());
        }
    }

    /// Gives the baton back until somebody wakes the task, or `nanos` have passed.
    void park(Fiber fiber, Object what, long nanos, Kind kind) {
        fiber.waitsFor = what;
        fiber.kind = kind;
        fiber.reported = false;
        if (nanos != Gate.FOREVER) {
            wakeIn(fiber, nanos, kind);
        }
        var next = next();
        if (next != fiber) {
            handOver(next);
            awaitBaton(fiber);
        }
        fiber.task.checkUp();
    }

    /// Makes a waiting task ready. No effect on one that is ready, held back or running.
    void wake(Fiber fiber) {
        if (fiber.waitsFor != null && !fiber.ready && !fiber.held) {
            fiber.ready = true;
            wakeIn(fiber, 0, Kind.OWED);
        }
    }

    /// Makes the tasks of a node ready that were held back.
    void resume(Node node) {
        for (var fiber : List.copyOf(held)) {
            if (fiber.task.node() == node) {
                release(fiber);
            }
        }
    }

    private void hold(Fiber fiber) {
        fiber.held = true;
        held.add(fiber);
        takeOutOfHand(fiber);
    }

    private void release(Fiber fiber) {
        if (held.remove(fiber)) {
            fiber.held = false;
            fiber.ready = false;
            wake(fiber);
        }
    }

    /// Ends a task where it next waits, or where it waits now.
    void end(Task task) {
        task.end();
        var fiber = fibers.get(task);
        if (fiber != null) {
            release(fiber);
            wake(fiber);
        }
    }

    /// Takes the thread outside in as the driver while `body` runs. Throws [IllegalStateException] when there is one.
    void drive(Runnable body) {
        var other = driver.compareAndExchange(null, Thread.currentThread());
        if (other != null) {
            throw new IllegalStateException(
                    "one thread at a time drives a virtual world; now it is " + other);
        }
        try {
            body.run();
        } finally {
            driver.set(null);
        }
    }

    /// Runs until no work is in hand, or [#FOLLOW_UP] after who has entered is done. For the driver.
    ///
    /// Throws [Deadlock] when a task waits for what is owed to it, once for each such wait; [IllegalStateException] on
    /// livelock, or when the thread is interrupted meanwhile: the work in hand goes on with the next call.
    ///
    /// When somebody is stuck and a node is paused, background timers may go off first, because one of them may be to
    /// resume it.
    void runUntilQuiet() {
        run(true);
        long patienceEnds = now + PAUSE_PATIENCE.toNanos();
        while (mayBeResumedBy(patienceEnds) && isStuck()) {
            takeInHand(queue.first());
            run(true);
        }
        if (livelock != null) {
            var text = livelock;
            livelock = null;
            throw new IllegalStateException(text);
        }
        if (Thread.currentThread().isInterrupted() && workInHand > 0) {
            throw new IllegalStateException("interrupted while work was in hand");
        }
        var stuck = stuck();
        if (!stuck.isEmpty()) {
            throw new Deadlock(stuck);
        }
    }

    /// Runs until a task has called [#recall], or no work is in hand. For the driver, which stays although interrupted.
    void run() {
        run(false);
    }

    private void run(boolean interruptible) {
        stepsAtThisInstant = 0;
        var next = next();
        if (next != null) {
            handOver(next);
            awaitBatonAndWatch(interruptible);
        }
        recalled = false;
    }

    /// Lets [#run] return soon.
    void recall() {
        recalled = true;
    }

    private boolean mayBeResumedBy(long nanos) {
        return !held.isEmpty()
                && workInHand == 0
                && !queue.isEmpty()
                && queue.first().wakeAt <= nanos
                && !Thread.currentThread().isInterrupted();
    }

    private boolean isStuck() {
        return fibers.values().stream().anyMatch(fiber -> fiber.isStuck() && !fiber.reported);
    }

    /// Those who are stuck, and those they may be waiting for because these are held back.
    private List<Wait> stuck() {
        if (!isStuck()) {
            return List.of();
        }
        var stuck =
                fibers.values().stream()
                        .filter(fiber -> fiber.isStuck() || fiber.held)
                        .filter(fiber -> !fiber.reported)
                        .sorted(Comparator.comparing(fiber -> fiber.task, Task.BY_NAME))
                        .toList();
        stuck.forEach(fiber -> fiber.reported = true);
        return stuck.stream().map(fiber -> new Wait(fiber.task.name(), fiber.reason())).toList();
    }

    private void wakeIn(Fiber fiber, long nanos, Kind kind) {
        fiber.wakeAt = later(nanos);
        fiber.tie = fiber.draw();
        fiber.sequence = sequence++;
        queue.place(fiber);
        if (kind == Kind.OWED) {
            takeInHand(fiber);
        }
    }

    private long later(long nanos) {
        long at = now + nanos;
        return at < now ? Long.MAX_VALUE : at; // time ends after 292 years
    }

    private void takeInHand(Fiber fiber) {
        if (!fiber.inHand) {
            fiber.inHand = true;
            workInHand++;
        }
    }

    private void takeOutOfHand(Fiber fiber) {
        if (fiber.inHand) {
            fiber.inHand = false;
            workInHand--;
        }
    }

    /// Moves time to the next wake-up and answers who gets the baton; null is the driver.
    private @Nullable Fiber next() {
        while (workInHand > 0 && !recalled) {
            var fiber = queue.first();
            if (fiber.wakeAt > followedUpTo) {
                return null;
            }
            if (fiber.wakeAt > now) {
                now = fiber.wakeAt;
                stepsAtThisInstant = 0;
            } else if (stepsAtThisInstant == MAX_STEPS_AT_ONE_INSTANT) {
                livelock =
                        "livelock: %d steps without time passing; next would be %s at %s"
                                .formatted(MAX_STEPS_AT_ONE_INSTANT, fiber.task, fiber.waitsFor);
                return null;
            }
            queue.removeFirst();
            if (!fiber.task.isHeldBack()) {
                return turnOf(fiber);
            }
            hold(fiber);
        }
        return null;
    }

    private Fiber turnOf(Fiber fiber) {
        stepsAtThisInstant++;
        steps++;
        fiber.waitsFor = null;
        fiber.ready = false;
        takeOutOfHand(fiber);
        return fiber;
    }

    private void handOver(@Nullable Fiber next) {
        baton = next;
        if (next == null) {
            LockSupport.unpark(driver.get());
        } else {
            next.unpark();
        }
    }

    private void awaitBaton(Fiber fiber) {
        boolean interrupted = false;
        while (baton != fiber) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted(); // or park would not wait again
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitBatonAndWatch(boolean interruptible) {
        boolean interrupted = false;
        long seen = steps; // read while others write it: any change will do
        long since = System.nanoTime();
        for (var holder = baton; holder != null; holder = baton) {
            LockSupport.parkNanos(this, watchdog.patience().toNanos());
            if (Thread.interrupted()) {
                interrupted = true;
                if (interruptible) {
                    recall();
                }
            }
            if (seen != steps) {
                seen = steps;
                since = System.nanoTime();
            } else if (System.nanoTime() - since >= watchdog.patience().toNanos()) {
                watchdog.report(holder);
                since = System.nanoTime();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
