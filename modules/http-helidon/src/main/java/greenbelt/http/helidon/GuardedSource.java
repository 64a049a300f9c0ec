package greenbelt.http.helidon;

import io.helidon.common.socket.HelidonSocket;
import org.jspecify.annotations.Nullable;

/// Reads from a socket for as long as its [Guard] is told to wait.
record GuardedSource(Guard guard, HelidonSocket socket) implements Source {
    @Override
    public byte @Nullable [] next(long patienceNanos) {
        guard.expectWithin(patienceNanos);
        return read();
    }

    /// Waits for the next bytes where a request may begin, or others are under way. Throws [TooLate].
    byte @Nullable [] rest() {
        guard.rests(guard.patience().idle());
        return read();
    }

    private byte @Nullable [] read() {
        try {
            var bytes = socket.get();
            while (bytes != null && bytes.length == 0) {
                bytes = socket.get();
            }
            if (bytes == null && guard.isLate()) {
                throw new TooLate();
            }
            return bytes;
        } catch (TooLate late) {
            throw late;
        } catch (RuntimeException broken) {
            if (guard.isLate()) {
                throw new TooLate();
            }
            throw broken;
        } finally {
            guard.expectNothing();
        }
    }

    @Override
    public long nanoTime() {
        return guard.nanoTime();
    }
}
