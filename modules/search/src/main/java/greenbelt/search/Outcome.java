package greenbelt.search;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What came of a trial.
///
/// @param violations every invariant that was seen not to hold, once each, in the order in which they were seen
/// @param acknowledged how many orders were acknowledged
/// @param settledUnderFaults how many orders were settled when the faults stopped
/// @param took virtual time, from the beginning of the world to its end
/// @param steps of the world: how often a task had its turn
/// @param fingerprint 64 hex digits; runs with different ones were different
public record Outcome(
        List<Violation> violations,
        int acknowledged,
        int settledUnderFaults,
        Duration took,
        long steps,
        String fingerprint) {
    public Outcome {
        violations = List.copyOf(violations);
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
