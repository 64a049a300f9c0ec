package greenbelt.shard.write;

import greenbelt.database.Database;
import greenbelt.database.DatabaseException;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.write.Recovery.Stranded;
import greenbelt.shard.write.WriteException.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/// A commit in two phases: all pieces or none, whatever crashes when.
///
/// First each shard prepares its piece. Then the decision is written into the coordinator's log: at that moment the write is
/// committed. Then each shard is told. What a crash leaves prepared is settled by [#recover]: what the log has is committed,
/// what it has not is rolled back (presumed abort). Until a shard has been told, it keeps the rows of the piece from other writers.
///
/// It is atomic and not isolated: the shards commit one after another, and who reads in between sees a half.
///
/// @see <a href="https://dl.acm.org/doi/10.1145/7239.7266">C. Mohan, B. Lindsay, R. Obermarck: Transaction Management in
///      the R* Distributed Database Management System, 1986</a>
public final class TwoPhase implements Writer {
    private final WriteLog log;

    /// The names of writes that tasks of this coordinator are at; what is prepared for them is not to be settled by others.
    private final Set<String> underway = new ConcurrentSkipListSet<>();

    public TwoPhase(WriteLog log) {
        this.log = log;
    }

    /// A write for which one shard is enough needs no second phase.
    @Override
    public Written write(String what, List<Piece> pieces) {
        return pieces.size() == 1
                ? new BestEffort().write(what, pieces)
                : write(log.newName(), what, what, pieces);
    }

    /// As [#write(String, List)], once: a write that has been committed under this name is not done again, and answers the same.
    ///
    /// Throws [WriteException]: `NAME_IN_USE` when something else was, or is being, written under this name; `UNCERTAIN` when
    /// the log did not answer.
    ///
    /// @param name 1 to 80 letters, digits and `. _ / -`
    /// @param about what is written, in full: another text is another write
    public Written write(String name, String about, String what, List<Piece> pieces) {
        var ordered = BestEffort.inOrder(pieces);
        if (!underway.add(name)) {
            throw new WriteException(Kind.NAME_IN_USE, name + " is being written at this moment");
        }
        try {
            var known = log.find(name);
            return known.isPresent()
                    ? again(known.get(), about, ordered)
                    : carryOut(name, about, what, ordered);
        } finally {
            underway.remove(name);
        }
    }

    private Written again(Decision known, String about, List<Piece> pieces) {
        if (!known.about().equals(about)) {
            throw new WriteException(
                    Kind.NAME_IN_USE,
                    "%s was \"%s\"; write \"%s\" under another name"
                            .formatted(known.name(), known.about(), about));
        }
        if (known.done()) {
            return new Written(known.rows(), new TreeSet<>());
        }
        return new Written(known.rows(), commit(known, databases(pieces)));
    }

    private Written carryOut(String name, String about, String what, List<Piece> pieces) {
        rollBack(name, pieces); // what a crash has left of this name is not decided
        var decision = new Decision(name, about, prepare(name, what, pieces), false);
        if (!isDecided(decision)) {
            rollBack(name, pieces);
            throw new WriteException(
                    Kind.NAME_IN_USE, name + " was decided by another coordinator with this log");
        }
        return new Written(decision.rows(), commit(decision, databases(pieces)));
    }

    private static NavigableMap<ShardId, Database> databases(List<Piece> pieces) {
        var databases = new TreeMap<ShardId, Database>();
        pieces.forEach(piece -> databases.put(piece.shard(), piece.database()));
        return databases;
    }

    private NavigableMap<ShardId, Integer> prepare(String name, String what, List<Piece> pieces) {
        var rows = new TreeMap<ShardId, Integer>();
        var prepared = new ArrayList<Piece>();
        boolean all = false;
        try {
            for (var piece : pieces) {
                rows.put(
                        piece.shard(),
                        piece.database().prepare(what, log.prefix() + name, piece.work()));
                prepared.add(piece);
            }
            all = true;
            return rows;
        } finally {
            if (!all) {
                rollBack(name, prepared);
            }
        }
    }

