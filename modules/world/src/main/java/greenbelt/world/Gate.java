package greenbelt.world;

import java.time.Duration;

/// What mailboxes and watermarks are guarded by: a monitor of the world they belong to.
///
/// A task whose node is down does not get in, so nothing it still does in a `finally` changes what others see.
interface Gate {
    /// To wait without a limit.
    long FOREVER = Long.MAX_VALUE;

    /// Longer waits than this, 100 years, are taken for this long.
    long LONGEST_NANOS = Duration.ofDays(36_525).toNanos();

    /// Why a task waits.
    enum Kind {
        /// Something is owed to it: until it comes, work is in hand.
        OWED,
        /// It waits for work, however long: the world may be quiet meanwhile.
        RESTING
    }

    /// Those who wait at a gate for the same reason. All its methods are for the holder of the gate.
    interface Line {
        /// Leaves the gate, waits for a signal, at most `nanos`, and comes back in.
        ///
        /// May return early, so the caller checks its condition again.
        ///
        /// @param what what is waited for; its `toString` is asked for when somebody wants to know
        void await(Object what, long nanos, Kind kind);

        /// Wakes the one that has waited longest.
        void signal();

        /// Wakes all.
        void signalAll();
    }

    void enter();

    void exit();

    /// A new line at this gate.
    Line line();

    /// A duration as nanoseconds from 0 to [#LONGEST_NANOS].
    static long nanos(Duration duration) {
        if (duration.isNegative()) {
            return 0;
        }
        return duration.toDays() >= 36_525 ? LONGEST_NANOS : duration.toNanos();
    }
}
