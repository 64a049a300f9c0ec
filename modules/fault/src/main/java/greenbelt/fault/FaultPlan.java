package greenbelt.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Some faults, to be put on together. The text form is [PlanText]'s.
///
/// Throws [IllegalArgumentException] when two of them contradict each other.
public record FaultPlan(List<Fault> faults) {
    /// No faults.
    public static final FaultPlan NONE = new FaultPlan(List.of());

    public FaultPlan {
        faults = List.copyOf(faults);
        contradiction(faults)
                .ifPresent(found -> {
                    throw new IllegalArgumentException(found.sentence());
                });
    }

    /// Whether these faults can be on together.
    public static boolean fit(List<Fault> faults) {
        return contradiction(faults).isEmpty();
    }

    /// Those of these that can strike, which fit together if all did once: a fault may come to be hidden by another one when
    /// a part of their windows has passed. Of two that hide each other the first one strikes.
    public static List<Fault> visible(List<Fault> faults) {
        var visible = new ArrayList<Fault>();
        for (var fault : faults) {
            if (visible.stream().noneMatch(front -> hides(front, fault))) {
                visible.removeIf(behind -> hides(fault, behind));
                visible.add(fault);
            }
        }
        return List.copyOf(visible);
    }

    /// Two faults that cannot be on together.
    ///
    /// @param first the place of one in the list, from 0
    /// @param second the place of the other, which comes later
    record Contradiction(int first, int second, String sentence) {}

    /// The first contradiction among these faults, if there is one.
    static Optional<Contradiction> contradiction(List<Fault> faults) {
        for (int second = 1; second < faults.size(); second++) {
            for (int first = 0; first < second; first++) {
                var sentence = contradiction(faults.get(first), faults.get(second));
                if (sentence.isPresent()) {
                    return Optional.of(new Contradiction(first, second, sentence.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> contradiction(Fault one, Fault other) {
        if (one.name().equals(other.name())) {
            return Optional.of("two faults have the name \"%s\"".formatted(one.name()));
        }
        if (!one.target().overlaps(other.target())) {
            return Optional.empty();
        }
        if (one.kind() == other.kind()
                && one.kind().isState()
                && one.window().overlaps(other.window())) {
            return Optional.of(
                    "%s and %s contradict each other: %s is one state, and on once at a time on %s"
                            .formatted(one.name(), other.name(), one.kind(), other.target()));
        }
        return hidden(one, other).or(() -> hidden(other, one));
    }

    private static Optional<String> hidden(Fault front, Fault behind) {
        return hides(front, behind)
                ? Optional.of(
                        "%s can never strike: %s always strikes first on %s"
                                .formatted(behind.name(), front.name(), behind.target()))
                : Optional.empty();
    }

    private static boolean hides(Fault front, Fault behind) {
        return front.rate().equals(Rate.ALWAYS)
                && front.kind().hidden(front.target().kind()).contains(behind.kind())
                && front.target().contains(behind.target())
                && front.window().covers(behind.window());
    }
}
