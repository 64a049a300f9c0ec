package greenbelt.shard.map;

import greenbelt.shard.map.Placement.Sharded;
import java.util.List;
import java.util.Optional;

/// A table as all shards have it.
///
/// @param name in lower case
/// @param key the columns of its primary key, in order: one or two, of whole numbers
public record Table(String name, List<Column> columns, List<String> key, Placement placement) {
    public Table {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        var names = namesOf(columns);
        if (key.isEmpty() || key.size() > 2 || !names.containsAll(key)) {
            throw new IllegalArgumentException(
                    "the key of %s is one or two of its columns %s, was %s"
                            .formatted(name, names, key));
        }
        if (placement instanceof Sharded(var column) && !names.contains(column)) {
            throw new IllegalArgumentException(
                    "%s is sharded by %s, which is none of its columns %s"
                            .formatted(name, column, names));
        }
    }

    private static List<String> namesOf(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }

    /// The names of its columns, in order.
    public List<String> names() {
        return namesOf(columns);
    }

    /// The column of this name, in lower case, if there is one.
    public Optional<Column> column(String columnName) {
        return columns.stream().filter(column -> column.name().equals(columnName)).findFirst();
    }

    /// The column that decides on which shard a row is; empty for a reference table.
    public Optional<String> shardingColumn() {
        return placement instanceof Sharded(var column) ? Optional.of(column) : Optional.empty();
    }

    /// Whether every shard has all its rows.
    public boolean isReference() {
        return placement instanceof Placement.Reference;
    }
}
