/// The SQL that the planner understands, as a model of its own: a statement is read into it whole or refused. What it leaves
/// out, it leaves out by name.
package greenbelt.shard.sql;
