package greenbelt.search;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/// Trials that are run to see whether they break an invariant, each once, and not more than a limit of them.
final class Attempts {
    private final String invariant;
    private final Examination examination;
    private final IntConsumer progress;
    private final Map<Trial, Outcome> tried = new HashMap<>();
    private int trials;
    private long steps;

    /// @param progress hears how many trials were run
    Attempts(String invariant, Examination examination, IntConsumer progress) {
        this.invariant = invariant;
        this.examination = examination;
        this.progress = progress;
    }

    /// How many trials were run.
    int trials() {
        return trials;
    }

    /// Whether this one still breaks the invariant; false for any when too many were tried.
    boolean fails(Trial trial) {
        return outcome(trial).filter(it -> it.of(invariant).isPresent()).isPresent();
    }

    /// What comes of it; empty when too many were tried.
    Optional<Outcome> outcome(Trial trial) {
        var known = Optional.ofNullable(tried.get(trial));
        if (known.isPresent() || trials >= Shrink.MAX_TRIALS || steps >= Shrink.MAX_STEPS) {
            return known;
        }
        trials++;
        var outcome = trial.run(examination);
        steps += outcome.steps();
        tried.put(trial, outcome);
        progress.accept(trials);
        return Optional.of(outcome);
    }
}
