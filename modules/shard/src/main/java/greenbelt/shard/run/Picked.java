package greenbelt.shard.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows with some of their columns, in another order.
final class Picked implements RowSource {
    private final RowSource rows;
    private final List<Integer> places;

    Picked(RowSource rows, List<Integer> places) {
        this.rows = rows;
        this.places = places;
    }

    @Override
    public boolean advance() {
        return rows.advance();
    }

    @Override
    public @Nullable Object[] row() {
        return from(rows.row(), places);
    }

    /// The columns of this row at these places.
    static @Nullable Object[] from(@Nullable Object[] row, List<Integer> places) {
        var picked = new @Nullable Object[places.size()];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = row[places.get(i)];
        }
        return picked;
    }

    @Override
    public void close() {
        rows.close();
    }
}
