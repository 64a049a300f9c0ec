package greenbelt.shard.store;

import greenbelt.database.Row;
import greenbelt.database.Session;
import greenbelt.shard.map.Column;
import greenbelt.shard.map.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Whole rows of one table: a list with a value for each column, in its order, and an empty [Optional] for NULL.
///
/// A value is what a [Session] takes: Long, Integer, BigDecimal, String, Instant, Boolean.
public final class TableRows {
    private final Table table;
    private final String columns;
    private final String key;
    private final String insert;
    private final String delete;
    private final List<Integer> keyPlaces;

    public TableRows(Table table) {
        var names = table.names();
        this.table = table;
        this.columns = String.join(", ", names);
        this.key = String.join(", ", table.key());
        this.insert =
                "insert into %s (%s) values (%s)"
                        .formatted(
                                table.name(),
                                columns,
                                String.join(", ", Collections.nCopies(names.size(), "?")));
        this.delete = "delete from %s where %s".formatted(table.name(), hasKey());
        this.keyPlaces = table.key().stream().map(names::indexOf).toList();
    }

    private String hasKey() {
        return table.key().stream()
                .map(column -> column + " = ?")
                .collect(Collectors.joining(" and "));
    }

    public Table table() {
        return table;
    }

    /// Adds rows that are not there.
    public void insert(Session session, List<List<Object>> rows) {
        session.updateAll(insert, rows);
    }

    /// Deletes the rows with these keys that are there.
    public void delete(Session session, List<List<Object>> keys) {
        session.updateAll(delete, keys);
    }

    /// The row with this key, if there is one.
    public Optional<List<Object>> find(Session session, List<Object> rowKey) {
        return session.queryOne(
                "select %s from %s where %s".formatted(columns, table.name(), hasKey()),
                this::read,
                rowKey.toArray());
    }

    /// The rows behind this key in key order, at most `most`; the first ones when it is empty.
    public List<List<Object>> after(Session session, List<Object> rowKey, int most) {
        if (rowKey.isEmpty()) {
            return session.query(
                    "select %s from %s order by %s limit ?".formatted(columns, table.name(), key),
                    this::read,
                    most);
        }
        // Rows with the same first value come again; asking for what is beyond both values would
        // not use the index.
        var found = new ArrayList<List<Object>>();
        if (rowKey.size() > 1) {
            found.addAll(
                    session.query(
                            "select %s from %s where %s = ? and %s > ? order by %s limit ?"
                                    .formatted(
                                            columns,
                                            table.name(),
                                            table.key().getFirst(),
                                            table.key().getLast(),
                                            key),
                            this::read,
                            rowKey.getFirst(),
                            rowKey.getLast(),
                            most));
        }
        if (found.size() < most) {
            found.addAll(
                    session.query(
                            "select %s from %s where %s > ? order by %s limit ?"
                                    .formatted(columns, table.name(), table.key().getFirst(), key),
                            this::read,
                            rowKey.getFirst(),
                            most - found.size()));
        }
        return found;
    }

    /// How many rows there are.
    public long count(Session session) {
        return session.queryOne(
                        "select count(*) as amount from " + table.name(),
                        row -> row.number("amount"))
                .orElseThrow();
    }

    /// The key of a row.
    public List<Object> keyOf(List<Object> row) {
        return keyPlaces.stream().map(row::get).toList();
    }

    /// What the row has in this column.
    public Object value(List<Object> row, String column) {
        for (int i = 0; i < row.size(); i++) {
            if (table.columns().get(i).name().equals(column)) {
                return row.get(i);
            }
        }
        throw new IllegalArgumentException(table.name() + " has no column " + column);
    }

    private List<Object> read(Row row) {
        var values = new ArrayList<>(table.columns().size());
        for (var column : table.columns()) {
            values.add(value(row, column));
        }
        return values;
    }

    private static Object value(Row row, Column column) {
        var name = column.name();
        if (column.optional() && row.optionalText(name).isEmpty()) {
            return Optional.empty();
        }
        return switch (column.type()) {
            case BIGINT -> row.number(name);
            case INTEGER -> row.integer(name);
            case DECIMAL -> new BigDecimal(row.text(name));
            case VARCHAR -> row.text(name);
            case TIMESTAMP -> row.instant(name);
            case BOOLEAN -> row.flag(name);
        };
    }
}
