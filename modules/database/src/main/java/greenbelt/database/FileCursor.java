package greenbelt.database;

import greenbelt.database.DatabaseException.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.jdbc.JdbcResultSet;
import org.jspecify.annotations.Nullable;

/// A cursor over rows that H2 finds as they are pulled, on a connection of its own.
///
/// H2 gathers what it must sort or group, from some ten thousands of rows on in a file beside the database.
final class FileCursor implements Cursor {
    private final Door door;
    private final String what;
    private final Connection connection;
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
            Connection connection,
            PreparedStatement statement,
            ResultSet results,
            Cursors cursors)
            throws SQLException {
        this.door = door;
        this.what = what;
        this.connection = connection;
        this.statement = statement;
        this.results = results.unwrap(JdbcResultSet.class);
        this.columns = Values.columns(results);
        this.cursors = cursors;
    }

    /// @param connection is given back when the cursor is closed, or cannot be opened
    static FileCursor open(
            Door door,
            String what,
            Connection connection,
            String sql,
            List<Object> parameters,
            Cursors cursors)
            throws SQLException {
        boolean opened = false;
        try {
            beLazy(connection, true);
            var statement = connection.prepareStatement(sql);
            JdbcSession.bind(statement, parameters);
            var cursor =
                    new FileCursor(
                            door, what, connection, statement, statement.executeQuery(), cursors);
            opened = true;
            return cursor;
        } finally {
            if (!opened) {
                giveBack(connection);
            }
        }
    }

    private static void beLazy(Connection connection, boolean lazy) throws SQLException {
        try (var set = connection.createStatement()) {
            set.execute("set lazy_query_execution " + (lazy ? 1 : 0));
        }
    }

    private static void giveBack(Connection connection) throws SQLException {
        try (connection) {
            beLazy(connection, false);
            connection.rollback();
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
        } catch (SQLException failure) {
            if (!door.isClosed()) {
                throw SqlErrors.during("close the cursor of " + what, failure);
            }
        } finally {
            pulling.unlock();
        }
    }

    private void letGo() throws SQLException {
        try {
            statement.close();
        } finally {
            giveBack(connection);
        }
    }
}
