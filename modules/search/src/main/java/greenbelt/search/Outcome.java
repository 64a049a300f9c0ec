package greenbelt.search;

import greenbelt.fault.FaultKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What came of a trial.
///
/// @param violations every invariant that was seen not to hold, once each, in the order in which they were seen
/// @param acknowledged how many orders were acknowledged
/// @param settledUnderFaults how many orders were settled when the faults stopped
/// @param struck whom the faults struck, in the order in which they were put on
/// @param took virtual time, from the beginning of the world to its end
/// @param steps of the world: how often a task had its turn
/// @param fingerprint 64 hex digits; runs with different ones were different
public record Outcome(
        List<Violation> violations,
        int acknowledged,
        int settledUnderFaults,
        List<Struck> struck,
        Duration took,
        long steps,
        String fingerprint) {
    public Outcome {
        violations = List.copyOf(violations);
        struck = List.copyOf(struck);
    }

    /// Whom a fault struck.
    ///
    /// @param fault its name
    /// @param opportunities how many operations it might have struck
    /// @param hits how many it did
    /// @param moments when, counted from when it was put on: the first [Faults.Status#MAX_MOMENTS]
    public record Struck(
            String fault, FaultKind kind, long opportunities, long hits, List<Duration> moments) {
        public Struck {
            moments = List.copyOf(moments);
        }
    }

    /// When this fault struck, as far as is known.
    List<Duration> momentsOf(String fault) {
        return struck.stream()
                .filter(it -> it.fault().equals(fault))
                .flatMap(it -> it.moments().stream())
                .toList();
    }

    /// How many operations this fault might have struck.
    long opportunitiesOf(String fault) {
        return struck.stream()
                .filter(it -> it.fault().equals(fault))
                .mapToLong(Struck::opportunities)
                .sum();
    }

    /// Whether every invariant held.
    public boolean holds() {
        return violations.isEmpty();
    }

    /// What was seen of this invariant.
    public Optional<Violation> of(String invariant) {
        return violations.stream()
                .filter(violation -> violation.invariant().equals(invariant))
                .findFirst();
    }
}
