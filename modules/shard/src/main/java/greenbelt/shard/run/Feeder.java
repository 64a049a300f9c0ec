package greenbelt.shard.run;

import greenbelt.database.Database;
import greenbelt.database.DatabaseException;
import greenbelt.shard.map.ShardId;
import greenbelt.world.Mailbox;
import greenbelt.world.World;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A task that asks one shard and hands its rows over in batches, never many ahead.
///
/// It works only while it has one of a few permits: on two cores, more shards at a time take longer altogether.
final class Feeder {
    /// How many rows are handed over at once.
    static final int BATCH = 256;

    /// How many batches may lie ready.
    static final int BATCHES_AHEAD = 2;

    private final World world;
    private final ShardId shard;
    private final Mailbox<Boolean> permits;
    private final Mailbox<Handed> box;
    private final Tally tally;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean atWork = new AtomicBoolean();

    Feeder(World world, ShardId shard, Mailbox<Boolean> permits, Tally tally) {
        this.world = world;
        this.shard = shard;
        this.permits = permits;
        this.tally = tally;
        this.box = world.mailbox("rows of " + shard, BATCHES_AHEAD);
    }

    /// What is handed over.
    sealed interface Handed {
        /// Rows; fewer than [#BATCH] are the last.
        record Rows(List<String> columns, List<@Nullable Object[]> rows) implements Handed {}

        /// The shard cannot go on.
        record Failed(DatabaseException why) implements Handed {}
    }

    /// The body of the task.
    void run(Database database, String what, String sql, Object[] values) {
        box.put(lastOf(database, what, sql, values));
    }

    /// Hands over all batches but the last, and answers that once the shard has nothing more to do.
    private Handed lastOf(Database database, String what, String sql, Object[] values) {
        try (var cursor = permitted(() -> database.cursor(what, sql, values))) {
            while (true) {
                var rows = permitted(() -> cursor.next(BATCH));
                tally.add(rows.size());
                var handed = new Handed.Rows(cursor.columns(), rows);
                if (rows.size() < BATCH || closed.get()) {
                    return handed;
                }
                box.put(handed);
            }
        } catch (DatabaseException failure) {
            return new Handed.Failed(failure);
        }
    }

    /// A piece of work for the database.
    private interface Work<T> {
        T run();
    }

    private <T> T permitted(Work<T> work) {
        permits.await();
        atWork.set(true);
        long begin = world.nanoTime();
        try {
            return work.run();
        } finally {
            tally.took(world.nanoTime() - begin);
            atWork.set(false);
            permits.offer(true);
        }
    }

    /// Whether the shard is at work, and does not wait for others to have done theirs.
    boolean isAtWork() {
        return atWork.get();
    }

    ShardId shard() {
        return shard;
    }

    Mailbox<Handed> box() {
        return box;
    }

    /// The task ends at its next batch, which nobody waits for.
    void close() {
        closed.set(true);
        box.drain(BATCHES_AHEAD);
    }
}
