package greenbelt.shard.run;

import greenbelt.database.Database;
import greenbelt.database.DatabaseException;
import greenbelt.database.Row;
import greenbelt.database.Rows;
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
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What one statement asks of the shards. For the task that runs it.
final class Asked implements Answer.Told {
    /// How many rows of one shard are gathered; of more, a cursor is kept open.
    static final int FEW = Feeder.BATCH;

    private static final String[] NAMES =
            IntStream.rangeClosed(0, ShardId.MAX)
                    .mapToObj(number -> "query on shard-" + number)
                    .toArray(String[]::new);

    private final World world;
    private final Held held;
    private final Mailbox<Boolean> permits;
    private final Options options;
    private final Arguments arguments;
    private final Known planned;
    private final Missing missing;
    private final NavigableMap<ShardId, Tally> tallies = new TreeMap<>();

    Asked(
            World world,
            Held held,
            Mailbox<Boolean> permits,
            Options options,
            Arguments arguments,
            Known planned) {
        this.world = world;
        this.held = held;
        this.permits = permits;
        this.options = options;
        this.arguments = arguments;
        this.planned = planned;
        this.missing = new Missing(options.partial());
    }

    Held held() {
        return held;
    }

    Arguments arguments() {
        return arguments;
    }

    @Override
    public List<ShardId> missing() {
        return missing.shards();
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
        return options.isUsual()
                ? here(shard, pushed)
                : each(new TreeSet<>(List.of(shard)), pushed, 0).getFirst();
    }

    private BatchedRows here(ShardId shard, Pushed pushed) {
        var values = arguments.of(pushed);
        var database = held.database(shard);
        if (planned.tries()) {
            var few = few(shard, database, pushed.sql(), values);
            if (few.isPresent()) {
                tally(shard).add(few.get().values().size());
                return new GatheredRows(few.get());
            }
            planned.hadMany();
        }
        return CursorRows.open(shard, database, pushed.sql(), values, tally(shard), world);
    }

    /// The rows of one shard, if they are few; nothing is held afterwards. Throws [ShardFailure].
    static Optional<Rows> few(ShardId shard, Database database, String sql, Object... values) {
        try {
            var rows = database.rows(name(shard), sql, FEW + 1, values);
            return rows.values().size() > FEW ? Optional.empty() : Optional.of(rows);
        } catch (DatabaseException failure) {
            throw new ShardFailure(shard, "cannot answer", failure);
        }
    }

    /// What asking a shard is called in traces.
    static String name(ShardId shard) {
        return NAMES[shard.number()];
    }

    /// Asks several shards, each in a task of its own.
    List<FedRows> each(NavigableSet<ShardId> shards, Pushed pushed, long limit) {
        return each(shards, pushed, arguments.of(pushed, limit));
    }

    /// Asks several shards, each in a task of its own.
    ///
    /// @param values of what they are asked
    List<FedRows> each(NavigableSet<ShardId> shards, Pushed pushed, Object[] values) {
        var all = new ArrayList<FedRows>();
        for (var shard : shards) {
            all.add(fed(shard, name(shard), pushed.sql(), values, tally(shard), missing));
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

    @Override
    public NavigableMap<ShardId, Share> shares() {
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
