/// Which shard has which rows: strategies, the tables they are about, and the map that says it all with a version.
///
/// Everything here is a value and a pure function; nothing waits, nothing is stored.
@org.jspecify.annotations.NullMarked
package greenbelt.shard.map;
