package greenbelt.fault;

import java.time.Duration;
import java.util.Optional;

/// When a fault is on, counted from the moment it was added.
///
/// @param from when it begins
/// @param until when it ends, excluded; empty for until it is removed
public record Window(Duration from, Optional<Duration> until) {
    /// From now on.
    public static final Window OPEN = new Window(Duration.ZERO, Optional.empty());

    public Window {
        if (from.isNegative()) {
            throw new IllegalArgumentException("from must be >= 0, was " + from);
        }
        if (until.isPresent() && until.get().compareTo(from) <= 0) {
            throw new IllegalArgumentException(
                    "until must be after from, was " + until.get() + " with from " + from);
        }
    }

    /// Whether it is on after this much time.
    public boolean contains(Duration since) {
        return since.compareTo(from) >= 0 && (until.isEmpty() || since.compareTo(until.get()) < 0);
    }

    boolean overlaps(Window other) {
        return startsBeforeEndOf(other) && other.startsBeforeEndOf(this);
    }

    private boolean startsBeforeEndOf(Window other) {
        return other.until.isEmpty() || from.compareTo(other.until.get()) < 0;
    }
}
