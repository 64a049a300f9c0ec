package greenbelt.shard.run;

import greenbelt.database.Database;
import greenbelt.database.DatabaseException;
import greenbelt.shard.estimate.Estimate;
import greenbelt.shard.estimate.Statistics;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.plan.Partials;
import greenbelt.shard.plan.Plan;
import greenbelt.shard.plan.Pushed;
import greenbelt.shard.run.Cluster.Held;
import greenbelt.shard.sql.Query;
import greenbelt.shard.sql.SqlParser;
import java.util.List;
import java.util.NavigableSet;

/// Decides how shards are asked for groups, by guessing whether one would have more of them than it should hold in memory.
///
/// H2 holds all groups of a query in the heap, or, where an index gives the rows by group, all that comes of them. So when there are
/// too many, it is asked for rows instead, where their primary key gives them in the order of the groups: they are found as they are
/// pulled, and grouped here, one group at a time. Else it is asked for a part of the groups at a time, by the hash of their keys: that
/// takes a scan for each part, where sorting the rows in a file would take much longer.
final class GroupEstimate {
    /// How many groups a shard may hold.
    static final long MAX_HELD = 20_000;

    /// In how many parts at most.
    private static final int MAX_PARTS = 64;

    private final Held held;
    private final Arguments arguments;
    private final long most;

    /// @param most how many groups a shard may hold; with 0, rows are asked for always
    GroupEstimate(Held held, Arguments arguments, long most) {
        this.held = held;
        this.arguments = arguments;
        this.most = most;
    }

    /// A shard that cannot be asked has no groups: whoever asks it for rows will see.
    Grouping of(Plan.Groups plan, NavigableSet<ShardId> shards) {
        var partials = plan.partials();
        var full =
                partials.keys() == 0
                        ? List.<Database>of()
                        : shards.stream()
                                .map(held::database)
                                .filter(database -> isTooMany(partials, database))
                                .toList();
        if (full.isEmpty()) {
            return Grouping.AT_ONCE;
        }
        if (most == 0 || partials.parted().isEmpty() || !canBeSorted(plan)) {
            return Grouping.BY_ROWS;
        }
        try {
            return isInOrder(partials.rows(), full.getFirst())
                    ? Grouping.BY_ROWS
                    : inParts(partials, full);
        } catch (DatabaseException failure) {
            return Grouping.BY_ROWS;
        }
    }

    private Grouping inParts(Partials partials, List<Database> full) {
        double groups =
                full.stream().mapToDouble(one -> rows(partials.grouped(), one)).max().orElse(0);
        double parts = Math.ceil(groups / most);
        return parts > MAX_PARTS ? Grouping.BY_ROWS : Grouping.inParts((int) Math.max(1, parts));
    }

    /// Whether the order that is asked for can be made here when groups come in any.
    private boolean canBeSorted(Plan.Groups plan) {
        return plan.finish().sort().isEmpty()
                || arguments.needed(plan.finish().limit()) <= Sorted.MAX_KEPT;
    }

    private boolean isTooMany(Partials partials, Database database) {
        try {
            return groups(partials, database) > most;
        } catch (DatabaseException failure) {
            return false;
        }
    }

    /// As many as there can be of each key together.
    private static double groups(Partials partials, Database database) {
        var statistics = new Statistics(database);
        return partials.columns().stream()
                .mapToDouble(column ->
                        statistics
                                .distinct(column.table(), column.column())
                                .orElse(Double.MAX_VALUE))
                .reduce((double) partials.most(), (one, other) -> one * other);
    }

    private double rows(Pushed pushed, Database database) {
        var estimate =
                new Estimate(
                        new Statistics(database),
                        held.map().catalog(),
                        List.of(arguments.of(pushed)));
        return estimate.rows((Query) SqlParser.parse(pushed.sql()));
    }

    private boolean isInOrder(Pushed rows, Database database) {
        var plan =
                database.query(
                        "explain groups",
                        "explain " + rows.sql(),
                        row -> String.valueOf(row.values()[0]),
                        arguments.of(rows));
        return plan.getFirst().contains("/* index sorted */")
                && plan.getFirst().contains("PRIMARY_KEY");
    }
}
