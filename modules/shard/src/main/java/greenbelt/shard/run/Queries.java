package greenbelt.shard.run;

import greenbelt.shard.plan.Plan;
import greenbelt.shard.plan.Planner;
import greenbelt.shard.plan.Planner.Planned;
import greenbelt.shard.sql.Refusal;
import greenbelt.shard.sql.Refused;
import greenbelt.shard.write.Writer;
import greenbelt.world.Mailbox;
import greenbelt.world.World;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Runs statements over sharded tables, as if they were one database's. For tasks, of which there may be many.
///
/// A query sees each shard as it is at one moment; not all of them at the same one.
public final class Queries {
    /// How many plans are kept, by the text of the statement. Others are made anew each time.
    public static final int MAX_PLANS = 1_000;

    /// How many rows [#all] answers at most.
    public static final int MAX_ROWS = 100_000;

    private final World world;
    private final Cluster cluster;
    private final Mailbox<Boolean> permits;
    private final ConcurrentHashMap<String, Known> plans = new ConcurrentHashMap<>();
    private final Planner planner;
    private final long groupsHeld;
    private final UnaryOperator<Plan> change;

    /// @param atOnce how many shards are at work at once, of all statements; about as many as there are cores
    public Queries(World world, Cluster cluster, int atOnce) {
        this(world, cluster, atOnce, GroupEstimate.MAX_HELD, UnaryOperator.identity());
    }

    /// @param groupsHeld how many groups a shard may hold in memory
    /// @param change what is done to each plan, so that a test can see what a wrong one does
    Queries(World world, Cluster cluster, int atOnce, long groupsHeld, UnaryOperator<Plan> change) {
        this.world = world;
        this.cluster = cluster;
        this.groupsHeld = groupsHeld;
        this.change = change;
        this.permits = world.mailbox("shards at work", atOnce);
        for (int i = 0; i < atOnce; i++) {
            permits.offer(true);
        }
        try (var held = cluster.read()) {
            this.planner = new Planner(held.map().catalog());
        }
    }

    /// The plan of a statement. Throws [Refused].
    Known planned(String sql) {
        var kept = plans.get(sql);
        if (kept != null) {
            return kept;
        }
        var right = planner.plan(sql);
        var made = new Known(new Planned(change.apply(right.plan()), right.parameters()));
        if (plans.size() < MAX_PLANS) {
            plans.put(sql, made);
        }
        return made;
    }

    /// Runs a query. Throws [Refused], [ShardFailure] or [greenbelt.database.DatabaseException], also while its rows come.
    ///
    /// @param values one for each `?`, as for a [greenbelt.database.Session]
    public Answer query(String sql, Object... values) {
        return query(Options.USUAL, sql, values);
    }

    /// Runs a query in another way.
    public Answer query(Options options, String sql, Object... values) {
        var planned = planned(sql);
        var arguments = planned.arguments(values);
        return switch (planned.plan()) {
            case Plan.Read read -> answer(planned, read, options, arguments);
            case Plan.Change _, Plan.Add _ ->
                    throw new Refused(Refusal.UNREADABLE, "a statement that writes, as a query");
        };
    }

    private Answer answer(Known planned, Plan.Read read, Options options, Arguments arguments) {
        var byKey = planned.byKey();
        return byKey.isPresent() && options.isUsual() && planned.tries()
                ? quickly(planned, byKey.get(), arguments)
                        .orElseGet(() -> open(planned, read, options, arguments))
                : open(planned, read, options, arguments);
    }

    /// The answer of one shard, when it has few rows: no cursor, no task, no clock, and nothing is held afterwards. So short are
    /// most statements that what is around them would take longer than they do.
    private Optional<Answer> quickly(Known planned, Known.ByKey byKey, Arguments arguments) {
        try (var held = cluster.read()) {
            var found = new Router(held, arguments).owner(byKey.key());
            if (found.isEmpty()) {
                return Optional.empty();
            }
            var shard = found.get();
            var whole = byKey.whole();
            var rows = Asked.few(shard, held.database(shard), whole.sql(), arguments.of(whole));
            if (rows.isEmpty()) {
                planned.hadMany();
            }
            return rows.map(few -> Answer.of(shard, few));
        }
    }

    private Answer open(Known planned, Plan.Read read, Options options, Arguments arguments) {
        var asked = new Asked(world, cluster.read(), permits, options, arguments, planned);
        boolean opened = false;
        try {
            var answer = new Reads(asked, groupsHeld).answer(read);
            opened = true;
            return answer;
        } finally {
            if (!opened) {
                asked.close();
            }
        }
    }

    /// All rows of a query, at most [#MAX_ROWS].
    public List<@Nullable Object[]> all(String sql, Object... values) {
        return query(sql, values).rest(MAX_ROWS);
    }

    /// Inserts, updates or deletes rows; answers how many. Throws [Refused], and nothing is changed then.
    ///
    /// Each shard commits for itself. When one fails, [ShardFailure] says which; those before it in order have kept their part.
    public long update(String sql, Object... values) {
        var planned = planned(sql);
        var arguments = planned.arguments(values);
        return new Writes(cluster).run(planned.plan(), arguments);
    }

    /// The same as one write, of which `writer` says what it promises: a piece for each shard, its rows of lookup indexes included.
    ///
    /// Throws what the writer does, too; and [ShardFailure] when others change the rows each time between finding and deleting
    /// them, with nothing changed.
    public Changed update(Writer writer, String sql, Object... values) {
        var planned = planned(sql);
        var arguments = planned.arguments(values);
        return new JointWrites(new Writes(cluster), writer).run(planned.plan(), arguments);
    }

    /// What a statement asks of which shard, and why; nothing is changed, and no rows come.
    public Explanation explain(String sql, Object... values) {
        var planned = planned(sql);
        var arguments = planned.arguments(values);
        try (var held = cluster.read()) {
            return new Explaining(held, arguments, groupsHeld).explain(planned.plan());
        }
    }

    /// The same of a query, which is run to its end to see how many rows come from each shard.
    public Explanation explainRun(String sql, Object... values) {
        var explained = explain(sql, values);
        try (var answer = query(Options.USUAL.timing(), sql, values)) {
            while (answer.advance()) {
                answer.row();
            }
            return explained.with(answer.shares());
        }
    }
}
