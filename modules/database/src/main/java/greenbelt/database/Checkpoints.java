package greenbelt.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/// Makes commits durable, as the dial says. Safe for many threads.
///
/// H2 shows a commit to others before it has written it, and by itself writes it up to half a second later. So a write
/// ends with a checkpoint, which one caller does for all whose commits came before it began. Measured against
/// `WRITE_DELAY=0`: about as fast with several callers, and the file stays small, because H2 goes on to clean up.
final class Checkpoints {
    private final Durability durability;
    private final Connection keeper;
    private final AtomicLong committed = new AtomicLong();

    /// A lock, because this is a wall: the tasks of the live world are threads.
    private final ReentrantLock flushing = new ReentrantLock();

    private long durable;

    Checkpoints(Durability durability, Connection keeper) {
        this.durability = durability;
        this.keeper = keeper;
    }

    /// Says that there is one more commit, and answers which.
    long committed() {
        return committed.incrementAndGet();
    }

    /// Answers when this commit, and every one before it, is durable.
    void makeDurable(long commit) {
        if (durability == Durability.HEAP) {
            return;
        }
        flushing.lock();
        try {
            if (durable < commit) {
                long upTo = committed.get();
                execute(durability == Durability.DEVICE ? "checkpoint sync" : "checkpoint");
                durable = upTo;
            }
        } finally {
            flushing.unlock();
        }
    }

    void execute(String sql) {
        try (var statement = keeper.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw SqlErrors.during(sql, failure);
        }
    }
}
