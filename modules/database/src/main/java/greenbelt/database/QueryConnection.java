package greenbelt.database;

import greenbelt.database.DatabaseException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import javax.sql.DataSource;
import org.h2.command.CommandInterface;
import org.h2.engine.Session;
import org.h2.engine.SessionLocal;
import org.h2.expression.ParameterInterface;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;
import org.h2.result.ResultInterface;
import org.h2.value.Value;
import org.h2.value.ValueBigint;
import org.h2.value.ValueInteger;
import org.h2.value.ValueToObjectConverter;
import org.h2.value.ValueVarchar;
import org.jspecify.annotations.Nullable;

/// A connection for single queries, with what was prepared on it. For one user at a time.
///
/// A short query goes to H2's own commands and not through its JDBC, whose locks and result sets take about a fifth of the
/// time that H2 takes to find a row by its key. Its transaction is never ended, which would take as long: each statement sees what
/// is committed when it begins, and between statements nothing is kept of any state.
final class QueryConnection implements AutoCloseable {
    private final JdbcConnection connection;
    private final SessionLocal session;
    private final Statements statements;

    /// From the one used longest ago to the one used last.
    private final LinkedHashMap<String, Prepared> prepared = new LinkedHashMap<>(16, 0.75f, true);

    private QueryConnection(JdbcConnection connection) {
        this.connection = connection;
        this.session = (SessionLocal) connection.getSession();
        this.statements = new Statements(connection);
    }

    static QueryConnection open(DataSource source) throws SQLException {
        var connection = source.getConnection();
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return new QueryConnection(connection.unwrap(JdbcConnection.class));
    }

    /// For what is read by the names of columns.
    Statements statements() {
        return statements;
    }

    /// The first rows, at most `most`.
    Rows rows(String sql, int most, Object... parameters) {
        try {
            var ready = prepared(sql);
            ready.bind(session, sql, parameters);
            try (var found = ready.command.executeQuery(most, 0, false)) {
                var rows = new ArrayList<@Nullable Object[]>((int) found.getRowCount());
                while (found.next()) {
                    rows.add(values(found.currentRow()));
                }
                return new Rows(ready.columns(found), rows);
            }
        } catch (DbException failure) {
            throw SqlErrors.during(sql, failure.getSQLException());
        }
    }

    /// A query `for update` has some.
    void letGoOfLocks() {
        if (session.containsUncommitted()) {
            session.rollback();
        }
    }

    private Prepared prepared(String sql) {
        var known = prepared.get(sql);
        if (known != null) {
            return known;
        }
        var made = new Prepared(session.prepareCommand(sql));
        prepared.put(sql, made);
        if (prepared.size() > Statements.MAX_KEPT) {
            prepared.pollFirstEntry().getValue().command.close();
        }
        return made;
    }

    private @Nullable Object[] values(Value... row) {
        var values = new @Nullable Object[row.length];
        for (int i = 0; i < row.length; i++) {
            values[i] = value(row[i]);
        }
        return values;
    }

    private @Nullable Object value(Value value) {
        return switch (value.getValueType()) {
            case Value.BIGINT -> value.getLong();
            case Value.INTEGER -> value.getInt();
            case Value.VARCHAR -> value.getString();
            case Value.NUMERIC -> value.getBigDecimal();
            default ->
                    Values.value(
                            ValueToObjectConverter.valueToDefaultObject(value, connection, true));
        };
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw SqlErrors.during("close a connection", failure);
        }
    }

    /// A statement that H2 has parsed and planned; it does so again by itself when tables have changed.
    private static final class Prepared {
        private final CommandInterface command;
        private String[] labels = new String[0];
        private List<String> columns = List.of();

        Prepared(CommandInterface command) {
            this.command = command;
        }

        void bind(Session session, String sql, Object... values) {
            var wanted = command.getParameters();
            if (wanted.size() != values.length) {
                throw new DatabaseException(
                        Kind.OTHER,
                        "%d `?` and %d values: %s".formatted(wanted.size(), values.length, sql));
            }
            for (int i = 0; i < values.length; i++) {
                bind(wanted.get(i), session, values[i]);
            }
        }

        private static void bind(ParameterInterface parameter, Session session, Object value) {
            parameter.setValue(
                    switch (value) {
                        case Long number -> ValueBigint.get(number);
                        case Integer number -> ValueInteger.get(number);
                        case String text -> ValueVarchar.get(text, session);
                        default ->
                                ValueToObjectConverter.objectToValue(
                                        session, JdbcSession.jdbcValue(value), Value.UNKNOWN);
                    },
                    true);
        }

        /// The names, made once, and anew when the statement has come to have others.
        List<String> columns(ResultInterface found) {
            if (!isLabelled(found)) {
                labels = new String[found.getVisibleColumnCount()];
                for (int i = 0; i < labels.length; i++) {
                    labels[i] = found.getAlias(i);
                }
                columns = List.copyOf(Values.columns(labels));
            }
            return columns;
        }

        private boolean isLabelled(ResultInterface found) {
            if (labels.length != found.getVisibleColumnCount()) {
                return false;
            }
            for (int i = 0; i < labels.length; i++) {
                if (!labels[i].equals(found.getAlias(i))) {
                    return false;
                }
            }
            return true;
        }
    }
}
