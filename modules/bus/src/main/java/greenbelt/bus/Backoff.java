package greenbelt.bus;

import greenbelt.world.World;
import java.time.Duration;

/// How long a message that has failed waits for its next attempt: exponential backoff with jitter.
///
/// The pause doubles with each attempt, and is shortened by up to a half at random, so that what failed together does not
/// come back together. Marc Brooker, *Exponential Backoff And Jitter*, AWS Architecture Blog (2015), calls it equal
/// jitter.
final class Backoff {
    /// The pause after the first failure.
    static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    /// The longest pause between attempts.
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private static final int MOST_DOUBLINGS = 20;

    private final World world;
    private final String subscription;

    Backoff(World world, String subscription) {
        this.world = world;
        this.subscription = subscription;
    }

    /// The pause after this attempt.
    Duration pauseAfter(Letter letter, int attempt) {
        int doublings = Math.min(attempt - letter.tried() - 1, MOST_DOUBLINGS);
        var longest = FIRST_PAUSE.multipliedBy(1L << doublings);
        if (longest.compareTo(LONGEST_PAUSE) > 0) {
            longest = LONGEST_PAUSE;
        }
        var id = letter.entry().message().id();
        var stream = world.random("retry/" + subscription + "/" + id + "/" + attempt);
        return stream.between(longest.dividedBy(2), longest);
    }
}
