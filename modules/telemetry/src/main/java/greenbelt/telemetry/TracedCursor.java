package greenbelt.telemetry;

import greenbelt.database.Cursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Records a cursor from its opening to its end, and how many rows were pulled.
final class TracedCursor implements Cursor {
    private final OpenSpan span;
    private final Cursor cursor;
    private long rows;

    TracedCursor(OpenSpan span, Cursor cursor) {
        this.span = span;
        this.cursor = cursor;
    }

    @Override
    public List<String> columns() {
        return cursor.columns();
    }

    @Override
    public List<@Nullable Object[]> next(int most) {
        var some = span.call(() -> cursor.next(most));
        rows += some.size();
        span.set(Keys.DB_RETURNED_ROWS, rows);
        return some;
    }

    @Override
    public void close() {
        cursor.close();
        span.end();
    }
}
