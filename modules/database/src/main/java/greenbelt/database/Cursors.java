package greenbelt.database;

import greenbelt.database.DatabaseException.Kind;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/// The cursors that are open on a database, so that they can be closed with it. Safe for many threads.
final class Cursors {
    /// Most that are open at once. Whoever comes then is refused and does not wait: two who hold some and wait for the
    /// other's would wait for ever.
    static final int MAX_OPEN = 16;

    private final Queue<FileCursor> open = new ConcurrentLinkedQueue<>();
    private final Semaphore places = new Semaphore(MAX_OPEN);

    /// Opens a cursor.
    @FunctionalInterface
    interface Opening {
        FileCursor open();
    }

    /// Opens one more; throws `BUSY` when there are too many.
    Cursor open(String what, String database, Opening opening) {
        if (!places.tryAcquire()) {
            throw new DatabaseException(
                    Kind.BUSY,
                    "%s: %d cursors on database %s are open, which is the most; close one first"
                            .formatted(what, MAX_OPEN, database));
        }
        boolean opened = false;
        try {
            var cursor = opening.open();
            open.add(cursor);
            opened = true;
            return cursor;
        } finally {
            if (!opened) {
                places.release();
            }
        }
    }

    void closed(FileCursor cursor) {
        open.remove(cursor);
        places.release();
    }

    void closeAll() {
        open.forEach(FileCursor::close);
    }
}
