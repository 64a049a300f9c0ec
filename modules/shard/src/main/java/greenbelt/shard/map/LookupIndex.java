package greenbelt.shard.map;

/// Says for the values of a column that is not the sharding column in which of its values to look.
///
/// The index is a table with two columns: this one, which is its key, and the sharding column of the table. Its rows are
/// sharded by the hash of the first, whatever the strategy of the map, and written in the transaction of the row they are
/// about or just before it.
///
/// @param table what is looked for, such as `orders`
/// @param column by what, such as `order_id`
/// @param indexTable where, such as `orders_by_id`
public record LookupIndex(String table, String column, String indexTable) {}
