package greenbelt.database;

import greenbelt.database.DatabaseException.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cursor over rows that are there already.
final class GatheredCursor implements Cursor {
    private final Door door;
    private final String what;
    private final Rows rows;
    private int next;
    private boolean closed;

    GatheredCursor(Door door, String what, Rows rows) {
        this.door = door;
        this.what = what;
        this.rows = rows;
    }

    @Override
    public List<String> columns() {
        return rows.columns();
    }

    @Override
    public List<@Nullable Object[]> next(int most) {
        FileCursor.checkMost(most);
        return door.through(
                what,
                () -> {
                    if (closed) {
                        throw new DatabaseException(Kind.CLOSED, what + ": the cursor is closed");
                    }
                    int from = next;
                    next += Math.min(most, rows.values().size() - from);
                    return rows.values().subList(from, next);
                });
    }

    @Override
    public void close() {
        closed = true;
    }
}
