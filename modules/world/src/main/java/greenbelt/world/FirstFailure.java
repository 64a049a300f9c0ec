package greenbelt.world;

import org.jspecify.annotations.Nullable;

/// Goes on after a failure, for work of which every piece must be tried: closing things.
final class FirstFailure {
    private @Nullable Throwable first;

    void during(Runnable piece) {
        try {
            piece.run();
        } catch (RuntimeException | Error failure) {
            if (first == null) {
                first = failure;
            } else if (!first.equals(failure)) {
                first.addSuppressed(failure);
            }
        }
    }

    /// Throws the first failure, with the later ones as its suppressed exceptions.
    void rethrow() {
        if (first instanceof RuntimeException failure) {
            throw failure;
        }
        if (first instanceof Error failure) {
            throw failure;
        }
    }
}
