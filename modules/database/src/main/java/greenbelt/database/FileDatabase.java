package greenbelt.database;

import greenbelt.database.DatabaseException.Kind;
import greenbelt.database.JdbcSession.Mode;
import greenbelt.database.Transactions.Committed;
import greenbelt.disk.DiskFull;
import greenbelt.disk.DiskGuard;
import greenbelt.world.World;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// A database of the live world: an H2 file behind a small pool of connections.
///
/// H2 that finds no room closes itself, so no write begins while the disk is almost full. Reading goes on.
final class FileDatabase implements Store {
    private static final System.Logger LOG = System.getLogger("greenbelt.database");

    private final String name;
    private final DiskGuard guard;
    private final FileSource source;
    private final Connection keeper;
    private final FileConnections connections;
    private final QueryConnections queries;
    private final Checkpoints checkpoints;
    private final PreparedTransactions prepared;
    private final Writes writes;
    private final Runnable onClose;
    private final Door door;
    private final Commons commons = new Commons();
    private final Cursors cursors = new Cursors();

    /// A lock, because this is a wall: the tasks of the live world are threads.
    private final ReentrantLock writing = new ReentrantLock();

    private volatile Optional<Consumer<Session>> last = Optional.empty();

    private FileDatabase(
            World world,
            String name,
            Durability durability,
            DiskGuard guard,
            FileSource source,
            Connection keeper,
            Runnable onClose) {
        this.name = name;
        this.guard = guard;
        this.source = source;
        this.keeper = keeper;
        this.connections = FileConnections.forTransactions(name, source);
        this.queries = new QueryConnections(source);
        this.checkpoints = new Checkpoints(durability, keeper);
        this.prepared = new PreparedTransactions(connected("open", PreparedTransactions::left));
        this.writes = new Writes(world, name, this::inDoubt);
        this.onClose = onClose;
        this.door = new Door(world, name);
    }

