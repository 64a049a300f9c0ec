package greenbelt.database;

import greenbelt.database.DatabaseException.Kind;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.h2.jdbc.JdbcResultSet;
import org.jspecify.annotations.Nullable;

/// A session over a JDBC connection and its statements.
final class JdbcSession implements Session {
    /// Most rows of one query.
    static final int MAX_ROWS = 1_000_000;

    private final Statements statements;
    private final Mode mode;
    private final List<Runnable> afterwards = new ArrayList<>(2);
    private boolean ended;

    /// What the transaction is for.
    enum Mode {
        READ,
        WRITE,
        PREPARE
    }

    JdbcSession(Statements statements, Mode mode) {
        this.statements = statements;
        this.mode = mode;
    }

    @Override
    public int update(String sql, Object... parameters) {
        checkMayWrite(sql);
        return with(
                sql,
                statement -> {
                    bind(statement, List.of(parameters));
                    return statement.executeUpdate();
                });
    }

    @Override
    public void updateAll(String sql, List<List<Object>> parameters) {
        checkMayWrite(sql);
        if (parameters.isEmpty()) {
            return;
        }
        with(
                sql,
                statement -> {
                    for (var row : parameters) {
                        bind(statement, row);
                        statement.addBatch();
                    }
                    return statement.executeBatch();
                });
    }

    @Override
    public <T> List<T> query(String sql, Function<Row, T> reader, Object... parameters) {
        return with(
                sql,
                statement -> {
                    bind(statement, List.of(parameters));
                    try (var results = statement.executeQuery()) {
                        return readAll(sql, reader, results);
                    }
                });
    }

    /// All rows of a query, whatever its columns.
    Rows gather(String sql, List<Object> parameters) {
        return with(
                sql,
                statement -> {
                    bind(statement, parameters);
                    try (var results = statement.executeQuery()) {
                        var columns = Values.columns(results);
                        return new Rows(columns, readAll(sql, Row::values, results));
                    }
                });
    }

    @Override
    public long each(String sql, Consumer<Row> reader, Object... parameters) {
        beLazy(true);
        try {
            return with(
                    sql,
                    statement -> {
                        bind(statement, List.of(parameters));
                        try (var results = statement.executeQuery()) {
                            return handOver(reader, results.unwrap(JdbcResultSet.class));
                        }
                    });
        } finally {
            beLazy(false);
        }
    }

    private void beLazy(boolean lazy) {
        try {
            statements.findRowsAsTheyArePulled(lazy);
        } catch (SQLException failure) {
            throw SqlErrors.during("set lazy_query_execution", failure);
        }
    }

    private static long handOver(Consumer<Row> reader, ResultSet results) throws SQLException {
        var row = new JdbcRow(results);
        long rows = 0;
        while (results.next()) {
            reader.accept(row);
            rows++;
        }
        return rows;
    }

    private static <T> List<T> readAll(String sql, Function<Row, T> reader, ResultSet results)
            throws SQLException {
        var row = new JdbcRow(results);
        var rows = new ArrayList<T>();
        while (results.next()) {
            if (rows.size() == MAX_ROWS) {
                throw new DatabaseException(Kind.OTHER, sql + ": more than " + MAX_ROWS + " rows");
            }
            rows.add(reader.apply(row));
        }
        return rows;
    }

    @Override
    public <T> Optional<T> queryOne(String sql, Function<Row, T> reader, Object... parameters) {
        var rows = query(sql, reader, parameters);
        if (rows.size() > 1) {
            throw new DatabaseException(
                    Kind.OTHER, sql + ": expected at most one row, found " + rows.size());
        }
        return rows.stream().findFirst();
    }

    @Override
    public void afterCommit(Runnable then) {
        checkMayWrite("afterCommit");
        if (mode == Mode.PREPARE) {
            throw new IllegalStateException(
                    "whether a prepared transaction is committed is not known here: afterCommit");
        }
        afterwards.add(then);
    }

    /// Commits or undoes; the session is of no use afterwards.
    List<Runnable> end(boolean commit) {
        ended = true;
        try {
            if (commit) {
                statements.connection().commit();
            } else {
                statements.connection().rollback();
            }
            return afterwards;
        } catch (SQLException failure) {
            throw SqlErrors.during(commit ? "commit" : "roll back", failure);
        }
    }

    /// Keeps what was done until somebody decides; the session is of no use afterwards.
    void prepare(String name) {
        ended = true;
        try {
            statements.execute("prepare commit \"" + name + "\"");
        } catch (SQLException failure) {
            throw SqlErrors.during("prepare " + name, failure);
        }
    }

    private void checkMayWrite(String what) {
        if (mode == Mode.READ) {
            throw new IllegalStateException("a read cannot write: " + what);
        }
    }

    private <T> T with(String sql, Statements.Use<T> use) {
        if (ended) {
            throw new IllegalStateException("the transaction has ended: " + sql);
        }
        try {
            return statements.with(sql, use);
        } catch (SQLException failure) {
            throw SqlErrors.during(sql, failure);
        }
    }

    static void bind(PreparedStatement statement, List<Object> parameters) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, jdbcValue(parameters.get(i)));
        }
    }

    static @Nullable Object jdbcValue(Object parameter) {
        return switch (parameter) {
            case Optional<?> optional -> optional.isEmpty() ? null : jdbcValue(optional.get());
            case Instant instant -> OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
            case Enum<?> constant -> constant.name();
            case List<?> values -> values.stream().map(JdbcSession::jdbcValue).toArray();
            default -> parameter;
        };
    }
}
