package greenbelt.database;

import greenbelt.database.DatabaseException.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The row at which a result set stands.
///
/// To let H2 find a column by its name, row by row, costs more than to read it. So the places of columns are remembered
/// in the order in which they were asked for: most readers ask of each row the same, in the same order.
final class JdbcRow implements Row {
    private static final int FEW_COLUMNS = 16;

    private final ResultSet results;
    private String[] names = new String[FEW_COLUMNS];
    private int[] places = new int[FEW_COLUMNS];
    private int known;
    private int next;
    private List<String> columns = List.of();
    private int width;

    JdbcRow(ResultSet results) {
        this.results = results;
    }

    @Override
    public String text(String column) {
        return present(column, nullableText(column));
    }

    @Override
    public Optional<String> optionalText(String column) {
        return Optional.ofNullable(nullableText(column));
    }

    private @Nullable String nullableText(String column) {
        try {
            return results.getString(place(column));
        } catch (SQLException failure) {
            throw unreadable(column, failure);
        }
    }

    @Override
    public int integer(String column) {
        try {
            int value = results.getInt(place(column));
            checkPresent(column, value == 0);
            return value;
        } catch (SQLException failure) {
            throw unreadable(column, failure);
        }
    }

    @Override
    public long number(String column) {
        try {
            long value = results.getLong(place(column));
            checkPresent(column, value == 0);
            return value;
        } catch (SQLException failure) {
            throw unreadable(column, failure);
        }
    }

    @Override
    public boolean flag(String column) {
        try {
            boolean value = results.getBoolean(place(column));
            checkPresent(column, !value);
            return value;
        } catch (SQLException failure) {
            throw unreadable(column, failure);
        }
    }

    @Override
    public Instant instant(String column) {
        return present(column, time(column)).toInstant();
    }

    @Override
    public Optional<Instant> optionalInstant(String column) {
        return Optional.ofNullable(time(column)).map(OffsetDateTime::toInstant);
    }

    private @Nullable OffsetDateTime time(String column) {
        try {
            return results.getObject(place(column), OffsetDateTime.class);
        } catch (SQLException failure) {
            throw unreadable(column, failure);
        }
    }

    @Override
    public UUID uuid(String column) {
        try {
            return present(column, results.getObject(place(column), UUID.class));
        } catch (SQLException failure) {
            throw unreadable(column, failure);
        }
    }

    @Override
    public List<String> columns() {
        try {
            if (columns.isEmpty()) {
                columns = Values.columns(results);
            }
            return columns;
        } catch (SQLException failure) {
            throw SqlErrors.during("name the columns", failure);
        }
    }

    @Override
    public @Nullable Object[] values() {
        try {
            if (width == 0) {
                width = results.getMetaData().getColumnCount();
            }
            return Values.row(results, width);
        } catch (SQLException failure) {
            throw SqlErrors.during("read a row", failure);
        }
    }

    @SuppressWarnings(
            "ReferenceEquality") // the same name is mostly the same object; if not, it is looked
    // for
    private int place(String column) throws SQLException {
        if (next == known) {
            next = 0;
        }
        if (next < known && names[next] == column) {
            return places[next++];
        }
        for (int i = 0; i < known; i++) {
            if (names[i].equals(column)) {
                next = i + 1;
                return places[i];
            }
        }
        int place = results.findColumn(column);
        if (known == names.length) {
            names = Arrays.copyOf(names, 2 * known);
            places = Arrays.copyOf(places, 2 * known);
        }
        names[known] = column;
        places[known] = place;
        next = ++known;
        return place;
    }

    /// For primitives, which JDBC answers with 0 when the column is NULL.
    private void checkPresent(String column, boolean mayBeNull) throws SQLException {
        if (mayBeNull && results.wasNull()) {
            throw isNull(column);
        }
    }

    private static <T> T present(String column, @Nullable T value) {
        if (value == null) {
            throw isNull(column);
        }
        return value;
    }

    private static DatabaseException isNull(String column) {
        return new DatabaseException(Kind.OTHER, "column " + column + " is NULL");
    }

    private static DatabaseException unreadable(String column, SQLException failure) {
        return SqlErrors.during("read column " + column, failure);
    }
}
