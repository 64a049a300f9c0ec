package greenbelt.http.client;

import greenbelt.http.Address;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.LaxConnPool;
import org.apache.hc.core5.pool.PoolEntry;

/// One call: its connection, given back once, and by when the answer must have begun. Used by the task that calls, and by
/// [CallWatch], which ends it.
final class Call implements Connection.Release, Comparable<Call> {
    private enum State {
        UNDER_WAY,
        ANSWERED,
        LATE
    }

    private final LaxConnPool<Address, Connection> pool;
    private final PoolEntry<Address, Connection> entry;
    private final Duration timeout;
    private final long deadline;
    private final long number;
    private final AtomicReference<State> state = new AtomicReference<>(State.UNDER_WAY);
    private final AtomicBoolean released = new AtomicBoolean();

    /// @param entry with a connection
    /// @param deadline by the world's nanoTime
    /// @param number no other call of this client has it
    Call(
            LaxConnPool<Address, Connection> pool,
            PoolEntry<Address, Connection> entry,
            Duration timeout,
            long deadline,
            long number) {
        this.pool = pool;
        this.entry = entry;
        this.timeout = timeout;
        this.deadline = deadline;
        this.number = number;
    }

    Connection connection() {
        return entry.getConnection();
    }

    Address address() {
        return entry.getRoute();
    }

    Duration timeout() {
        return timeout;
    }

    long deadline() {
        return deadline;
    }

    /// The one that is due first is the first; of two at the same time, the one that began first.
    @Override
    public int compareTo(Call other) {
        int byDeadline = Long.signum(deadline - other.deadline);
        return byDeadline != 0 ? byDeadline : Long.compare(number, other.number);
    }

    /// The answer is there: from now on nobody ends the call. Answers whether it is in time.
    boolean answered() {
        return state.compareAndSet(State.UNDER_WAY, State.ANSWERED)
                || state.get() == State.ANSWERED;
    }

    boolean isLate() {
        return state.get() == State.LATE;
    }

    /// Cuts the connection, if the answer is not there yet: whoever waits for it finds it broken.
    void end() {
        if (state.compareAndSet(State.UNDER_WAY, State.LATE)) {
            connection().close(CloseMode.IMMEDIATE);
        }
    }

    /// Gives the connection back. No effect the second time.
    @Override
    public void accept(boolean reusable) {
        if (!released.compareAndSet(false, true)) {
            return;
        }
        boolean kept = reusable && answered();
        if (!kept) {
            entry.discardConnection(CloseMode.IMMEDIATE);
        }
        pool.release(entry, kept);
    }
}
