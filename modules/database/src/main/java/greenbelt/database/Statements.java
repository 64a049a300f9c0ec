package greenbelt.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;

/// The prepared statements of one connection, kept for the next time, in this transaction or a later one: parsing and
/// planning a short statement costs more than running it. For one user of the connection at a time.
final class Statements implements AutoCloseable {
    /// How many are kept; the one that was used longest ago goes first.
    static final int MAX_KEPT = 64;

    private final Connection connection;

    /// Those that nobody uses at the moment, in the order in which they were given back.
    private final LinkedHashMap<String, PreparedStatement> free = new LinkedHashMap<>();

    private boolean lazy;

    Statements(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /// Lends the statement to `use`. One whose use has failed is not kept: it may have parameters of that use left.
    <T> T with(String sql, Use<T> use) throws SQLException {
        var statement = take(sql);
        boolean done = false;
        try {
            var answer = use.of(statement);
            done = true;
            return answer;
        } finally {
            if (done) {
                giveBack(sql, statement);
            } else {
                statement.close();
            }
        }
    }

    /// Hands out a statement, to be given back or closed.
    PreparedStatement take(String sql) throws SQLException {
        var kept = free.remove(sql);
        return kept == null ? connection.prepareStatement(sql) : kept;
    }

    void giveBack(String sql, PreparedStatement statement) throws SQLException {
        var same = free.put(sql, statement);
        if (same != null) {
            same.close(); // one was used inside the use of the other
        } else if (free.size() > MAX_KEPT) {
            free.pollFirstEntry().getValue().close();
        }
    }

    /// H2 gathers a result before it hands out the first row, unless it is told not to; for the whole connection.
    void findRowsAsTheyArePulled(boolean newLazy) throws SQLException {
        if (lazy != newLazy) {
            with("set lazy_query_execution " + (newLazy ? 1 : 0), PreparedStatement::executeUpdate);
            lazy = newLazy;
        }
    }

    /// Runs what is not worth keeping.
    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        for (var statement : free.values()) {
            statement.close();
        }
        free.clear();
    }

    /// What to do with a statement.
    interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }
}
