package greenbelt.shard.run;

import greenbelt.database.Database;
import greenbelt.database.DatabaseException;
import greenbelt.database.Session;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.plan.Plan;
import greenbelt.shard.plan.Pushed;
import greenbelt.shard.run.Cluster.Held;
import greenbelt.shard.sql.Refusal;
import greenbelt.shard.sql.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// Carries out statements that change rows. Each shard commits for itself.
///
/// A lookup index is written to before the rows it is about, and after they are deleted: it may for a moment name a shard that
/// has no such row, never leave out one that has.
final class Writes {
    /// How often shards are sought anew because rows were moved meanwhile.
    private static final int MAX_ATTEMPTS = 5;

    private final Cluster cluster;

    Writes(Cluster cluster) {
        this.cluster = cluster;
    }

    long run(Plan plan, Arguments arguments) {
        return switch (plan) {
            case Plan.Change change -> change(change, arguments);
            case Plan.Add add -> add(add, arguments);
            case Plan.Read _ -> throw new Refused(Refusal.UNREADABLE, "a query, as a write");
        };
    }

    private long change(Plan.Change change, Arguments arguments) {
        var sql = change.sql();
        if (change.everywhere()) {
            return cluster.writeReferences(
                    "write " + change.table().name(),
                    session -> (long) session.update(sql.sql(), arguments.of(sql)));
        }
        return onShards(
                held -> new Router(held, arguments).shards(change.route()),
                held -> {
                    long changed = 0;
                    var done = new TreeSet<ShardId>();
                    for (var shard : new Router(held, arguments).shards(change.route())) {
                        var gone = new ArrayList<IndexRow>();
                        changed +=
                                behind(
                                        done,
                                        () ->
                                                on(
                                                        shard,
                                                        held,
                                                        session ->
                                                                change(
                                                                        change, arguments, held,
                                                                        session, gone)));
                        gone.forEach(row -> row.delete(held));
                        done.add(shard);
                    }
                    return changed;
                });
    }

    /// A failure says what was done before it, and stays done.
    static long behind(NavigableSet<ShardId> done, LongSupplier work) {
        try {
            return work.getAsLong();
        } catch (ShardFailure failure) {
            throw done.isEmpty() ? failure : failure.with("what was done on %s stays", done);
        }
    }

    /// @param gone gets what lookup indexes say of the rows that are deleted
    private static long change(
            Plan.Change change,
            Arguments arguments,
            Held held,
            Session session,
            List<IndexRow> gone) {
        gone.clear(); // of an attempt that lost
        gone.addAll(doomed(change, arguments, held.map(), session));
        return session.update(change.sql().sql(), arguments.of(change.sql()));
    }

    /// What lookup indexes say of the rows that the statement would delete now, in order.
    static List<IndexRow> doomed(
            Plan.Change change, Arguments arguments, ShardMap map, Session session) {
        var found = new ArrayList<IndexRow>();
        var lookups = map.catalog().lookupsOf(change.table().name());
        for (int i = 0; i < change.doomed().size(); i++) {
            var asking = change.doomed().get(i);
            var lookup = lookups.get(i);
            session.query(asking.sql(), row -> row.number(lookup.column()), arguments.of(asking))
                    .forEach(value -> found.add(new IndexRow(lookup, value, value)));
        }
        return found;
    }

    private long add(Plan.Add add, Arguments arguments) {
        if (add.key().isEmpty()) {
            var all = Pushed.of(add.insert());
            return cluster.writeReferences(
                    "write " + add.table().name(),
                    session -> (long) session.update(all.sql(), arguments.of(all)));
        }
        return onShards(
                held -> new Additions(add, arguments, held.map()).shards(),
                held -> new Additions(add, arguments, held.map()).run(held));
    }

    /// Runs `work` while none of the shards it writes to is being switched.
    <T> T onShards(Function<Held, NavigableSet<ShardId>> route, Function<Held, T> work) {
        for (int attempt = 1; ; attempt++) {
            var entered = new TreeSet<ShardId>();
            try (var held =
                    cluster.write(_ -> {
                        entered.clear();
                        try (var now = cluster.read()) {
                            entered.addAll(route.apply(now));
                        }
                        return entered;
                    })) {
                if (entered.containsAll(route.apply(held))) {
                    return work.apply(held);
                }
            }
            if (attempt == MAX_ATTEMPTS) {
                throw new IllegalStateException("rows are moved faster than they can be found");
            }
        }
    }

    /// Runs `work` in a transaction of one shard.
    static long on(ShardId shard, Held held, Function<Session, Long> work) {
        Database database = held.database(shard);
        try {
            return database.write("write on " + shard, work);
        } catch (DatabaseException failure) {
            throw new ShardFailure(shard, "cannot write", failure);
        }
    }
}
