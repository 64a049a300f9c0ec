package greenbelt.database;

import greenbelt.database.DatabaseException.Kind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The connections for single queries: a few, opened when they are first needed, each lent for one query at a time. Each query sees
/// one state of the tables it reads; H2 need not look through all the tables that there are. Safe for many threads.
///
/// Not the pool that transactions have: to lend a connection from there takes a third of the time of a read by key.
final class QueryConnections implements AutoCloseable {
    /// The most queries at work at once; others wait.
    static final int MAX = 6;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FileSource source;

    /// A wall may wait: the tasks of the live world are threads.
    private final Semaphore free = new Semaphore(MAX);

    private final AtomicReferenceArray<@Nullable QueryConnection> idle =
            new AtomicReferenceArray<>(MAX);
    private volatile boolean closed;

    QueryConnections(FileSource source) {
        this.source = source;
    }

    /// Runs a query on one of them.
    ///
    /// Throws [DatabaseException]: `BUSY` when none is free for ten seconds.
    <T> T with(String what, Function<QueryConnection, T> query) {
        if (!free.tryAcquire()) {
            await(what);
        }
        try {
            var one = take(what);
            try {
                return query.apply(one);
            } finally {
                giveBack(one);
            }
        } finally {
            free.release();
        }
    }

    private QueryConnection take(String what) {
        if (closed) {
            throw new DatabaseException(Kind.CLOSED, what + ": the connections are closed");
        }
        for (int place = 0; place < MAX; place++) {
            var one = idle.get(place);
            if (one != null && idle.compareAndSet(place, one, null)) {
                return one;
            }
        }
        try {
            return QueryConnection.open(source);
        } catch (SQLException failure) {
            throw SqlErrors.during(what, failure);
        }
    }

    private void giveBack(QueryConnection one) {
        one.letGoOfLocks();
        if (closed) {
            one.close();
            return;
        }
        int place = 0; // there is one for each that is lent
        while (!idle.compareAndSet(place, null, one)) {
            place = (place + 1) % MAX;
        }
    }

    private void await(String what) {
        try {
            if (!free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DatabaseException(
                        Kind.BUSY,
                        "%s: no connection of %d was free for %s".formatted(what, MAX, PATIENCE));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DatabaseException(Kind.OTHER, what + ": interrupted");
        }
    }

    /// Closes them, when the queries at work have ended; after ten seconds, or when interrupted, the others, and each of the
    /// rest as it is given back.
    @Override
    public void close() {
        closed = true;
        int taken = allTaken() ? MAX : 0;
        try {
            for (int place = 0; place < MAX; place++) {
                var one = idle.getAndSet(place, null);
                if (one != null) {
                    one.close();
                }
            }
        } finally {
            free.release(taken);
        }
    }

    private boolean allTaken() {
        try {
            return free.tryAcquire(MAX)
                    || free.tryAcquire(MAX, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
