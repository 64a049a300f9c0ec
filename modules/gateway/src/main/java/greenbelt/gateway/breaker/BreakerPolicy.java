package greenbelt.gateway.breaker;

import greenbelt.world.Durations;
import java.time.Duration;

/// When an instance is left alone because it fails, and how it is tried again.
///
/// @param window how many calls are looked back at, the last ones
/// @param least so many must have ended before anything is concluded from them
/// @param failures from this share on it opens, in percent: no answer, none in time, or `502`, `503`, `504`
/// @param slow from this share on it opens, in percent: answers that take longer than `slowAfter` to begin
/// @param slowAfter from when on an answer is slow
/// @param open how long the instance is left alone
/// @param trials how many calls decide after that whether it has recovered
/// @see <a href="https://martinfowler.com/bliki/CircuitBreaker.html">Martin Fowler: CircuitBreaker, 2014, after Michael
///      Nygard: Release It!, 2007</a>
public record BreakerPolicy(
        int window,
        int least,
        int failures,
        int slow,
        Duration slowAfter,
        Duration open,
        int trials) {
    /// What holds where a file says nothing.
    public static final BreakerPolicy DEFAULT =
            new BreakerPolicy(20, 10, 50, 100, Duration.ofSeconds(5), Duration.ofSeconds(10), 3);

    /// The longest window, in calls.
    public static final int LONGEST_WINDOW = 1_000;

    private static final int PERCENT = 100;

    public BreakerPolicy {
        if (window < 1 || window > LONGEST_WINDOW || least < 1 || least > window) {
            throw new IllegalArgumentException(
                    "window must be 1 to %d and least 1 to window, was %d and %d"
                            .formatted(LONGEST_WINDOW, window, least));
        }
        if (failures < 1 || failures > PERCENT || slow < 1 || slow > PERCENT) {
            throw new IllegalArgumentException(
                    "failures and slow must be 1 to 100 percent, was %d and %d"
                            .formatted(failures, slow));
        }
        if (trials < 1 || trials > window) {
            throw new IllegalArgumentException(
                    "trials must be 1 to window, was %d of %d".formatted(trials, window));
        }
        if (open.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "open must be at least 1ms, was " + Durations.format(open));
        }
    }

    /// In a sentence.
    public String sentence() {
        return ("left alone for %s when of its last %d calls, and of at least %d, %d %% fail or %d %% take longer than %s;"
                        + " then %d decide")
                .formatted(
                        Durations.format(open),
                        window,
                        least,
                        failures,
                        slow,
                        Durations.format(slowAfter),
                        trials);
    }
}
