package greenbelt.shard.run;

import greenbelt.database.Database;
import greenbelt.shard.plan.Partials;
import greenbelt.shard.plan.Partials.GroupColumn;
import greenbelt.shard.plan.Pushed;
import java.util.Locale;

/// Guesses whether a shard would have more groups than it should hold in memory.
///
/// H2 holds all groups of a query in the heap, unless an index gives the rows by group. Rows to be sorted it writes to a file. So
/// with many groups it is asked for sorted rows, and they are grouped here, one group at a time: slower, in little memory.
final class GroupEstimate {
    /// How many groups a shard may hold.
    static final long MAX_HELD = 10_000;

    private static final double PERCENT = 100;

    private final Database database;
    private final Arguments arguments;

    private final long held;

    /// @param held how many groups the shard may hold
    GroupEstimate(Database database, Arguments arguments, long held) {
        this.held = held;
        this.database = database;
        this.arguments = arguments;
    }

    boolean isTooMany(Partials partials) {
        if (partials.keys() == 0 || estimate(partials) <= held) {
            return false;
        }
        return !isSortedByIndex(partials.grouped());
    }

    /// As many as there can be of each key together.
    private double estimate(Partials partials) {
        return partials.columns().stream()
                .mapToDouble(this::distinctValues)
                .reduce((double) partials.most(), (one, other) -> one * other);
    }

    /// By the statistics of H2, which it makes anew as rows are added.
    private double distinctValues(GroupColumn column) {
        var table = column.table().toUpperCase(Locale.ROOT);
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
                                        table,
                                        column.column().toUpperCase(Locale.ROOT)))
                .map(hundredfold -> hundredfold / PERCENT)
                .orElse(Double.MAX_VALUE);
    }

    private boolean isSortedByIndex(Pushed grouped) {
        try (var cursor =
                database.cursor(
                        "explain groups", "explain " + grouped.sql(), arguments.of(grouped))) {
            return String.valueOf(cursor.next(1).getFirst()[0]).contains("/* group sorted */");
        }
    }
}
