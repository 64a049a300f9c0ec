package greenbelt.shard.store;

import greenbelt.database.Database;
import greenbelt.database.Schema;
import greenbelt.database.Session;
import greenbelt.shard.map.HistoryTables;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.store.MoveRecord.Phase;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The database that the map itself is kept in, with what is being changed of it, and the home copy of the reference tables.
final class MapStore {
    /// What the database is called.
    static final String NAME = "shard-map";

    private static final List<String> TABLES =
            List.of(
                    "create table shard_map (id int primary key, cluster varchar(40) not null,"
                            + " opening bigint not null, map text not null)",
                    "create table shard_move (id int primary key, sentence varchar(1000) not null,"
                            + " phase varchar(20) not null, map text not null,"
                            + " sources text not null, targets text not null)",
                    "create table reference_state (of_table varchar(60) primary key,"
                            + " version bigint not null, amount bigint not null)");

    private final Database database;

    MapStore(Database database) {
        this.database = database;
    }

    /// Every table that is a reference table in some layout is here, whatever the layout.
    static Schema schema() {
        var references =
                Stream.concat(
                        Layout.BY_ORDER.catalog().referenceTables().stream(),
                        Stream.of(HistoryTables.ITEMS));
        return new Schema(
                ShardTables.VERSION,
                Stream.concat(TABLES.stream(), ShardTables.creation(references.toList())).toList());
    }

    Database database() {
        return database;
    }

    /// What is written down: whose shards they are, how often they have been opened, the map.
    record Kept(String cluster, long opening, ShardMap map) {}

    Optional<Kept> kept() {
        return database.read(
                "shard map",
                session ->
                        session.queryOne(
                                "select cluster, opening, map from shard_map where id = 1",
                                row ->
                                        new Kept(
                                                row.text("cluster"),
                                                row.number("opening"),
                                                MapText.read(row.text("map")))));
    }

    void create(Kept kept) {
        database.write(
                "create shard map",
                session ->
                        session.update(
                                "insert into shard_map (id, cluster, opening, map)"
                                        + " values (1, ?, ?, ?)",
                                kept.cluster(),
                                kept.opening(),
                                MapText.of(kept.map())));
    }

    void setOpening(long opening) {
        database.write(
                "opened",
                session ->
                        session.update("update shard_map set opening = ? where id = 1", opening));
    }

    Optional<MoveRecord> move() {
        return database.read(
                "shard move",
                session ->
                        session.queryOne(
                                "select sentence, phase, map, sources, targets from shard_move"
                                        + " where id = 1",
                                row ->
                                        new MoveRecord(
                                                row.text("sentence"),
                                                Phase.valueOf(row.text("phase")),
                                                MapText.read(row.text("map")),
                                                names(row.text("sources")),
                                                names(row.text("targets")))));
    }

    private static List<String> names(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }

    /// Throws [ShardsException] with `MOVING` when there is another, or it does not follow the map that holds.
    void begin(MoveRecord move) {
        database.write("begin move", session -> begin(session, move));
    }

    private static int begin(Session session, MoveRecord move) {
        session.queryOne(
                        "select sentence from shard_move where id = 1", row -> row.text("sentence"))
                .ifPresent(other -> {
                    throw isMoving(other);
                });
        long version =
                session.queryOne(
                                "select map from shard_map where id = 1",
                                row -> MapText.read(row.text("map")).version())
                        .orElseThrow();
        if (move.after().version() != version + 1) {
            throw new ShardsException(
                    ShardsException.Kind.MOVING,
                    "the map has changed: version %d cannot follow version %d"
                            .formatted(move.after().version(), version));
        }
        return session.update(
                "insert into shard_move (id, sentence, phase, map, sources, targets)"
                        + " values (1, ?, ?, ?, ?, ?)",
                move.sentence(),
                move.phase(),
                MapText.of(move.after()),
                String.join(" ", move.sources()),
                String.join(" ", move.targets()));
    }

    static ShardsException isMoving(String sentence) {
        return new ShardsException(
                ShardsException.Kind.MOVING,
                "rows are being moved already: %s; wait until that is done, or cancel it"
                        .formatted(sentence));
    }

    /// From here on the new map holds.
    void switchTo(ShardMap after) {
        database.write("switch map", session -> switchTo(session, after));
    }

    private static boolean switchTo(Session session, ShardMap after) {
        session.update("update shard_map set map = ? where id = 1", MapText.of(after));
        session.update("update shard_move set phase = ? where id = 1", Phase.SWITCHED);
        return true;
    }

    void endMove() {
        database.write(
                "end move", session -> session.update("delete from shard_move where id = 1"));
    }
}
