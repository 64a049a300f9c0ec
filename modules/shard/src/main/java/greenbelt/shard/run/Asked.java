package greenbelt.shard.run;

import greenbelt.database.DatabaseException;
import greenbelt.database.Row;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.plan.Pushed;
import greenbelt.shard.plan.Route;
import greenbelt.shard.run.Answer.Share;
import greenbelt.shard.run.Cluster.Held;
import greenbelt.world.Mailbox;
import greenbelt.world.Task;
import greenbelt.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What one statement asks of the shards. For the task that runs it.
final class Asked implements AutoCloseable {
    private final World world;
    private final Held held;
    private final Mailbox<Boolean> permits;
    private final Options options;
    private final Arguments arguments;
    private final Missing missing;
    private final NavigableMap<ShardId, Tally> tallies = new TreeMap<>();

    Asked(World world, Held held, Mailbox<Boolean> permits, Options options, Arguments arguments) {
        this.world = world;
        this.held = held;
        this.permits = permits;
        this.options = options;
        this.arguments = arguments;
        this.missing = new Missing(options.partial());
    }

    Held held() {
        return held;
    }

    Arguments arguments() {
        return arguments;
    }

    Missing missing() {
        return missing;
    }

    NavigableSet<ShardId> shards(Route route) {
        return new Router(held, arguments).shards(route);
    }

    private Tally tally(ShardId shard) {
        return tallies.computeIfAbsent(shard, _ -> new Tally());
    }

    /// Asks one shard: in this task, which is quickest; or in a task of its own where somebody has said how long to wait, or
    /// what to do without it.
    BatchedRows one(ShardId shard, Pushed pushed) {
        return options.equals(Options.USUAL)
                ? CursorRows.open(
                        shard,
                        held.database(shard),
                        pushed.sql(),
                        arguments.of(pushed),
                        tally(shard),
                        world)
                : each(new TreeSet<>(List.of(shard)), pushed, 0).getFirst();
    }

    /// Asks several shards, each in a task of its own.
    List<FedRows> each(NavigableSet<ShardId> shards, Pushed pushed, long limit) {
        var all = new ArrayList<FedRows>();
        for (var shard : shards) {
            all.add(
                    fed(
                            shard,
                            "query on " + shard,
                            pushed.sql(),
                            arguments.of(pushed, limit),
                            tally(shard),
                            missing));
        }
        return all;
    }

    /// What any one shard can answer, because it hangs on the tables and not on their rows: asks one after the other until one
    /// answers, in this task. Throws [ShardFailure] when none does.
    ///
    /// @param sql for one row, or in order
    List<@Nullable Object[]> any(String what, String sql, Object[] values) {
        var failed = new Missing(true);
        for (var shard : held.map().shards()) {
            try {
                return held.database(shard).query(what, sql, Row::values, values);
            } catch (DatabaseException failure) {
                failed.add(new ShardFailure(shard, "cannot answer", failure));
            }
        }
        throw failed.failures().getFirst();
    }

    /// The same, of a statement that was planned.
    List<@Nullable Object[]> any(String what, Pushed pushed) {
        return any(what, pushed.sql(), arguments.of(pushed));
    }

    private FedRows fed(
            ShardId shard, String what, String sql, Object[] values, Tally tally, Missing told) {
        var feeder = new Feeder(world, shard, permits, tally);
        var database = held.database(shard);
        Task.current()
                .orElseThrow()
                .node()
                .spawn("ask " + shard, () -> feeder.run(database, what, sql, values));
        return new FedRows(feeder, options.patience(), told);
    }

    NavigableMap<ShardId, Share> shares() {
        var shares = new TreeMap<ShardId, Share>();
        tallies.forEach(
                (shard, tally) -> shares.put(shard, new Share(tally.rows(), tally.nanos())));
        return shares;
    }

    @Override
    public void close() {
        held.close();
    }
}
