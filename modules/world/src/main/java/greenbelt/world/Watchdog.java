package greenbelt.world;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Watches in real time for a task of the virtual world that holds the baton too long: it blocks behind the world's
/// back, or it computes without end.
///
/// @param patience how long, in real time, a task may go on without giving the baton back
/// @param alarm is told who it is and where it is
record Watchdog(Duration patience, Consumer<String> alarm) {
    private static final System.Logger LOG = System.getLogger("greenbelt.world");

    /// Ten seconds, then a warning in the log.
    static Watchdog usual() {
        return new Watchdog(
                Duration.ofSeconds(10), text -> LOG.log(System.Logger.Level.WARNING, text));
    }

    void report(Fiber fiber) {
        var stack =
                Arrays.stream(fiber.thread.getStackTrace())
                        .map(frame -> "\n    at " + frame)
                        .collect(Collectors.joining());
        alarm.accept(fiber.task + " has held the baton for " + patience + stack);
    }
}
