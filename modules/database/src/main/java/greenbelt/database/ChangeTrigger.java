package greenbelt.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/// Writes the [ChangeLog]. For H2, which makes one by its name; of no use to anybody else.
@SuppressWarnings("exports") // H2 has to see the class, and nobody else sees H2
public final class ChangeTrigger implements Trigger {
    private static final String INSERT =
            "insert into greenbelt_changes (of_table, first_key, second_key) values (?, ?, ?)";

    private String schema = "";
    private String table = "";
    private List<Integer> key = List.of();

    /// One that knows nothing of its table yet.
    public ChangeTrigger() {}

    @Override
    public void init(
            Connection connection,
            String schemaName,
            String triggerName,
            String tableName,
            boolean before,
            int type) {
        schema = schemaName;
        table = tableName;
    }

    @Override
    public void fire(
            Connection connection,
            @Nullable Object @Nullable [] oldRow,
            @Nullable Object @Nullable [] newRow)
            throws SQLException {
        if (key.isEmpty()) {
            key = findKey(connection); // not before: a database that is being opened has not all
            // tables
        }
        var before = oldRow == null ? List.of() : keyOf(oldRow);
        var after = newRow == null ? List.of() : keyOf(newRow);
        write(connection, before);
        if (!after.equals(before)) {
            write(connection, after);
        }
    }

    private List<Object> keyOf(@Nullable Object[] row) {
        return key.stream().<Object>map(place -> Objects.requireNonNull(row[place])).toList();
    }

    private void write(Connection connection, List<Object> values) throws SQLException {
        if (values.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, table.toLowerCase(Locale.ROOT));
            statement.setObject(2, values.getFirst());
            statement.setObject(3, values.size() > 1 ? values.get(1) : null);
            statement.executeUpdate();
        }
    }

    /// Where in a row the columns of the primary key are, in its order.
    private List<Integer> findKey(Connection connection) throws SQLException {
        var columns = new ArrayList<String>();
        var metadata = connection.getMetaData();
        try (var found = metadata.getColumns(null, schema, table, null)) {
            while (found.next()) {
                columns.add(found.getString("COLUMN_NAME"));
            }
        }
        var places = new TreeMap<Integer, Integer>();
        try (var found = metadata.getPrimaryKeys(null, schema, table)) {
            while (found.next()) {
                places.put(
                        found.getInt("KEY_SEQ"), columns.indexOf(found.getString("COLUMN_NAME")));
            }
        }
        return List.copyOf(places.values());
    }
}
