package greenbelt.gateway.upstream;

import greenbelt.world.Durations;
import java.time.Duration;

/// How the instances of an upstream are asked whether they are well.
///
/// @param path to which `GET` is sent; any answer below 500 is a good one
/// @param every the time between two questions
/// @param unhealthyAfter after so many bad answers in a row an instance gets no requests
/// @param healthyAfter after so many good ones it does again
public record HealthCheck(String path, Duration every, int unhealthyAfter, int healthyAfter) {
    /// What every service here answers, and nobody records.
    public static final String USUAL_PATH = "/health";

    /// The time between two questions where nothing is said.
    public static final Duration USUAL_PERIOD = Duration.ofSeconds(5);

    public static final int USUAL_UNHEALTHY_AFTER = 3;
    public static final int USUAL_HEALTHY_AFTER = 2;

    /// The most answers that can be waited for.
    public static final int MOST_ANSWERS = 100;

    /// Less time than this between two questions would be work rather than a look.
    public static final Duration SHORTEST = Duration.ofMillis(100);

    /// The longest time between two questions.
    public static final Duration LONGEST = Duration.ofHours(1);

    private static final Duration MOST_PATIENCE = Duration.ofSeconds(1);

    public HealthCheck {
        if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "every must be %s to %s, was %s"
                            .formatted(
                                    Durations.format(SHORTEST),
                                    Durations.format(LONGEST),
                                    Durations.format(every)));
        }
        mustBeFew("unhealthyAfter", unhealthyAfter);
        mustBeFew("healthyAfter", healthyAfter);
    }

    private static void mustBeFew(String name, int answers) {
        if (answers < 1 || answers > MOST_ANSWERS) {
            throw new IllegalArgumentException(
                    "%s must be 1 to %d, was %d".formatted(name, MOST_ANSWERS, answers));
        }
    }

    /// How long an answer may take: a second, or until the next question is due.
    Duration patience() {
        return every.compareTo(MOST_PATIENCE) < 0 ? every : MOST_PATIENCE;
    }

    /// In a sentence.
    public String sentence() {
        return "asked for %s every %s, unhealthy after %d bad answers, healthy after %d good ones"
                .formatted(path, Durations.format(every), unhealthyAfter, healthyAfter);
    }
}
