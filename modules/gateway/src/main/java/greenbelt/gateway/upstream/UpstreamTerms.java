package greenbelt.gateway.upstream;

import greenbelt.world.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the file says about an upstream.
///
/// @param instances their names in the network, at least one; one under which several listen stands for all of them
/// @param balance who of them gets the next request
/// @param health how they are asked whether they are well, if they are
/// @param ejection when one that fails gets no requests for a while
/// @param slowStart how long one that comes, or comes back, gets less than its share; not at all when zero
public record UpstreamTerms(
        List<String> instances,
        Balance balance,
        Optional<HealthCheck> health,
        Ejection ejection,
        Duration slowStart) {
    /// The longest.
    public static final Duration LONGEST_SLOW_START = Duration.ofHours(1);

    public UpstreamTerms {
        instances = List.copyOf(instances);
        if (instances.isEmpty()) {
            throw new IllegalArgumentException("instances must be at least one, was none");
        }
        if (instances.stream().distinct().count() < instances.size()) {
            throw new IllegalArgumentException("instances must be named once, was " + instances);
        }
        if (slowStart.isNegative() || slowStart.compareTo(LONGEST_SLOW_START) > 0) {
            throw new IllegalArgumentException(
                    "slowStart must be 0s to %s, was %s"
                            .formatted(
                                    Durations.format(LONGEST_SLOW_START),
                                    Durations.format(slowStart)));
        }
    }

    /// These instances, with what holds where nothing is said.
    public static UpstreamTerms usual(List<String> instances) {
        return new UpstreamTerms(
                instances,
                new Balance.RoundRobin(),
                Optional.empty(),
                Ejection.USUAL,
                Duration.ZERO);
    }

    /// What they say, one sentence each.
    public List<String> sentences() {
        var sentences = new ArrayList<String>();
        sentences.add(balance.sentence());
        health.ifPresent(check -> sentences.add(check.sentence()));
        sentences.add(ejection.sentence());
        if (slowStart.isPositive()) {
            sentences.add("a slow start of " + Durations.format(slowStart));
        }
        return sentences;
    }
}
