/// A shop's rows by seed, as many as are wanted, and how they get into shards.
///
/// The same seed gives the same rows, whatever the shards; none are kept.
@org.jspecify.annotations.NullMarked
package greenbelt.shard.data;
