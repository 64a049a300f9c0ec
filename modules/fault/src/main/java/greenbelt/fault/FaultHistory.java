package greenbelt.fault;

import greenbelt.fault.Delay.Constant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which faults were on when, in the order in which they were put on.
///
/// @param since from when on that is known: it is kept in memory, so from the beginning of the process, or later when more
///     than [#MAX_KEPT] have been taken off since
/// @param stays those that are on, and the last [#MAX_KEPT] of those that were taken off
public record FaultHistory(Instant since, List<Stay> stays) {
    /// How many faults are kept that were taken off.
    public static final int MAX_KEPT = 1_000;

    public FaultHistory {
        stays = List.copyOf(stays);
    }

    /// A fault, from when it was put on until it was taken off.
    ///
    /// @param until empty while it has not been taken off
    public record Stay(Fault fault, Instant since, Optional<Instant> until) {
        /// What was still to come of it at `moment`, counted from then: its window ends when it was taken off, a crash or a
        /// pause that has struck lasts for the rest of its delay. Empty when there was nothing to come.
        public Optional<Fault> at(Instant moment) {
            if (since.isAfter(moment)) {
                return Optional.empty();
            }
            var rest = unlessStruck(Duration.between(since, moment));
            return until.isPresent()
                    ? rest.flatMap(fault -> cut(fault, Duration.between(moment, until.get())))
                    : rest;
        }

        /// The fault until it was taken off. A node that it had taken down, or paused, came back then.
        private static Optional<Fault> cut(Fault fault, Duration end) {
            return fault.window().cut(end).map(window -> ending(fault.withWindow(window), end));
        }

        private static Fault ending(Fault fault, Duration end) {
            var longest = end.minus(fault.window().from());
            return fault.isOnce()
                            && fault.delay() instanceof Constant(var delay)
                            && delay.compareTo(longest) > 0
                    ? fault.withDelay(new Constant(longest))
                    : fault;
        }

        private Optional<Fault> unlessStruck(Duration age) {
            var sinceStruck = age.minus(fault.window().from());
            if (!fault.isOnce() || sinceStruck.isZero() || sinceStruck.isNegative()) {
                return fault.window().after(age).map(fault::withWindow);
            }
            return fault.delay() instanceof Constant(var delay) && delay.compareTo(sinceStruck) > 0
                    ? Optional.of(
                            fault.withWindow(Window.OPEN)
                                    .withDelay(new Constant(delay.minus(sinceStruck))))
                    : Optional.empty();
        }
    }

    /// What was still to come at `moment`, counted from then.
    public List<Fault> at(Instant moment) {
        return stays.stream().flatMap(stay -> stay.at(moment).stream()).toList();
    }

    FaultHistory putOn(Fault fault, Instant now) {
        var after = new ArrayList<>(stays);
        after.add(new Stay(fault, now, Optional.empty()));
        return new FaultHistory(since, after);
    }

    /// Of one name, one fault is on at a time.
    FaultHistory takenOff(Fault fault, Instant now) {
        var after = new ArrayList<Stay>();
        for (var stay : stays) {
            boolean isThis = stay.until().isEmpty() && stay.fault().name().equals(fault.name());
            after.add(isThis ? new Stay(stay.fault(), stay.since(), Optional.of(now)) : stay);
        }
        var gone = after.stream().filter(stay -> stay.until().isPresent()).toList();
        if (gone.size() <= MAX_KEPT) {
            return new FaultHistory(since, after);
        }
        var forgotten = gone.getFirst();
        after.remove(forgotten);
        var end = forgotten.until().orElse(since);
        return new FaultHistory(end.isAfter(since) ? end : since, after);
    }
}
