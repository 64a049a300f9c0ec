package greenbelt.shard.store;

import greenbelt.database.Database;
import greenbelt.database.Session;
import greenbelt.shard.map.ShardId;
import java.util.List;

/// What a shard itself knows of the map: whose it is, and which rows it has.
///
/// @param cluster of all shards that were made together, and their map
/// @param since the version of the map from which on it has had these rows
/// @param part which rows it has, in words
/// @param opening how often all shards have been opened; a copy that was laid aside meanwhile has seen fewer
record ShardState(String cluster, ShardId shard, long since, String part, long opening) {
    static final List<String> TABLES =
            List.of(
                    "create table shard_state (cluster varchar(40) not null, shard int primary key,"
                            + " since_version bigint not null, part text not null,"
                            + " opening bigint not null)",
                    "create table reference_state (of_table varchar(60) primary key,"
                            + " version bigint not null, amount bigint not null)");

    /// The state of a shard; throws [ShardsException] when it has none, because its making was cut short.
    static ShardState of(Database database) {
        return database.read(
                "shard state",
                session ->
                        session.queryOne(
                                        "select cluster, shard, since_version, part, opening"
                                                + " from shard_state",
                                        row ->
                                                new ShardState(
                                                        row.text("cluster"),
                                                        new ShardId(row.integer("shard")),
                                                        row.number("since_version"),
                                                        row.text("part"),
                                                        row.number("opening")))
                                .orElseThrow(() ->
                                        new ShardsException(
                                                ShardsException.Kind.DISAGREES,
                                                database.name()
                                                        + " does not know which shard it is: its"
                                                        + " making was cut short")));
    }

    void insert(Session session) {
        session.update(
                "insert into shard_state (cluster, shard, since_version, part, opening)"
                        + " values (?, ?, ?, ?, ?)",
                cluster,
                shard.number(),
                since,
                part,
                opening);
    }

    static void setOpening(Database database, long opening) {
        database.write(
                "opened", session -> session.update("update shard_state set opening = ?", opening));
    }
}
