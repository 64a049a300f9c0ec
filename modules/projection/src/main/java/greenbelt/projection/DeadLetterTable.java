package greenbelt.projection;

import greenbelt.database.Row;
import greenbelt.database.Session;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The table of events that projections could not take.
final class DeadLetterTable {
    static final String CREATE =
            """
            create table if not exists projection_dead_letter (
                name varchar(60) not null,
                position bigint not null,
                stream varchar(100) not null,
                version bigint not null,
                type varchar(200) not null,
                waits boolean not null,
                reason varchar(2000) not null,
                attempts integer not null,
                died_at timestamp(9) with time zone not null,
                primary key (name, position))\
            """;

    private DeadLetterTable() {}

    static void insert(Session session, List<DeadLetter> letters) {
        session.updateAll(
                """
                insert into projection_dead_letter
                (name, position, stream, version, type, waits, reason, attempts, died_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)\
                """,
                letters.stream().map(DeadLetterTable::values).toList());
    }

    private static List<Object> values(DeadLetter letter) {
        return List.of(
                letter.projection(),
                letter.position(),
                letter.stream(),
                letter.version(),
                letter.type(),
                letter.waits(),
                letter.reason(),
                letter.attempts(),
                letter.at());
    }

    /// The streams of which an event is here.
    static Set<String> streams(Session session, String projection) {
        return new TreeSet<>(
                session.query(
                        "select distinct stream from projection_dead_letter where name = ? order by stream",
                        row -> row.text("stream"),
                        projection));
    }

    /// In the order of the log.
    static List<DeadLetter> of(Session session, String projection) {
        return session.query(
                "select * from projection_dead_letter where name = ? order by position",
                DeadLetterTable::letter,
                projection);
    }

    static long count(Session session, String projection) {
        return session.queryOne(
                        "select count(*) as letters from projection_dead_letter where name = ?",
                        row -> row.number("letters"),
                        projection)
                .orElse(0L);
    }

    static boolean delete(Session session, DeadLetter letter) {
        return session.update(
                        "delete from projection_dead_letter where name = ? and position = ?",
                        letter.projection(),
                        letter.position())
                == 1;
    }

    static void deleteAll(Session session, String projection) {
        session.update("delete from projection_dead_letter where name = ?", projection);
    }

    /// Notes that the event was tried again, in vain.
    static void failedAgain(Session session, DeadLetter letter, String reason) {
        session.update(
                """
                update projection_dead_letter set waits = false, reason = ?, attempts = attempts + 1
                where name = ? and position = ?\
                """,
                VersionTable.cut(reason),
                letter.projection(),
                letter.position());
    }

    private static DeadLetter letter(Row row) {
        return new DeadLetter(
                row.text("name"),
                row.number("position"),
                row.text("stream"),
                row.number("version"),
                row.text("type"),
                row.flag("waits"),
                row.text("reason"),
                row.integer("attempts"),
                row.instant("died_at"));
    }
}
