package greenbelt.gateway.resilience;

import greenbelt.world.Durations;
import java.time.Duration;
import java.util.Optional;

/// How often a request is sent again when it had no answer, or one that says later, and after which pauses.
///
/// @param most how often, besides the first time; 0 for never
/// @param backoff how long the first pause is at most; each further one at most twice as long
/// @param ceiling how long any pause is at most
/// @param keyed whether requests that have an `idempotency-key` are sent again though their method is not idempotent
/// @param perTry how long the service may take to begin its answer to each, if that is less than for all together
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2">RFC 9110, 9.2.2: idempotent methods</a>
public record Retries(
        int most, Duration backoff, Duration ceiling, boolean keyed, Optional<Duration> perTry) {
    /// Nobody tries more often.
    public static final int MOST = 10;

    public Retries {
        if (most < 0 || most > MOST) {
            throw new IllegalArgumentException(
                    "most must be 0 to %d, was %d".formatted(MOST, most));
        }
        if (!backoff.isPositive() || ceiling.compareTo(backoff) < 0) {
            throw new IllegalArgumentException(
                    "backoff must be more than zero and at most the ceiling, was %s and %s"
                            .formatted(Durations.format(backoff), Durations.format(ceiling)));
        }
    }

    /// How long the pause before this retry may be.
    ///
    /// @param retry from 1
    public Duration longestPause(int retry) {
        var pause = backoff.multipliedBy(1L << (retry - 1));
        return pause.compareTo(ceiling) < 0 ? pause : ceiling;
    }

    /// In a sentence.
    public String sentence() {
        return "%s sent again up to %d times%s, after pauses of up to %s, doubled each time, at most %s"
                .formatted(
                        keyed
                                ? "idempotent requests, and those with an idempotency-key, are"
                                : "idempotent requests are",
                        most,
                        perTry.map(time ->
                                        ", each with "
                                                + Durations.format(time)
                                                + " to begin an answer")
                                .orElse(""),
                        Durations.format(backoff),
                        Durations.format(ceiling));
    }
}
