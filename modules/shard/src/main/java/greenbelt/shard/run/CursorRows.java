package greenbelt.shard.run;

import greenbelt.database.Cursor;
import greenbelt.database.Database;
import greenbelt.database.DatabaseException;
import greenbelt.shard.map.ShardId;
import greenbelt.world.World;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The rows of one shard, pulled by the task that uses them; it waits for them as long as the database takes.
final class CursorRows extends BatchedRows {
    private final ShardId shard;
    private final Cursor cursor;
    private final Tally tally;
    private final World world;

    private CursorRows(ShardId shard, Cursor cursor, Tally tally, World world) {
        this.shard = shard;
        this.cursor = cursor;
        this.tally = tally;
        this.world = world;
    }

    /// Asks the shard. Throws [ShardFailure].
    static CursorRows open(
            ShardId shard,
            Database database,
            String sql,
            Object[] values,
            Tally tally,
            World world) {
        var cursor = named(shard, () -> database.cursor(Asked.name(shard), sql, values));
        return new CursorRows(shard, cursor, tally, world);
    }

    private static <T> T named(ShardId shard, Supplier<T> work) {
        try {
            return work.get();
        } catch (DatabaseException failure) {
            throw new ShardFailure(shard, "cannot answer", failure);
        }
    }

    @Override
    List<@Nullable Object[]> next() {
        long begin = world.nanoTime();
        var rows = named(shard, () -> cursor.next(Feeder.BATCH));
        tally.took(world.nanoTime() - begin);
        tally.add(rows.size());
        return rows;
    }

    @Override
    List<String> columns() {
        return cursor.columns();
    }

    @Override
    public void close() {
        cursor.close();
    }
}
