package greenbelt.command;

import greenbelt.simulator.Simulator;
import greenbelt.world.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// A moment of the past, as somebody names it: a place in a sequence, or a time.
public sealed interface Moment {
    /// How a time is written, for messages to those who have written something else.
    String TIME = "a time: 2026-01-01T00:00:05Z, +5s (after the beginning) or -5m (before now)";

    /// A place in a sequence: a version of an order, a position of the log.
    record Place(long number) implements Moment {}

    /// A time.
    record Time(Instant at) implements Moment {}

    /// Reads a place or a time. Throws [CommandRefused] when it is neither, or a time that has not come yet. For tasks.
    ///
    /// @param label what it was given under
    /// @param place what a bare number means, such as `a version`
    static Moment read(String label, String place, String text, Simulator simulator) {
        if (text.matches("[0-9]{1,18}")) {
            return new Place(Long.parseLong(text));
        }
        var expected = "%s must be %s or %s".formatted(label, place, TIME);
        return new Time(passed(label, text, time(text, expected, simulator), simulator));
    }

    /// Reads a time. Throws [CommandRefused] when it is none, or has not come yet. For tasks.
    static Instant readTime(String label, String text, Simulator simulator) {
        var expected = "%s must be %s".formatted(label, TIME);
        return passed(label, text, time(text, expected, simulator), simulator);
    }

    private static Instant time(String text, String expected, Simulator simulator) {
        var relative = relative(text);
        if (relative.isPresent()) {
            var from = text.startsWith("+") ? simulator.beginning() : simulator.world().now();
            return from.plus(relative.get());
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException other) {
            throw CommandRefused.usage("%s, found \"%s\"".formatted(expected, text));
        }
    }

    private static Optional<Duration> relative(String text) {
        return text.startsWith("+") || text.startsWith("-")
                ? Durations.parse(text)
                : Optional.empty();
    }

    private static Instant passed(String label, String text, Instant time, Simulator simulator) {
        var now = simulator.world().now();
        if (time.isAfter(now)) {
            throw CommandRefused.failed(
                    "%s: %s has not come yet, it is %s".formatted(label, text, now));
        }
        return time;
    }
}
