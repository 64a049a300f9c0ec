package greenbelt.shard.move;

import greenbelt.database.ChangeLog.Change;
import java.util.Comparator;
import java.util.List;

/// Which row of which table.
///
/// @param values those of the key columns, whole numbers
record RowKey(String table, List<Long> values) implements Comparable<RowKey> {
    private static final Comparator<List<Long>> BY_VALUES =
            Comparator.<List<Long>>comparingLong(List::getFirst).thenComparingLong(List::getLast);

    static RowKey of(Change change) {
        return new RowKey(
                change.table(),
                change.second().isPresent()
                        ? List.of(change.first(), change.second().getAsLong())
                        : List.of(change.first()));
    }

    static RowKey of(String table, List<Object> key) {
        return new RowKey(table, key.stream().map(value -> ((Number) value).longValue()).toList());
    }

    List<Object> parameters() {
        return List.copyOf(values);
    }

    @Override
    public int compareTo(RowKey other) {
        int tables = table.compareTo(other.table);
        return tables == 0 ? BY_VALUES.compare(values, other.values) : tables;
    }

    /// Such as `lines 17/2`.
    @Override
    public String toString() {
        return table + " " + String.join("/", values.stream().map(Object::toString).toList());
    }
}
