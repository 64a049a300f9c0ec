/// What a statement asks of which shard, and what is put together here: the planner is right or it refuses. It decides from the
/// text and the tables alone, never from the values or the map, so that what works today works after the next split.
package greenbelt.shard.plan;
