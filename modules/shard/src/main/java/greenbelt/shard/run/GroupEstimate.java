package greenbelt.shard.run;

import greenbelt.database.Database;
import greenbelt.database.DatabaseException;
import greenbelt.shard.estimate.Statistics;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.plan.Partials;
import greenbelt.shard.run.Cluster.Held;
import java.util.NavigableSet;

/// Guesses whether a shard would have more groups than it should hold in memory.
///
/// H2 holds all groups of a query in the heap, or, where an index gives the rows by group, all that comes of them. Rows to be sorted
/// it writes to a file, and those that an index gives in order it finds as they are pulled. So with many groups it is asked for sorted rows, and they are grouped here, one group at a time: slower, in little memory.
final class GroupEstimate {
    /// How many groups a shard may hold.
    static final long MAX_HELD = 20_000;

    private final Held held;
    private final long most;

    /// @param most how many groups a shard may hold
    GroupEstimate(Held held, long most) {
        this.held = held;
        this.most = most;
    }

    /// Whether one of these shards would have more. One that cannot be asked has none: whoever asks it for rows will see.
    boolean isTooMany(Partials partials, NavigableSet<ShardId> shards) {
        return partials.keys() > 0
                && shards.stream().anyMatch(shard -> isTooMany(partials, held.database(shard)));
    }

    private boolean isTooMany(Partials partials, Database database) {
        try {
            return estimate(partials, database) > most;
        } catch (DatabaseException failure) {
            return false;
        }
    }

    /// As many as there can be of each key together.
    private static double estimate(Partials partials, Database database) {
        var statistics = new Statistics(database);
        return partials.columns().stream()
                .mapToDouble(column ->
                        statistics
                                .distinct(column.table(), column.column())
                                .orElse(Double.MAX_VALUE))
                .reduce((double) partials.most(), (one, other) -> one * other);
    }
}
