package greenbelt.shard.store;

import greenbelt.database.Database;
import greenbelt.database.Session;
import greenbelt.shard.map.Catalog;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.map.Table;
import greenbelt.world.Mailbox;
import greenbelt.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The only way to write reference tables: into the home copy, which decides, and then into that of every shard.
///
/// One write after another, each with the next version. A shard's copy is behind the others for a moment, and after a crash
/// until it is opened again, when what is behind is found by version and number of rows, and copied anew.
public final class References {
    private static final int CHUNK = 1_000;

    private final Database home;
    private final Mailbox<Boolean> turn;
    private final Function<Function<ShardMap, List<ShardId>>, Lease> lease;
    private final Catalog catalog;

    References(
            World world,
            Database home,
            Catalog catalog,
            Function<Function<ShardMap, List<ShardId>>, Lease> lease) {
        this.home = home;
        this.catalog = catalog;
        this.lease = lease;
        this.turn = world.mailbox("turn to write reference tables", 1);
        turn.offer(true);
    }

    /// What is known of a copy of one table.
    private record Copy(long version, long amount) {
        @Override
        public String toString() {
            return "version %d with %d rows".formatted(version, amount);
        }
    }

    /// Runs `work` on every copy; it may only write reference tables, and must do the same on each.
    ///
    /// What fails on the home copy changes none. Answers what `work` answered there.
    public <T> T write(String what, Function<Session, T> work) {
        return inTurn(() -> {
            try (var all = lease.apply(map -> List.copyOf(map.shards()))) {
                long next = version(home) + 1;
                T answer = home.write(what, session -> apply(session, work, next));
                for (var shard : all.map().shards()) {
                    var database = all.database(shard);
                    if (version(database) == next - 1) {
                        database.write(what, session -> apply(session, work, next));
                    } else {
                        bringUp(database);
                    }
                }
                return answer;
            }
        });
    }

    /// Runs `work` on the home copy.
    public <T> T read(String what, Function<Session, T> work) {
        return home.read(what, work);
    }

    /// Runs `work` while nobody else writes reference tables.
    <T> T inTurn(Supplier<T> work) {
        turn.await();
        try {
            return work.get();
        } finally {
            turn.offer(true);
        }
    }

    private <T> T apply(Session session, Function<Session, T> work, long next) {
        T answer = work.apply(session);
        for (var table : catalog.referenceTables()) {
            writeCopy(session, table, new Copy(next, new TableRows(table).count(session)));
        }
        return answer;
    }

    private static void writeCopy(Session session, Table table, Copy copy) {
        session.update("delete from reference_state where of_table = ?", table.name());
        session.update(
                "insert into reference_state (of_table, version, amount) values (?, ?, ?)",
                table.name(),
                copy.version(),
                copy.amount());
    }

    private long version(Database database) {
        return database.read(
                        "reference version",
                        session ->
                                session.queryOne(
                                        "select coalesce(min(version), 0) as version"
                                                + " from reference_state",
                                        row -> row.number("version")))
                .orElse(0L);
    }

    /// What is known of the table there, with the rows there really are.
    private static Copy copy(Database database, Table table) {
        return database.read(
                "reference state",
                session ->
                        new Copy(
                                session.queryOne(
                                                "select version from reference_state"
                                                        + " where of_table = ?",
                                                row -> row.number("version"),
                                                table.name())
                                        .orElse(0L),
                                new TableRows(table).count(session)));
    }

    /// Copies each table that is behind the home copy; says what it found, one sentence each.
    List<String> bringUp(Database database) {
        var notes = new ArrayList<String>();
        for (var table : catalog.referenceTables()) {
            var right = copy(home, table);
            var found = copy(database, table);
            if (!found.equals(right)) {
                copyAll(database, table, right);
                notes.add(
                        "%s of %s was at %s, the home copy is at %s: copied anew"
                                .formatted(table.name(), database.name(), found, right));
            }
        }
        return notes;
    }

    private void copyAll(Database database, Table table, Copy right) {
        var rows = new TableRows(table);
        database.write(
                "clear copy",
                session -> {
                    writeCopy(session, table, new Copy(0, 0));
                    return session.update("delete from " + table.name());
                });
        var last = Optional.<List<Object>>empty();
        do {
            var behind = last.orElse(List.of());
            var chunk = home.read("read home copy", session -> rows.after(session, behind, CHUNK));
            last = chunk.isEmpty() ? Optional.empty() : Optional.of(rows.keyOf(chunk.getLast()));
            database.write(
                    "copy reference rows",
                    session -> {
                        rows.insert(session, chunk);
                        return true;
                    });
        } while (last.isPresent());
        database.write(
                "end copy",
                session -> {
                    writeCopy(session, table, right);
                    return true;
                });
    }
}
