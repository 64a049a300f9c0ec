package greenbelt.fault;

import greenbelt.world.Durations;
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
            throw new IllegalArgumentException("from must be >= 0s, was " + Durations.format(from));
        }
        if (until.isPresent() && until.get().compareTo(from) <= 0) {
            throw new IllegalArgumentException(
                    "the end must be after the start, was %s with a start at %s"
                            .formatted(Durations.format(until.get()), Durations.format(from)));
        }
    }

    /// From `from` until `until`.
    public static Window of(Duration from, Duration until) {
        return new Window(from, Optional.of(until));
    }

    /// Whether it is on after this much time.
    public boolean contains(Duration since) {
        return since.compareTo(from) >= 0 && !isOver(since);
    }

    /// Whether it has ended after this much time.
    public boolean isOver(Duration since) {
        return until.isPresent() && since.compareTo(until.get()) >= 0;
    }

    /// What is left of it after this much time, counted from then; empty when it is over.
    public Optional<Window> after(Duration elapsed) {
        if (isOver(elapsed)) {
            return Optional.empty();
        }
        var rest = from.minus(elapsed);
        return Optional.of(
                new Window(
                        rest.isNegative() ? Duration.ZERO : rest,
                        until.map(end -> end.minus(elapsed))));
    }

    /// The part of it that is before `end`; empty when there is none.
    Optional<Window> cut(Duration end) {
        return end.compareTo(from) <= 0
                ? Optional.empty()
                : Optional.of(
                        new Window(
                                from,
                                until.filter(own -> own.compareTo(end) < 0)
                                        .or(() -> Optional.of(end))));
    }

    boolean overlaps(Window other) {
        return startsBeforeEndOf(other) && other.startsBeforeEndOf(this);
    }

    private boolean startsBeforeEndOf(Window other) {
        return other.until.isEmpty() || from.compareTo(other.until.get()) < 0;
    }

    /// Whether all of `other` is in this.
    boolean covers(Window other) {
        return from.compareTo(other.from) <= 0
                && (until.isEmpty()
                        || (other.until.isPresent()
                                && other.until.get().compareTo(until.get()) <= 0));
    }

    /// How it is written in plans and commands, such as `--from 1s --until 10s`; empty for [#OPEN].
    @Override
    public String toString() {
        var start = from.isZero() ? "" : "--from " + Durations.format(from);
        var end = until.map(at -> "--until " + Durations.format(at)).orElse("");
        return (start + " " + end).strip();
    }
}
