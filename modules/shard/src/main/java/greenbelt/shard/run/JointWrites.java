package greenbelt.shard.run;

import greenbelt.database.Session;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.plan.Plan;
import greenbelt.shard.run.Cluster.Held;
import greenbelt.shard.sql.Refusal;
import greenbelt.shard.sql.Refused;
import greenbelt.shard.write.Piece;
import greenbelt.shard.write.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// Carries out a statement that changes rows as one write: a piece for each shard, with what lookup indexes there say of
/// the rows. So a [Writer] that is all or none is so for rows and indexes together.
final class JointWrites {
    /// How often rows are sought anew because others have changed them meanwhile.
    private static final int MAX_ATTEMPTS = 5;

    private final Writes writes;
    private final Writer writer;

    JointWrites(Writes writes, Writer writer) {
        this.writes = writes;
        this.writer = writer;
    }

    Changed run(Plan plan, Arguments arguments) {
        return switch (plan) {
            case Plan.Change change when change.everywhere() -> everywhere(plan, arguments);
            case Plan.Add add when add.key().isEmpty() -> everywhere(plan, arguments);
            case Plan.Change change -> change(change, arguments);
            case Plan.Add add -> add(add, arguments);
            case Plan.Read _ -> throw new Refused(Refusal.UNREADABLE, "a query, as a write");
        };
    }

    /// Reference tables have one way to be written, which brings up what a failure has left behind.
    private Changed everywhere(Plan plan, Arguments arguments) {
        return new Changed(writes.run(plan, arguments), new TreeSet<>(), new TreeSet<>());
    }

    private Changed add(Plan.Add add, Arguments arguments) {
        return writes.onShards(
                held -> new Additions(add, arguments, held.map()).shards(),
                held ->
                        write(
                                add.table().name(),
                                held,
                                new Additions(add, arguments, held.map()).pieces()));
    }

    private Changed change(Plan.Change change, Arguments arguments) {
        for (int attempt = 1; ; attempt++) {
            try {
                return writes.onShards(
                        held -> concerned(change, arguments, held),
                        held ->
                                write(
                                        change.table().name(),
                                        held,
                                        pieces(change, arguments, held)));
            } catch (RowsChanged meanwhile) {
                if (attempt == MAX_ATTEMPTS) {
                    throw new ShardFailure(meanwhile.shard, "is too busy", meanwhile);
                }
            }
        }
    }

    /// Which lookup index names the rows that go is not known before they are found: it may be on any shard.
    private static NavigableSet<ShardId> concerned(
            Plan.Change change, Arguments arguments, Held held) {
        return change.doomed().isEmpty()
                ? new Router(held, arguments).shards(change.route())
                : held.map().shards();
    }

    private static NavigableMap<ShardId, Function<Session, Integer>> pieces(
            Plan.Change change, Arguments arguments, Held held) {
        var pieces = new TreeMap<ShardId, Function<Session, Integer>>();
        var indexRows = new ArrayList<IndexRow>();
        for (var shard : new Router(held, arguments).shards(change.route())) {
            var gone =
                    change.doomed().isEmpty()
                            ? List.<IndexRow>of()
                            : held.database(shard)
                                    .read(
                                            "find what goes",
                                            session ->
                                                    Writes.doomed(
                                                            change,
                                                            arguments,
                                                            held.map(),
                                                            session));
            indexRows.addAll(gone);
            pieces.put(
                    shard,
                    session -> {
                        if (!Writes.doomed(change, arguments, held.map(), session).equals(gone)) {
                            throw new RowsChanged(shard);
                        }
                        return session.update(change.sql().sql(), arguments.of(change.sql()));
                    });
        }
        for (var row : indexRows) {
            pieces.merge(
                    row.shard(held.map()),
                    session -> {
                        row.delete(session);
                        return 0;
                    },
                    JointWrites::both);
        }
        return pieces;
    }

    static Function<Session, Integer> both(
            Function<Session, Integer> one, Function<Session, Integer> other) {
        return session -> one.apply(session) + other.apply(session);
    }

    private Changed write(
            String table, Held held, NavigableMap<ShardId, Function<Session, Integer>> pieces) {
        var listed = new ArrayList<Piece>();
        pieces.forEach((shard, work) -> listed.add(new Piece(shard, held.database(shard), work)));
        var written = writer.write("write " + table, listed);
        return new Changed(written.total(), pieces.navigableKeySet(), written.pending());
    }

    /// Others have changed rows between finding and deleting them; nothing was done.
    private static final class RowsChanged extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient ShardId shard;

        RowsChanged(ShardId shard) {
            super("the rows to delete were changed by others each time; nothing was done");
            this.shard = shard;
        }
    }
}
