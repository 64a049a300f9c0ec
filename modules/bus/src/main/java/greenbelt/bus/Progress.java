package greenbelt.bus;

import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/// The position up to which every message is done, while messages get done in any order.
///
/// Safe for many tasks without a lock: whoever takes the next position out of the set moves the mark, and looks again.
final class Progress {
    private final Set<Long> doneAhead = new ConcurrentSkipListSet<>();
    private final AtomicLong mark;

    Progress(long start) {
        mark = new AtomicLong(start);
    }

    long value() {
        return mark.get();
    }

    /// Notes that the message at `position` is done; returns where the mark stands now, if this moved it.
    OptionalLong done(long position) {
        doneAhead.add(position);
        long next = mark.get() + 1;
        boolean moved = false;
        while (doneAhead.remove(next)) {
            mark.set(next);
            moved = true;
            next++;
        }
        return moved ? OptionalLong.of(next - 1) : OptionalLong.empty();
    }
}
