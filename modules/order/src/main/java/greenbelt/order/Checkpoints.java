package greenbelt.order;

import greenbelt.database.Database;

/// How far a reader of the event store has come, kept in the service's database.
final class Checkpoints {
    private Checkpoints() {}

    static long load(Database database, String name) {
        return database.read(
                "load checkpoint",
                session ->
                        session.queryOne(
                                        "select position from checkpoints where name = ?",
                                        row -> row.number("position"),
                                        name)
                                .orElse(0L));
    }

    static void save(Database database, String name, long position) {
        database.write(
                "save checkpoint",
                session ->
                        session.update(
                                "merge into checkpoints (name, position) key (name) values (?, ?)",
                                name,
                                position));
    }
}
