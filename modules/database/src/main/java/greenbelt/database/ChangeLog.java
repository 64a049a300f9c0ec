package greenbelt.database;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// Which rows of some tables have been changed since a moment, written down by the transactions that change them; for who
/// copies the tables while they are written to.
///
/// It says which rows, not what they were: who wants to know reads them. Triggers do the writing, so no statement can
/// forget it, and it costs nothing while it is off. Turning it on and off changes tables of the database, and so ends the
/// transaction it is done in; neither is for a moment when transactions of others are prepared.
///
/// For tables whose primary key is one or two whole numbers. Survives a crash together with the rows.
public final class ChangeLog {
    private static final String TABLE = "greenbelt_changes";

    private ChangeLog() {}

    /// One row that was inserted, updated or deleted.
    ///
    /// @param position in the log; ascends in the order in which rows were changed, not in that of commits
    /// @param table in lower case
    /// @param first the value of the first column of the row's key
    /// @param second that of the second, if the key has two
    public record Change(long position, String table, long first, OptionalLong second) {}

    /// From now on, changes of these tables are written down. Throws [DatabaseException] when they are already.
    public static void begin(Database database, List<String> tables) {
        database.write(
                "begin change log",
                session -> {
                    session.update(
                            "create table "
                                    + TABLE
                                    + " (place bigint generated always as identity primary key,"
                                    + " of_table varchar(60) not null, first_key bigint not null,"
                                    + " second_key bigint)");
                    for (var table : tables) {
                        session.update(
                                "create trigger greenbelt_changes_of_%s after insert, update, delete on %s for each row call '%s'"
                                        .formatted(table, table, ChangeTrigger.class.getName()));
                    }
                    return true;
                });
    }

    /// Changes of these tables are not written down any more, and what was is forgotten. No effect when they were not.
    public static void end(Database database, List<String> tables) {
        database.write(
                "end change log",
                session -> {
                    for (var table : tables) {
                        session.update("drop trigger if exists greenbelt_changes_of_" + table);
                    }
                    session.update("drop table if exists " + TABLE);
                    return true;
                });
    }

    /// The oldest changes that have not been forgotten, at most `most`, oldest first.
    public static List<Change> read(Session session, int most) {
        return session.query(
                "select place, of_table, first_key, second_key, second_key is null as alone from "
                        + TABLE
                        + " order by place limit ?",
                row ->
                        new Change(
                                row.number("place"),
                                row.text("of_table"),
                                row.number("first_key"),
                                row.flag("alone")
                                        ? OptionalLong.empty()
                                        : OptionalLong.of(row.number("second_key"))),
                most);
    }

    /// Forgets these changes, each by itself: a transaction that began before them may come to be committed after them.
    public static void forget(Session session, List<Change> changes) {
        session.updateAll(
                "delete from " + TABLE + " where place = ?",
                changes.stream()
                        .map(change -> List.<Object>of(change.position()))
                        .collect(Collectors.toList()));
    }
}
