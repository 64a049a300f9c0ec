/// The twin check: the same statement on the shards and on one database with the same rows, compared value by value.
package greenbelt.shard.twin;
