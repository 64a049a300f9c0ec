package greenbelt.testkit;

import java.util.List;
import java.util.Optional;

/// Where two runs that should be the same go apart.
public final class Divergence {
    private Divergence() {}

    /// The first line that differs, with its number and both versions; empty when all are the same.
    public static Optional<String> between(List<String> one, List<String> other) {
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            var left = i < one.size() ? one.get(i) : "(nothing more)";
            var right = i < other.size() ? other.get(i) : "(nothing more)";
            if (!left.equals(right)) {
                return Optional.of("line " + (i + 1) + ":\n- " + left + "\n+ " + right);
            }
        }
        return Optional.empty();
    }
}
