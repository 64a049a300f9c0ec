/// What is measured of shards beside one database with the same rows: the questions, and how they are asked in turns.
@org.jspecify.annotations.NullMarked
package greenbelt.shard.measure;
