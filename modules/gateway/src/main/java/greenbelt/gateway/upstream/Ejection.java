package greenbelt.gateway.upstream;

import greenbelt.world.Durations;
import java.time.Duration;

/// When an instance that fails gets no requests for a while.
///
/// @param failures after so many in a row
/// @param lasting how long
/// @param mostPercent of the instances at once, rounded down; 0 means never
/// @see <a href="https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/outlier">Envoy: Outlier
///      detection</a>
public record Ejection(int failures, Duration lasting, int mostPercent) {
    /// The most failures that can be waited for.
    public static final int MOST_FAILURES = 1_000;

    /// The longest.
    public static final Duration LONGEST = Duration.ofHours(1);

    /// What holds where nothing is said. Of one instance it ejects none, of two one.
    public static final Ejection USUAL = new Ejection(5, Duration.ofSeconds(30), 50);

    public Ejection {
        if (failures < 1 || failures > MOST_FAILURES) {
            throw new IllegalArgumentException(
                    "failures must be 1 to %d, was %d".formatted(MOST_FAILURES, failures));
        }
        if (!lasting.isPositive() || lasting.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "lasting must be more than 0s and at most %s, was %s"
                            .formatted(Durations.format(LONGEST), Durations.format(lasting)));
        }
        if (mostPercent < 0 || mostPercent > 100) {
            throw new IllegalArgumentException(
                    "most must be 0%% to 100%%, was %d%%".formatted(mostPercent));
        }
    }

    /// Of so many instances, how many may be out at once.
    int ceiling(int instances) {
        return instances * mostPercent / 100;
    }

    /// In a sentence.
    public String sentence() {
        return mostPercent == 0
                ? "never out for failures"
                : "out for %s after %d failures in a row, at most %d%% of them at once"
                        .formatted(Durations.format(lasting), failures, mostPercent);
    }
}
