package greenbelt.database;

import greenbelt.database.DatabaseException.Kind;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A cursor over rows that H2 finds as they are pulled, on a connection of its own.
///
/// H2 gathers what it must sort or group, from some ten thousands of rows on in a file beside the database.
final class FileCursor implements Cursor {
    private final Door door;
    private final String what;
    private final Lease lease;
    private final String sql;
    private final PreparedStatement statement;
    private final ResultSet results;
    private final List<String> columns;
    private final Cursors cursors;

    /// Against whoever closes the database while a row is looked for.
    private final ReentrantLock pulling = new ReentrantLock();

    private boolean closed;

    private FileCursor(
            Door door,
            String what,
            Lease lease,
            String sql,
            PreparedStatement statement,
            Cursors cursors)
            throws SQLException {
        this.door = door;
        this.what = what;
        this.lease = lease;
        this.sql = sql;
        this.statement = statement;
        this.results = statement.executeQuery();
        this.columns = Values.columns(results);
        this.cursors = cursors;
    }

    /// @param lease is given back when the cursor is closed, or cannot be opened
    static FileCursor open(
            Door door,
            String what,
            Lease lease,
            String sql,
            List<Object> parameters,
            Cursors cursors) {
        boolean opened = false;
        try {
            var cursor = executed(door, what, lease, sql, parameters, cursors);
            opened = true;
            return cursor;
        } catch (SQLException failure) {
            throw SqlErrors.during(what, failure);
        } finally {
            if (!opened) {
                giveBack(lease);
            }
        }
    }

    private static FileCursor executed(
            Door door,
            String what,
            Lease lease,
            String sql,
            List<Object> parameters,
            Cursors cursors)
            throws SQLException {
        lease.statements().findRowsAsTheyArePulled(true);
        var statement = lease.statements().take(sql);
        boolean executed = false;
        try {
            JdbcSession.bind(statement, parameters);
            var cursor = new FileCursor(door, what, lease, sql, statement, cursors);
            executed = true;
            return cursor;
        } finally {
            if (!executed) {
                statement.close();
            }
        }
    }

    private static void giveBack(Lease lease) {
        try (lease) {
            lease.statements().findRowsAsTheyArePulled(false);
            lease.statements().connection().rollback();
        } catch (SQLException failure) {
            throw SqlErrors.during("close a cursor", failure);
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public List<@Nullable Object[]> next(int most) {
        checkMost(most);
        return door.through(what, () -> pulled(most));
    }

    static void checkMost(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most must be >= 1, was " + most);
        }
    }

    private List<@Nullable Object[]> pulled(int most) {
        pulling.lock();
        try {
            if (closed) {
                throw new DatabaseException(Kind.CLOSED, what + ": the cursor is closed");
            }
            var rows = new ArrayList<@Nullable Object[]>();
            while (rows.size() < most && results.next()) {
                rows.add(Values.row(results, columns.size()));
            }
            return rows;
        } catch (SQLException failure) {
            throw SqlErrors.during(what, failure);
        } finally {
            pulling.unlock();
        }
    }

    @Override
    public void close() {
        pulling.lock();
        try {
            if (!closed) {
                closed = true;
                cursors.closed(this);
                letGo();
            }
        } catch (SQLException | DatabaseException failure) {
            if (!door.isClosed()) {
                throw new DatabaseException(Kind.OTHER, "close the cursor of " + what, failure);
            }
        } finally {
            pulling.unlock();
        }
    }

    private void letGo() throws SQLException {
        try {
            results.close();
            lease.statements().giveBack(sql, statement);
        } finally {
            giveBack(lease);
        }
    }
}