    /// Where a shard cannot be told, it is undone when it is asked what is in doubt.
    private void rollBack(String name, List<Piece> pieces) {
        pieces.stream()
                .map(Piece::database)
                .filter(database -> isInDoubt(database, name))
                .forEach(database -> isTold(database, name, false));
    }

    private boolean isInDoubt(Database database, String name) {
        try {
            return database.inDoubt().contains(log.prefix() + name);
        } catch (DatabaseException failure) {
            return false;
        }
    }

    private boolean isDecided(Decision decision) {
        try {
            return log.decide(decision);
        } catch (DatabaseException failure) {
            throw new WriteException(
                    Kind.UNCERTAIN,
                    decision.name()
                            + " is prepared, and the log did not say whether it is decided; write it again under the same name",
                    failure);
        }
    }

    /// Answers the shards that could not be told.
    private NavigableSet<ShardId> commit(
            Decision decision, NavigableMap<ShardId, Database> databases) {
        var pending = new TreeSet<ShardId>();
        for (var shard : decision.rows().navigableKeySet()) {
            var database = Optional.ofNullable(databases.get(shard));
            if (database.isEmpty() || !isTold(database.get(), decision.name(), true)) {
                pending.add(shard);
            }
        }
        if (pending.isEmpty()) {
            log.markDone(decision.name());
        }
        return pending;
    }

    private boolean isTold(Database database, String name, boolean commit) {
        try {
            database.decide(log.prefix() + name, commit);
            return true;
        } catch (DatabaseException failure) {
            return false;
        }
    }

    /// Settles what crashes have left: to be called when the coordinator starts, and when a shard is back.
    public Recovery recover(Participants participants) {
        var committed = new TreeSet<String>();
        var pending = new TreeSet<String>();
        for (var decision : log.open()) {
            if (!underway.contains(decision.name())) {
                var left = commit(decision, databases(participants, decision.rows().keySet()));
                (left.isEmpty() ? committed : pending).add(decision.name());
            }
        }
        var rolledBack = new TreeSet<String>();
        var stranded = new TreeMap<String, TreeSet<ShardId>>();
        var unreachable = new TreeSet<ShardId>();
        for (var shard : participants.shards()) {
            var database = participants.database(shard);
            try {
                for (var name : database.inDoubt()) {
                    if (!name.startsWith(log.prefix())) {
                        stranded.computeIfAbsent(name, _ -> new TreeSet<>()).add(shard);
                    } else if (isUndecided(name.substring(log.prefix().length()))) {
                        database.decide(name, false);
                        rolledBack.add(name.substring(log.prefix().length()));
                    }
                }
            } catch (DatabaseException failure) {
                unreachable.add(shard);
            }
        }
        var listed = new ArrayList<Stranded>();
        stranded.forEach((name, shards) -> listed.add(new Stranded(name, shards)));
        return new Recovery(committed, rolledBack, pending, listed, unreachable);
    }

    /// In this order: what is not under way any more is decided by then, or never will be.
    private boolean isUndecided(String name) {
        return !underway.contains(name) && log.find(name).isEmpty();
    }

    private static NavigableMap<ShardId, Database> databases(
            Participants participants, Collection<ShardId> shards) {
        var databases = new TreeMap<ShardId, Database>();
        shards.stream()
                .filter(participants.shards()::contains)
                .forEach(shard -> databases.put(shard, participants.database(shard)));
        return databases;
    }

    /// Decides about a transaction that is stranded, on every shard where it is prepared: what is called a heuristic decision, because
    /// nobody can know that it is the right one.
    ///
    /// @param name with that of its log, as [Stranded] has it
    /// @return the shards where it was prepared
    public Set<ShardId> settle(Participants participants, String name, boolean commit) {
        if (name.startsWith(log.prefix())) {
            throw new WriteException(
                    Kind.REFUSED, name + " is in this log, which decides about it: recover");
        }
        var settled = new TreeSet<ShardId>();
        for (var shard : participants.shards()) {
            if (participants.database(shard).decide(name, commit)) {
                settled.add(shard);
            }
        }
        return settled;
    }
}
