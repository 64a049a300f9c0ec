/// The databases of a shard map: made, opened, checked against the map, read and written by lease.
///
/// What is durable about shards is here: the map itself, what each shard knows of it, copies of reference tables, moves under
/// way.
@org.jspecify.annotations.NullMarked
package greenbelt.shard.store;
