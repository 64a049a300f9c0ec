package greenbelt.shard.run;

import greenbelt.database.Cursor;
import greenbelt.world.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a cursor, pulled by the task that uses them.
final class CursorRows implements RowSource {
    private final Cursor cursor;
    private final Tally tally;
    private final World world;
    private List<@Nullable Object[]> batch = List.of();
    private int place = -1;
    private boolean ended;

    CursorRows(Cursor cursor, Tally tally, World world) {
        this.world = world;
        this.cursor = cursor;
        this.tally = tally;
    }

    @Override
    public boolean advance() {
        if (++place < batch.size()) {
            return true;
        }
        if (ended) {
            return false;
        }
        long begin = world.nanoTime();
        batch = cursor.next(Feeder.BATCH);
        tally.took(world.nanoTime() - begin);
        tally.add(batch.size());
        ended = batch.size() < Feeder.BATCH;
        place = 0;
        return !batch.isEmpty();
    }

    List<String> columns() {
        return cursor.columns();
    }

    @Override
    public @Nullable Object[] row() {
        return batch.get(place);
    }

    @Override
    public void close() {
        cursor.close();
    }
}
