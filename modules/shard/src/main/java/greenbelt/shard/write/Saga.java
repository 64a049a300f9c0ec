package greenbelt.shard.write;

import greenbelt.database.Database;
import greenbelt.database.Session;
import greenbelt.shard.map.Column;
import greenbelt.shard.map.ColumnType;
import greenbelt.shard.map.KeyHash;
import greenbelt.shard.map.Placement;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.Table;
import greenbelt.shard.write.SagaLog.Entry;
import greenbelt.shard.write.SagaLog.State;
import greenbelt.shard.write.Transfer.Side;
import greenbelt.shard.write.WriteException.Kind;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;

/// A transfer as a saga: a transaction of one shard after the other, and what makes up for the first when the second is refused.
///
/// No shard holds rows while another one is waited for, and everybody sees the state in between: an amount that is on neither
/// order. What a crash has cut short is carried on by [#recover], forward or back; each step leaves a mark on its shard in the same
/// transaction, so that it takes effect once. The marks move with the rows when a shard is split, so a saga may be carried on
/// elsewhere than it began.
///
/// For many tasks, of which one at a time may be at a name.
///
/// @see <a href="https://dl.acm.org/doi/10.1145/38713.38742">H. Garcia-Molina, K. Salem: Sagas, 1987</a>
public final class Saga {
    /// The marks, which are on the shard of the user whose order the step is about, and move with it.
    public static final Table MARKS =
            new Table(
                    "saga_step",
                    List.of(
                            Column.of("mark", ColumnType.BIGINT),
                            Column.of("user_id", ColumnType.BIGINT),
                            Column.of("name", ColumnType.VARCHAR),
                            Column.of("step", ColumnType.VARCHAR)),
                    List.of("mark"),
                    new Placement.Sharded("user_id"));

    private final SagaLog log;
    private final Set<String> underway = new ConcurrentSkipListSet<>();

    public Saga(WriteLog log) {
        this.log = new SagaLog(log.database());
    }

    /// Carries out a transfer, once for each name; when this returns, it is done.
    ///
    /// Throws [WriteException]: `REFUSED` when it was undone, as nothing else could be; `NAME_IN_USE` when another one has
    /// this name. Throws [greenbelt.database.DatabaseException] when a shard does not answer: then [#recover] carries it on.
    public void transfer(Transfer transfer, Participants participants) {
        Transfer.shard(participants, transfer.from());
        Transfer.shard(participants, transfer.to());
        var end = carryOn(transfer, participants);
        if (end.state() == State.UNDONE) {
            throw new WriteException(Kind.REFUSED, transfer.name() + ": " + end.why());
        }
    }

    /// Carries on what has not come to an end; answers the names.
    public Set<String> recover(Participants participants) {
        var carriedOn = new TreeSet<String>();
        for (var entry : log.open()) {
            carryOn(entry.transfer(), participants);
            carriedOn.add(entry.transfer().name());
        }
        return carriedOn;
    }

    private Entry carryOn(Transfer transfer, Participants participants) {
        if (!underway.add(transfer.name())) {
            throw new WriteException(
                    Kind.NAME_IN_USE, transfer.name() + " is being carried out at this moment");
        }
        try {
            var entry =
                    log.find(transfer.name())
                            .orElseGet(() -> log.put(new Entry(transfer, State.BEGUN, "")));
            if (!entry.transfer().about().equals(transfer.about())) {
                throw new WriteException(
                        Kind.NAME_IN_USE,
                        "%s was \"%s\"".formatted(transfer.name(), entry.transfer().about()));
            }
            while (!entry.state().isEnd()) {
                entry = log.put(next(entry, participants));
            }
            return entry;
        } finally {
            underway.remove(transfer.name());
        }
    }

    /// Does what comes next, and answers where the saga stands then.
    private static Entry next(Entry entry, Participants participants) {
        var transfer = entry.transfer();
        return switch (entry.state()) {
            case BEGUN ->
                    attempt(
                            entry.at(State.TAKEN),
                            State.UNDONE,
                            () ->
                                    step(
                                            transfer,
                                            "take",
                                            transfer.from(),
                                            participants,
                                            transfer::take));
            case TAKEN ->
                    attempt(
                            entry.at(State.DONE),
                            State.GIVING_BACK,
                            () ->
                                    step(
                                            transfer,
                                            "give",
                                            transfer.to(),
                                            participants,
                                            transfer::give));
            case GIVING_BACK -> {
                step(transfer, "give back", transfer.from(), participants, transfer::giveBack);
                yield entry.at(State.UNDONE);
            }
            case DONE, UNDONE -> entry;
        };
    }

    /// @param refused where the saga goes when the shard refuses the step
    private static Entry attempt(Entry done, State refused, Runnable step) {
        try {
            step.run();
            return done;
        } catch (WriteException failure) {
            return done.failed(refused, String.valueOf(failure.getMessage()));
        }
    }

    private static void step(
            Transfer transfer,
            String step,
            Side side,
            Participants participants,
            Function<Session, Integer> work) {
        database(participants, side)
                .write(
                        step,
                        session ->
                                isMarked(session, transfer, step)
                                        ? 0
                                        : mark(session, transfer, step, side)
                                                + work.apply(session));
    }

    private static Database database(Participants participants, Side side) {
        ShardId shard = Transfer.shard(participants, side);
        return participants.database(shard);
    }

    private static boolean isMarked(Session session, Transfer transfer, String step) {
        return session.queryOne(
                        "select name from saga_step where mark = ?",
                        row -> row.text("name"),
                        place(transfer, step))
                .filter(transfer.name()::equals)
                .isPresent();
    }

    /// Fails when another step has this place: that is as good as impossible, and must not pass for having been done.
    private static int mark(Session session, Transfer transfer, String step, Side side) {
        return session.update(
                "insert into saga_step (mark, user_id, name, step) values (?, ?, ?, ?)",
                place(transfer, step),
                side.user(),
                transfer.name(),
                step);
    }

    private static long place(Transfer transfer, String step) {
        return KeyHash.of(transfer.name() + "/" + step);
    }
}
