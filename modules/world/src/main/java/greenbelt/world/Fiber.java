package greenbelt.world;

import greenbelt.world.Gate.Kind;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A task of the virtual world: its thread, what it waits for, and when it will be woken.
///
/// All fields are touched only by the holder of the baton.
final class Fiber {
    private static final Object FIRST_TURN = "its first turn";

    final Task task;
    final Thread thread;

    /// What the task waits for; null while it runs.
    @Nullable Object waitsFor = FIRST_TURN;

    Kind kind = Kind.OWED;

    /// When it will be woken, and its place among those who are woken at the same time.
    long wakeAt;

    long tie;
    long sequence;

    /// Its index in the [WakeQueue], -1 when it is in none.
    int place = -1;

    /// Whether its wake-up counts as work in hand.
    boolean inHand;

    /// Whether somebody has woken it and it has not had its turn since.
    boolean ready;

    /// Whether its turn came while its node was paused; then it is in no [WakeQueue].
    boolean held;

    /// Whether a thread outside waits for what the task returns.
    boolean entered;

    /// Whether its waiting in vain has been reported.
    boolean reported;

    private final long origin;
    private long draws;
    private boolean started;

    Fiber(Task task, long seed, Thread thread) {
        this.task = task;
        this.thread = thread;
        this.origin = Randomness.origin(seed, "task/" + task.name() + "/" + task.node().run());
    }

    /// The next of this task's own random numbers.
    long draw() {
        return Randomness.number(origin, ++draws);
    }

    /// Whether it waits for what only another task can bring, while work is in hand for it.
    boolean isStuck() {
        return held ? entered : kind == Kind.OWED && place < 0;
    }

    /// What it waits for, for a report.
    String reason() {
        return held ? task.node() + " to be resumed: it is paused" : String.valueOf(waitsFor);
    }

    /// Whether the calling thread is this one.
    boolean isHere() {
        return thread.equals(Thread.currentThread());
    }

    /// Lets the thread go on after the baton was given to it.
    void unpark() {
        if (started) {
            LockSupport.unpark(thread);
        } else {
            started = true;
            thread.start();
        }
    }

    /// Earlier in time; at the same time, as the seed wants it.
    boolean isBefore(Fiber other) {
        if (wakeAt != other.wakeAt) {
            return wakeAt < other.wakeAt;
        }
        return tie != other.tie ? tie < other.tie : sequence < other.sequence;
    }
}
