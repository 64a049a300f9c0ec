package greenbelt.bus;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// The offset up to which every message of a partition is done, while messages get done in any order.
///
/// Safe for many tasks without a lock: whoever takes the next run out of the map moves the mark, and looks again.
final class Progress {
    private final Map<Long, Mark> doneAhead = new ConcurrentSkipListMap<>();
    private volatile Mark mark;

    /// A place in a partition.
    ///
    /// @param position in the topic
    record Mark(long offset, long position) {}

    Progress(Mark start) {
        mark = start;
    }

    Mark mark() {
        return mark;
    }

    /// Notes that the messages from offset `first` up to `last` are done; returns where the mark stands now, if this moved
    /// it.
    Optional<Mark> done(long first, Mark last) {
        doneAhead.put(first, last);
        var moved = Optional.<Mark>empty();
        var next = doneAhead.remove(mark.offset + 1);
        while (next != null) {
            mark = next;
            moved = Optional.of(next);
            next = doneAhead.remove(next.offset + 1);
        }
        return moved;
    }
}
