package greenbelt.database;

import greenbelt.database.DatabaseException.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The row at which a result set stands.
///
/// Remembers where each column is: to let H2 find it by its name, row by row, costs more than to read it.
final class JdbcRow implements Row {
    private final ResultSet results;
    private final Map<String, Integer> columns = new HashMap<>();

    JdbcRow(ResultSet results) {
        this.results = results;
    }

    @Override
    public String text(String column) {
        return present(column, get(column, results::getString));
    }

    @Override
    public Optional<String> optionalText(String column) {
        return Optional.ofNullable(get(column, results::getString));
    }

    @Override
    public int integer(String column) {
        return presentAfter(column, get(column, results::getInt));
    }

    @Override
    public long number(String column) {
        return presentAfter(column, get(column, results::getLong));
    }

    @Override
    public boolean flag(String column) {
        return presentAfter(column, get(column, results::getBoolean));
    }

    @Override
    public Instant instant(String column) {
        return present(column, get(column, this::time)).toInstant();
    }

    @Override
    public Optional<Instant> optionalInstant(String column) {
        return Optional.ofNullable(get(column, this::time)).map(OffsetDateTime::toInstant);
    }

    @Override
    public UUID uuid(String column) {
        return present(column, get(column, index -> results.getObject(index, UUID.class)));
    }

    private @Nullable OffsetDateTime time(int column) throws SQLException {
        return results.getObject(column, OffsetDateTime.class);
    }

    private int index(String column) throws SQLException {
        var known = columns.get(column);
        if (known != null) {
            return known;
        }
        int found = results.findColumn(column);
        columns.put(column, found);
        return found;
    }

    private <T extends @Nullable Object> T get(String column, Getter<T> getter) {
        try {
            return getter.get(index(column));
        } catch (SQLException failure) {
            throw SqlErrors.during("read column " + column, failure);
        }
    }

    private <T> T present(String column, @Nullable T value) {
        if (value == null) {
            throw new DatabaseException(Kind.OTHER, "column " + column + " is NULL");
        }
        return value;
    }

    /// For primitives, which JDBC answers with 0 when the column is NULL.
    private <T> T presentAfter(String column, T value) {
        return get(column, index -> results.wasNull()) ? present(column, null) : value;
    }

    /// A getter of [ResultSet].
    private interface Getter<T extends @Nullable Object> {
        T get(int column) throws SQLException;
    }
}