    static FileDatabase open(
            World world,
            String name,
            FileSource source,
            Durability durability,
            DiskGuard guard,
            Schema schema,
            Runnable onClose) {
        try {
            var keeper = source.getConnection();
            try {
                SchemaTable.install(keeper, name, schema, source.file() + ".mv.db");
            } catch (DatabaseException failure) {
                keeper.close();
                throw failure;
            }
            return new FileDatabase(world, name, durability, guard, source, keeper, onClose);
        } catch (SQLException failure) {
            throw SqlErrors.during("open " + source.file(), failure);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Writes writes() {
        return writes;
    }

    @Override
    public <T> T read(String what, Function<Session, T> work) {
        return door.through(
                what, () -> connected(what, statements -> Transactions.read(statements, work)));
    }

    @Override
    public <T> List<T> query(
            String what, String sql, Function<Row, T> reader, Object... parameters) {
        return door.through(
                what,
                () ->
                        queries.with(
                                what,
                                connection ->
                                        new JdbcSession(connection.statements(), Mode.READ)
                                                .query(sql, reader, parameters)));
    }

    @Override
    public Rows rows(String what, String sql, int most, Object... parameters) {
        return door.quickly(
                what,
                () -> queries.with(what, connection -> connection.rows(sql, most, parameters)));
    }

    @Override
    public <T> Committed<T> commit(String what, Function<Session, T> work) {
        return door.through(
                what,
                () ->
                        durably(
                                what,
                                () ->
                                        connected(
                                                what,
                                                statements ->
                                                        Transactions.write(statements, work))));
    }

    @Override
    public <T> T writeLazily(String what, Function<Session, T> work) {
        return writes.write(
                what,
                () ->
                        door.through(
                                what,
                                () -> {
                                    mustHaveRoom(what);
                                    return inTurn(() ->
                                                    connected(
                                                            what,
                                                            statements ->
                                                                    Transactions.write(
                                                                            statements, work)))
                                            .done();
                                }));
    }

    @Override
    public <T> T prepareAtOnce(String what, String transaction, Function<Session, T> work) {
        return door.through(
                what,
                () ->
                        durably(
                                what,
                                () ->
                                        prepared.prepare(
                                                what,
                                                transaction,
                                                () -> connections.lease(what),
                                                work)));
    }

    /// Also when the disk is almost full: what is decided takes no room that has not been taken.
    @Override
    public boolean decideAtOnce(String transaction, boolean commit) {
        var what = (commit ? "commit " : "roll back ") + transaction;
        return door.through(
                what,
                () ->
                        oneByOne(() ->
                                connected(what, any -> prepared.decide(transaction, commit, any))));
    }

    @Override
    public List<String> inDoubt() {
        door.mustBeOpen("list prepared transactions");
        return prepared.names();
    }

    @Override
    public Cursor cursor(String what, String sql, Object... parameters) {
        return door.through(
                what,
                () ->
                        cursors.open(
                                what,
                                name,
                                () ->
                                        FileCursor.open(
                                                door,
                                                what,
                                                connections.lease(what),
                                                sql,
                                                List.of(parameters),
                                                cursors)));
    }

    private <T> T durably(String what, Supplier<T> write) {
        mustHaveRoom(what);
        return oneByOne(write);
    }

    private <T> T oneByOne(Supplier<T> write) {
        var turn = inTurn(write);
        checkpoints.makeDurable(turn.number());
        return turn.done();
    }

    /// What a write has answered, and which it was.
    private record Turn<T>(T done, long number) {}

    private <T> Turn<T> inTurn(Supplier<T> write) {
        writing.lock();
        try {
            var done = write.get();
            return new Turn<>(done, checkpoints.committed());
        } finally {
            writing.unlock();
        }
    }

    private void mustHaveRoom(String what) {
        try {
            guard.check();
        } catch (DiskFull full) {
            throw new DatabaseException(Kind.FULL, what, full);
        }
    }

    @Override
    public void probe() {
        door.through(
                "probe",
                () -> {
                    mustHaveRoom("probe");
                    return name;
                });
        Store.super.probe();
    }

    private <T> T connected(String what, Function<Statements, T> transaction) {
        try (var lease = connections.lease(what)) {
            return transaction.apply(lease.statements());
        }
    }

    @Override
    public <T> T common(Class<T> type, Supplier<T> first) {
        return commons.common(type, first);
    }

    /// At once: nobody else has it open.
    @Override
    public void lead(Runnable duty) {
        duty.run();
    }

    /// No effect: what was not durable is not in the file.
    @Override
    public void whenCrashed(Consumer<Session> forget) {}

    @Override
    public void rewriteWhenStopped(Consumer<Session> work) {
        last = Optional.of(work);
    }

    @Override
    public void stop() {
        if (door.isClosed()) {
            return;
        }
        door.close();
        cursors.closeAll();
        writing.lock();
        try {
            if (prepared.names().isEmpty()) {
                closeInOrder();
            } else {
                closeUndecided();
            }
        } catch (SQLException | DatabaseException failure) {
            reportClosing(failure);
        } finally {
            writing.unlock();
            onClose.run();
        }
    }

    private void closeInOrder() throws SQLException {
        boolean rewrites = last.filter(this::isCarriedOut).isPresent();
        closeConnections();
        if (rewrites) {
            checkpoints.execute("shutdown compact");
        }
        keeper.close();
    }

    private void closeConnections() {
        connections.close();
        queries.close();
    }

    /// A connection that is closed undoes what it has prepared; one that is cut off does not.
    private void closeUndecided() throws SQLException {
        checkpoints.execute("checkpoint sync");
        source.cutOff(keeper);
        closeConnections();
    }

    /// Nothing is rewritten where there is no room to.
    private boolean isCarriedOut(Consumer<Session> work) {
        try {
            mustHaveRoom("tidy up");
            return connected(
                            "tidy up",
                            statements ->
                                    Transactions.write(
                                            statements,
                                            session -> {
                                                work.accept(session);
                                                return true;
                                            }))
                    .answer();
        } catch (DatabaseException failure) {
            reportClosing(failure);
            return false;
        }
    }

    @Override
    public void crash() {
        if (door.isClosed()) {
            return;
        }
        door.close();
        try {
            source.cutOff(keeper);
        } catch (SQLException failure) {
            reportClosing(failure);
        } finally {
            cursors.closeAll();
            closeConnections();
            onClose.run();
        }
    }

    /// Only reported, because nothing is lost: what was acknowledged is in the file. Such as after the disk was full.
    private void reportClosing(Exception failure) {
        LOG.log(
                System.Logger.Level.WARNING,
                "database {0} did not close in order: {1}",
                name,
                failure.getMessage());
    }
}
