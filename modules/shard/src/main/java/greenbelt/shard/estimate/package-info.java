/// How many rows a query is about, guessed from the statistics of a database.
package greenbelt.shard.estimate;
