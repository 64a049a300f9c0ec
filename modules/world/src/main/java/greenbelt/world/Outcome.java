package greenbelt.world;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What came of a body that another thread runs.
final class Outcome<T> {
    private @Nullable Supplier<T> answer;
    private @Nullable Throwable failure;

    void take(Supplier<T> body) {
        try {
            var value = body.get();
            answer = () -> value;
        } catch (RuntimeException failed) {
            failure = failed;
            answer =
                    () -> {
                        throw failed;
                    };
        } catch (Error failed) {
            failure = failed;
            answer =
                    () -> {
                        throw failed;
                    };
        }
    }

    boolean isKnown() {
        return answer != null;
    }

    /// What the body returned, or throws what it threw. Must be known.
    T get() {
        if (answer == null) {
            throw new IllegalStateException("the body has not ended");
        }
        return answer.get();
    }

    /// Tells with `other`, which is thrown instead of it, what the body threw.
    void addTo(Throwable other) {
        if (failure != null) {
            other.addSuppressed(failure);
        }
    }
}
