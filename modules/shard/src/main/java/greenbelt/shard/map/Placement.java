package greenbelt.shard.map;

/// Where the rows of a table are.
public sealed interface Placement {
    /// Each row is on one shard, which its value in this column decides.
    ///
    /// @param column never NULL, never changed by an update
    record Sharded(String column) implements Placement {}

    /// Every shard has a copy of all rows, so that it can join with them on its own.
    record Reference() implements Placement {}
}
