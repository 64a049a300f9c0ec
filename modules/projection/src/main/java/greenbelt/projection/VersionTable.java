package greenbelt.projection;

import greenbelt.database.Row;
import greenbelt.database.Session;
import greenbelt.projection.Version.Role;
import java.util.List;
import java.util.Optional;

/// The table of versions: which there are of each projection, what for, and how far they have come.
final class VersionTable {
    static final String CREATE =
            """
            create table if not exists projection (
                name varchar(60) not null,
                version bigint not null,
                role varchar(20) not null,
                position bigint not null,
                target bigint not null,
                halted varchar(2000),
                primary key (name, version))\
            """;

    /// The longest reason that is kept, in characters.
    static final int MAX_REASON = 2_000;

    /// The name of the row that says how far the followers have come.
    private static final String FOLLOWERS = "*";

    private VersionTable() {}

    /// Whether a database that was made without projections has the table by now.
    static boolean isThere(Session session) {
        return session.queryOne(
                        "select count(*) > 0 as there from information_schema.tables where lower(table_name) = 'projection'",
                        row -> row.flag("there"))
                .orElse(false);
    }

    static List<Version> all(Session session) {
        return session.query(
                "select * from projection order by name, version", VersionTable::version);
    }

    static List<Version> of(Session session, String projection) {
        return session.query(
                "select * from projection where name = ? order by version",
                VersionTable::version,
                projection);
    }

    static Optional<Version> with(Session session, String projection, Role role) {
        return session.queryOne(
                "select * from projection where name = ? and role = ?",
                VersionTable::version,
                projection,
                role);
    }

    /// The readers' versions that take events, by name.
    static List<Version> following(Session session) {
        return session.query(
                "select * from projection where role = ? and halted is null order by name",
                VersionTable::version,
                Role.CURRENT);
    }

    static long followers(Session session) {
        return with(session, FOLLOWERS, Role.FOLLOWERS).map(Version::position).orElse(0L);
    }

    static void insertFollowers(Session session, long position) {
        insert(session, new Version(FOLLOWERS, 0, Role.FOLLOWERS, position, 0, Optional.empty()));
    }

    static void insert(Session session, Version version) {
        session.update(
                "insert into projection (name, version, role, position, target, halted) values (?, ?, ?, ?, ?, ?)",
                version.projection(),
                version.version(),
                version.role(),
                version.position(),
                version.target(),
                version.halted());
    }

    static void delete(Session session, Version version) {
        session.update(
                "delete from projection where name = ? and version = ?",
                version.projection(),
                version.version());
    }

    static void turn(Session session, Version version, Role role) {
        session.update(
                "update projection set role = ? where name = ? and version = ?",
                role,
                version.projection(),
                version.version());
    }

    static void halt(Session session, Version version, String reason) {
        session.update(
                "update projection set halted = ? where name = ? and version = ?",
                cut(reason),
                version.projection(),
                version.version());
    }

    static String cut(String reason) {
        return reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
    }

    static void moveTo(Session session, Version version, long position) {
        session.update(
                "update projection set position = ? where name = ? and version = ?",
                position,
                version.projection(),
                version.version());
    }

    static void followersAt(Session session, long position) {
        session.update(
                "update projection set position = ? where role = ?", position, Role.FOLLOWERS);
    }

    /// Moves the checkpoints of all that follow together.
    static void moveFollowersTo(Session session, long position) {
        session.update(
                "update projection set position = ? where role in (?, ?) and halted is null and position < ?",
                position,
                Role.CURRENT,
                Role.FOLLOWERS,
                position);
    }

    private static Version version(Row row) {
        return new Version(
                row.text("name"),
                row.number("version"),
                Role.valueOf(row.text("role")),
                row.number("position"),
                row.number("target"),
                row.optionalText("halted"));
    }
}
