package greenbelt.shard.run;

import greenbelt.shard.map.ShardId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The rows of a query as they come. For the task that asked; to be closed by it.
public final class Answer implements AutoCloseable {
    private final Supplier<List<String>> columns;
    private final RowSource rows;
    private final Asked asked;
    private final int width;

    Answer(Supplier<List<String>> columns, int width, RowSource rows, Asked asked) {
        this.columns = columns;
        this.width = width;
        this.rows = rows;
        this.asked = asked;
    }

    /// What one shard has had to do.
    ///
    /// @param rows that came from it
    /// @param nanos how long it took to find them
    public record Share(long rows, long nanos) {}

    /// Goes to the next row; answers whether there is one. Throws [ShardFailure], [greenbelt.shard.sql.Refused] or
    /// [greenbelt.database.DatabaseException].
    public boolean advance() {
        return rows.advance();
    }

    /// The row it stands at: a value for each column, as a [greenbelt.database.Cursor] has it.
    public @Nullable Object[] row() {
        var row = rows.row();
        return width < 0 || row.length == width ? row : java.util.Arrays.copyOf(row, width);
    }

    /// The names of the columns; all are known once a row was asked for.
    public List<String> columns() {
        return columns.get();
    }

    /// The rows that are left, at most so many, and closes.
    public List<@Nullable Object[]> rest(int most) {
        try (this) {
            var all = new ArrayList<@Nullable Object[]>();
            while (all.size() < most && advance()) {
                all.add(row());
            }
            return all;
        }
    }

    /// What each shard that was asked has given so far.
    public NavigableMap<ShardId, Share> shares() {
        return asked.shares();
    }

    /// The shards that did not answer; the result is without their rows. Complete at the end of the rows.
    public List<ShardId> missing() {
        return asked.missing().shards();
    }

    /// Lets go of the shards. No effect the second time.
    @Override
    public void close() {
        rows.close();
        asked.close();
    }
}
