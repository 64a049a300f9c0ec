/// The order history of the running system on the shards: rows that follow its events, and pages of them.
@org.jspecify.annotations.NullMarked
package greenbelt.shard.history;
