package greenbelt.shard.run;

import greenbelt.database.Rows;
import greenbelt.shard.map.ShardId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The rows of a query as they come. For the task that asked; to be closed by it.
public final class Answer implements AutoCloseable {
    private final Supplier<List<String>> columns;
    private final RowSource rows;
    private final Told asked;
    private final int width;

    Answer(Supplier<List<String>> columns, int width, RowSource rows, Told asked) {
        this.columns = columns;
        this.width = width;
        this.rows = rows;
        this.asked = asked;
    }

    /// Rows that are here, of one shard; it is not needed any more.
    static Answer of(ShardId shard, Rows rows) {
        var gathered = new GatheredRows(rows);
        return new Answer(gathered::columns, -1, gathered, new Gathered(shard, rows));
    }

    /// What there is to say about the shards that were asked.
    interface Told extends AutoCloseable {
        NavigableMap<ShardId, Share> shares();

        List<ShardId> missing();

        @Override
        void close();
    }

    private record Gathered(ShardId shard, Rows rows) implements Told {
        @Override
        public NavigableMap<ShardId, Share> shares() {
            return new TreeMap<>(Map.of(shard, new Share(rows.values().size(), 0)));
        }

        @Override
        public List<ShardId> missing() {
            return List.of();
        }

        @Override
        public void close() {}
    }

    /// What one shard has had to do.
    ///
    /// @param rows that came from it
    /// @param nanos how long it took to find them; 0 when nobody looked at the clock, see [Options]
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
        return asked.missing();
    }

    /// Lets go of the shards. No effect the second time.
    @Override
    public void close() {
        rows.close();
        asked.close();
    }
}
