package greenbelt.gateway.verdict;

import java.util.Optional;
import java.util.function.Function;

/// What one check says about a request: it passes with what was found out, or it is refused.
///
/// @param <T> what is known once it has passed
public sealed interface Verdict<T> {
    /// It passes.
    record Passed<T>(T value) implements Verdict<T> {}

    /// It goes no further.
    record Refused<T>(Refusal refusal) implements Verdict<T> {}

    /// The next check, unless this one refused.
    default <U> Verdict<U> then(Function<T, Verdict<U>> next) {
        return switch (this) {
            case Passed<T>(var value) -> next.apply(value);
            case Refused<T>(var refusal) -> new Refused<>(refusal);
        };
    }

    /// What was found out, if it passed.
    default Optional<T> passed() {
        return this instanceof Passed<T>(var value) ? Optional.of(value) : Optional.empty();
    }
}
