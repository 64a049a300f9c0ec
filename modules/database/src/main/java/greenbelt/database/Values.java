package greenbelt.database;

import greenbelt.database.DatabaseException.Kind;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads rows of whatever columns, for those who do not know the query.
final class Values {
    private Values() {}

    /// In lower case what was not quoted, or quoted in capitals: H2 knows it in capitals.
    static List<String> columns(ResultSet results) throws SQLException {
        var metadata = results.getMetaData();
        var columns = new ArrayList<String>(metadata.getColumnCount());
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            columns.add(column(metadata.getColumnLabel(i)));
        }
        return List.copyOf(columns);
    }

    static List<String> columns(String... labels) {
        return Arrays.stream(labels).map(Values::column).toList();
    }

    private static String column(String label) {
        var isInCapitals = label.equals(label.toUpperCase(Locale.ROOT));
        return isInCapitals ? label.toLowerCase(Locale.ROOT) : label;
    }

    /// The values of the row at which `results` stands.
    static @Nullable Object[] row(ResultSet results, int columns) throws SQLException {
        var values = new @Nullable Object[columns];
        for (int i = 0; i < columns; i++) {
            values[i] = value(results.getObject(i + 1));
        }
        return values;
    }

    static @Nullable Object value(@Nullable Object found) {
        return switch (found) {
            case null -> null;
            case Long number -> number;
            case Integer number -> number;
            case String text -> text;
            case BigDecimal number -> number;
            case OffsetDateTime time -> time.toInstant();
            case Boolean flag -> flag;
            case Double number -> number;
            case Float number -> Double.valueOf(number.toString());
            case Short number -> number.intValue();
            case Byte number -> number.intValue();
            case UUID id -> id.toString();
            default ->
                    throw new DatabaseException(
                            Kind.OTHER,
                            "a value is a number, text, boolean, time with time zone or uuid, found a "
                                    + found.getClass().getSimpleName()
                                    + "; cast it in the query");
        };
    }
}
