package greenbelt.http.helidon;

/// The thread that handles one of several requests on an HTTP/2 connection, and waits for its body.
///
/// Helidon 4.5.0 lets it wait for ever, also when the connection has ended. Who is woken from there reads an end that is
/// none: after each read [#mayGoOn] is to be asked.
final class StreamReader implements AutoCloseable {
    private final Guard guard;
    private final Thread thread;
    private volatile long readBy = Guard.NEVER;
    private volatile boolean late;

    StreamReader(Guard guard, Thread thread) {
        this.guard = guard;
        this.thread = thread;
    }

    Patience patience() {
        return guard.patience();
    }

    long nanoTime() {
        return guard.nanoTime();
    }

    /// The next bytes must have come within this time.
    void expectWithin(long nanos) {
        readBy = guard.deadline(nanos);
    }

    void expectNothing() {
        readBy = Guard.NEVER;
    }

    boolean isLate() {
        return late;
    }

    /// Whether what was read last was what the client has sent.
    boolean mayGoOn() {
        return !late && !guard.isCut();
    }

    void check(long now) {
        if (Guard.isPast(readBy, now)) {
            late = true;
            wake();
        }
    }

    void wake() {
        thread.interrupt();
    }

    /// Ends the connection: whoever sends on it does not stop.
    void cut() {
        guard.cut();
    }

    @Override
    public void close() {
        guard.ends(this);
    }
}
