/// A million orders in several databases.
package greenbelt.command.shards;
