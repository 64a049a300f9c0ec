package greenbelt.shard.estimate;

import greenbelt.database.Database;
import java.util.Locale;
import java.util.Optional;

/// What H2 knows of the tables of one database: how many rows there are, and of a column about how many different values. It counts
/// the rows, and samples the values anew as rows are added.
public final class Statistics {
    private static final double PERCENT = 100;

    private final Database database;

    public Statistics(Database database) {
        this.database = database;
    }

    /// How many rows the table has; 0 when there is none of this name. Throws [greenbelt.database.DatabaseException].
    public double rows(String table) {
        return database.read(
                        "statistics",
                        session ->
                                session.queryOne(
                                        "select row_count_estimate as found from information_schema.tables"
                                                + " where table_schema = 'PUBLIC' and table_name = ?",
                                        row -> row.number("found"),
                                        table.toUpperCase(Locale.ROOT)))
                .map(Long::doubleValue)
                .orElse(0.0);
    }

    /// About how many different values the column has; empty when there is no such column. Throws
    /// [greenbelt.database.DatabaseException].
    public Optional<Double> distinct(String table, String column) {
        return database.read(
                        "statistics",
                        session ->
                                session.queryOne(
                                        "select row_count_estimate * selectivity as hundredfold"
                                                + " from information_schema.tables t"
                                                + " join information_schema.columns c"
                                                + " on c.table_name = t.table_name"
                                                + " and c.table_schema = t.table_schema"
                                                + " where t.table_schema = 'PUBLIC'"
                                                + " and t.table_name = ? and c.column_name = ?",
                                        row -> row.number("hundredfold"),
                                        table.toUpperCase(Locale.ROOT),
                                        column.toUpperCase(Locale.ROOT)))
                .map(hundredfold -> hundredfold / PERCENT);
    }
}
