package greenbelt.database;

import greenbelt.database.DatabaseException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.h2.api.ErrorCode;

/// Remembers in the database itself whose it is, and with which version of the schema it was made.
final class SchemaTable {
    /// The version while the tables are being created; who finds it finds no data, and begins again.
    private static final int UNFINISHED = 0;

    private SchemaTable() {}

    /// Creates the tables in an empty database; checks that one with tables is this service's and of this version.
    ///
    /// @param place where the database is, for messages
    static void install(Connection connection, String name, Schema schema, String place) {
        try (var statement = connection.createStatement()) {
            var found = find(statement, place);
            if (found.isPresent() && found.get().version() != UNFINISHED) {
                found.get().check(new Entry(name, schema.version()), place);
            } else {
                if (found.isPresent()) {
                    statement.execute("drop all objects");
                }
                create(statement, name, schema);
            }
            connection.commit();
        } catch (SQLException failure) {
            throw SqlErrors.during("create the tables of " + place, failure);
        }
    }

    private static void create(Statement statement, String name, Schema schema)
            throws SQLException {
        statement.execute(
                "create table greenbelt_schema (name varchar(60) primary key, version int not null)");
        statement.execute(
                "insert into greenbelt_schema values ('%s', %d)".formatted(name, UNFINISHED));
        for (var sql : schema.statements()) {
            statement.execute(sql);
        }
        statement.execute("update greenbelt_schema set version = " + schema.version());
    }

    private static Optional<Entry> find(Statement statement, String place) throws SQLException {
        try (var found =
                statement.executeQuery(
                        "select name, version from greenbelt_schema order by name")) {
            return found.next()
                    ? Optional.of(new Entry(found.getString(1), found.getInt(2)))
                    : Optional.of(new Entry("", UNFINISHED));
        } catch (SQLException failure) {
            return switch (failure.getErrorCode()) {
                case ErrorCode.TABLE_OR_VIEW_NOT_FOUND_DATABASE_EMPTY_1 -> Optional.empty();
                case ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1,
                        ErrorCode.TABLE_OR_VIEW_NOT_FOUND_WITH_CANDIDATES_2 ->
                        throw new DatabaseException(
                                Kind.INCOMPATIBLE,
                                place + " is a database, but not one of Greenbelt's");
                default -> throw failure;
            };
        }
    }

    /// The only row of the table.
    private record Entry(String name, int version) {
        void check(Entry expected, String place) {
            if (!equals(expected)) {
                throw new DatabaseException(
                        Kind.INCOMPATIBLE,
                        place
                                + " holds "
                                + this
                                + ", expected "
                                + expected
                                + "; use another folder, or the version of Greenbelt that wrote it");
            }
        }

        @Override
        public String toString() {
            return "version " + version + " of the tables of " + name;
        }
    }
}
