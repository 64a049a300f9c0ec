package greenbelt.contract;

import java.util.List;

/// What came of checking an invariant.
///
/// @param invariant what must hold, a sentence
/// @param violations where it does not, a sentence each; empty when it holds
public record Finding(String invariant, List<String> violations) {
    public Finding {
        violations = List.copyOf(violations);
    }

    public boolean holds() {
        return violations.isEmpty();
    }
}
