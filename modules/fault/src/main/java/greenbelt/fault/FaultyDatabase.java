package greenbelt.fault;

import greenbelt.database.Cursor;
import greenbelt.database.Database;
import greenbelt.database.DatabaseException;
import greenbelt.database.DatabaseException.Kind;
import greenbelt.database.ForwardingDatabase;
import greenbelt.database.Row;
import greenbelt.database.Rows;
import greenbelt.database.Session;
import greenbelt.disk.DiskFull;
import greenbelt.fault.Faults.Strikes;
import greenbelt.fault.Target.OfDatabase;
import greenbelt.world.World;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A service's database, with the faults on it. Safe for many tasks.
///
/// A transaction stays undivided: a delay comes before it. What is refused at the commit has been done and is undone; a
/// lost reply is that of a transaction that was committed.
public final class FaultyDatabase extends ForwardingDatabase {
    private final World world;
    private final Faults faults;
    private final OfDatabase edge;

    public FaultyDatabase(World world, Faults faults, Database database) {
        super(database);
        this.world = world;
        this.faults = faults;
        this.edge = new OfDatabase(database.name());
    }

    @Override
    public <T> T read(String what, Function<Session, T> work) {
        if (faults.isQuiet()) {
            return super.read(what, work);
        }
        var strikes = strikes(what);
        before(what, strikes);
        return after(what, strikes, super.read(what, work));
    }

    @Override
    public <T> List<T> query(
            String what, String sql, Function<Row, T> reader, Object... parameters) {
        return faults.isQuiet()
                ? super.query(what, sql, reader, parameters)
                : read(what, session -> session.query(sql, reader, parameters));
    }

    @Override
    public <T> T write(String what, Function<Session, T> work) {
        return faults.isQuiet()
                ? super.write(what, work)
                : struck(what, work, refusable -> super.write(what, refusable));
    }

    @Override
    public <T> T writeLazily(String what, Function<Session, T> work) {
        return faults.isQuiet()
                ? super.writeLazily(what, work)
                : struck(what, work, refusable -> super.writeLazily(what, refusable));
    }

    /// A commit is refused where it is promised, not after that.
    @Override
    public <T> T prepare(String what, String name, Function<Session, T> work) {
        return faults.isQuiet()
                ? super.prepare(what, name, work)
                : struck(what, work, refusable -> super.prepare(what, name, refusable));
    }

    private <T> T struck(
            String what, Function<Session, T> work, Function<Function<Session, T>, T> transaction) {
        var strikes = strikes(what);
        before(what, strikes);
        var refusal = refusal(what, strikes);
        var answer =
                transaction.apply(session -> {
                    var done = work.apply(session);
                    refusal.ifPresent(it -> {
                        throw it;
                    });
                    return done;
                });
        return after(what, strikes, answer);
    }

    @Override
    public boolean decide(String name, boolean commit) {
        if (faults.isQuiet()) {
            return super.decide(name, commit);
        }
        var what = (commit ? "commit " : "roll back ") + name;
        var strikes = strikes(what);
        before(what, strikes);
        return after(what, strikes, super.decide(name, commit));
    }

    /// The faults strike as it is opened.
    @Override
    public Cursor cursor(String what, String sql, Object... parameters) {
        if (faults.isQuiet()) {
            return super.cursor(what, sql, parameters);
        }
        var strikes = strikes(what);
        before(what, strikes);
        var cursor = super.cursor(what, sql, parameters);
        if (strikes.isHitBy(FaultKind.REPLY_LOST)) {
            cursor.close();
        }
        return after(what, strikes, cursor);
    }

    @Override
    public Rows rows(String what, String sql, int most, Object... parameters) {
        if (faults.isQuiet()) {
            return super.rows(what, sql, most, parameters);
        }
        var strikes = strikes(what);
        before(what, strikes);
        return after(what, strikes, super.rows(what, sql, most, parameters));
    }

    /// Shows also that a write would be refused.
    @Override
    public void probe() {
        if (!faults.isQuiet()) {
            var strikes = strikes("probe");
            before("probe", strikes);
            refusal("probe", strikes)
                    .ifPresent(it -> {
                        throw it;
                    });
        }
        super.probe();
    }

    private Strikes strikes(String what) {
        return faults.strikes(Operation.of(edge, Faults.causeOfThisTask() + "/" + what));
    }

    private void before(String what, Strikes strikes) {
        strikes.latency().ifPresent(world::sleep);
        if (strikes.isHitBy(FaultKind.ERROR_REPLY)) {
            throw failed(what, "database " + name() + " failed: a fault");
        }
    }

    private Optional<DatabaseException> refusal(String what, Strikes strikes) {
        if (strikes.isHitBy(FaultKind.DISK_FULL)) {
            return Optional.of(
                    new DatabaseException(
                            Kind.FULL,
                            what,
                            new DiskFull(
                                    "the disk is full: a fault",
                                    new FaultException("disk of " + name()))));
        }
        return strikes.isHitBy(FaultKind.COMMIT_REFUSED)
                ? Optional.of(failed(what, "the commit was refused: a fault"))
                : Optional.empty();
    }

    private <T> T after(String what, Strikes strikes, T answer) {
        if (strikes.isHitBy(FaultKind.REPLY_LOST)) {
            throw failed(what, "the answer of " + name() + " was lost: a fault");
        }
        return answer;
    }

    private static DatabaseException failed(String what, String why) {
        return new DatabaseException(Kind.OTHER, what, new FaultException(why));
    }
}
