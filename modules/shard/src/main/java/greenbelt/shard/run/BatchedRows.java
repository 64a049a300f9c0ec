package greenbelt.shard.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of one shard, which come a batch at a time.
abstract class BatchedRows implements RowSource {
    private List<@Nullable Object[]> batch = List.of();
    private int place = -1;
    private boolean ended;

    /// The next batch: [Feeder#BATCH] rows; fewer are the last.
    abstract List<@Nullable Object[]> next();

    /// The names of the columns; all are known once a row was asked for.
    abstract List<String> columns();

    @Override
    public final boolean advance() {
        if (++place < batch.size()) {
            return true;
        }
        if (ended) {
            return false;
        }
        place = 0;
        batch = next();
        ended = batch.size() < Feeder.BATCH;
        return !batch.isEmpty();
    }

    @Override
    public final @Nullable Object[] row() {
        return batch.get(place);
    }
}
