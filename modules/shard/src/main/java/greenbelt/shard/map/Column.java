package greenbelt.shard.map;

/// One column of a table.
///
/// @param name in lower case
/// @param optional whether it may be NULL
public record Column(String name, ColumnType type, boolean optional) {
    /// A column that is never NULL.
    public static Column of(String name, ColumnType type) {
        return new Column(name, type, false);
    }
}
