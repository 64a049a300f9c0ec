package greenbelt.shard.run;

import greenbelt.database.Rows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Few rows of one shard, all of which are here.
final class GatheredRows extends BatchedRows {
    private final Rows rows;
    private boolean given;

    GatheredRows(Rows rows) {
        this.rows = rows;
    }

    @Override
    List<@Nullable Object[]> next() {
        var left = given ? List.<@Nullable Object[]>of() : rows.values();
        given = true;
        return left;
    }

    @Override
    List<String> columns() {
        return rows.columns();
    }

    /// They hold nothing.
    @Override
    public void close() {}
}
