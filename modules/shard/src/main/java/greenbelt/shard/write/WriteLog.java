package greenbelt.shard.write;

import greenbelt.database.Database;
import greenbelt.database.DatabaseException;
import greenbelt.database.Row;
import greenbelt.database.Schema;
import greenbelt.world.World;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// The coordinator's log: which writes are to be committed, in a database of its own.
///
/// It has an identity, drawn when it was made, that is part of the name of each of its transactions: so whoever has lost it
/// and made a new one does not mistake the transactions of the old one for undecided ones of its own.
public final class WriteLog {
    /// What the database should be called.
    public static final String NAME = "writes";

    public static final Schema SCHEMA =
            new Schema(
                    1,
                    List.of(
                            "create table write_log (only_row int primary key, identity varchar(8)"
                                    + " not null, openings bigint not null)",
                            "create table decision (name varchar(80) primary key, about varchar(1000)"
                                    + " not null, shard_rows varchar not null, done boolean not null)",
                            "create index decision_open on decision (done, name)",
                            SagaLog.TABLE));

    private static final int IDENTITY_BYTES = 4;

    private final Database database;
    private final String identity;
    private final long opening;
    private final AtomicLong names = new AtomicLong();

    /// @param database opened with [#SCHEMA]; its end is up to the caller
    public WriteLog(World world, Database database) {
        this.database = database;
        var drawn = HexFormat.of().formatHex(world.secret("write log", IDENTITY_BYTES));
        this.opening =
                database.write(
                        "open the log",
                        session -> {
                            if (session.update("update write_log set openings = openings + 1")
                                    == 0) {
                                session.update("insert into write_log values (1, ?, 1)", drawn);
                            }
                            return session.queryOne(
                                            "select openings from write_log",
                                            row -> row.number("openings"))
                                    .orElse(1L);
                        });
        this.identity =
                database.read(
                        "read the log's identity",
                        session ->
                                session.queryOne(
                                                "select identity from write_log",
                                                row -> row.text("identity"))
                                        .orElse(drawn));
    }

    Database database() {
        return database;
    }

    /// What the names of this log's transactions begin with.
    String prefix() {
        return identity + "/";
    }

    /// A name that no write has had.
    String newName() {
        return "w-%d-%d".formatted(opening, names.incrementAndGet());
    }

    /// Makes a decision durable: from here on the write is committed. Answers false when there is one of this name already.
    boolean decide(Decision decision) {
        try {
            return database.write(
                            "decide",
                            session ->
                                    session.update(
                                            "insert into decision values (?, ?, ?, false)",
                                            decision.name(),
                                            decision.about(),
                                            decision.rowsText()))
                    == 1;
        } catch (DatabaseException failure) {
            if (failure.kind() == DatabaseException.Kind.CONSTRAINT) {
                return false;
            }
            throw failure;
        }
    }

    void markDone(String name) {
        database.write(
                "mark done",
                session -> session.update("update decision set done = true where name = ?", name));
    }

    Optional<Decision> find(String name) {
        return database.read(
                "find decision",
                session ->
                        session.queryOne(
                                "select * from decision where name = ?", WriteLog::decision, name));
    }

    /// Decisions that not every shard is known to have carried out, by name.
    List<Decision> open() {
        return database.read(
                "list open decisions",
                session ->
                        session.query(
                                "select * from decision where done = false order by name",
                                WriteLog::decision));
    }

    private static Decision decision(Row row) {
        return new Decision(
                row.text("name"),
                row.text("about"),
                Decision.rows(row.text("shard_rows")),
                row.flag("done"));
    }
}
