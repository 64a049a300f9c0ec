package greenbelt.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import greenbelt.database.DatabaseException.Kind;
import greenbelt.database.Transactions.Committed;
import greenbelt.disk.DiskFull;
import greenbelt.disk.DiskGuard;
import greenbelt.world.World;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// A database of the live world: an H2 file behind a small pool of connections.
///
/// H2 shows a commit to others before it has written it, and by itself writes it up to half a second later. So a write
/// ends with a checkpoint, which one caller does for all whose commits came before it began. Measured against
/// `WRITE_DELAY=0`: about as fast with several callers, and the file stays small, because H2 goes on to clean up.
///
/// H2 that finds no room closes itself, so no write begins while the disk is almost full. Reading goes on.
final class FileDatabase implements Store {
    private static final System.Logger LOG = System.getLogger("greenbelt.database");

    /// Each cursor may have one beside these, so that cursors keep nobody from reading and writing.
    private static final int MAX_CONNECTIONS = 6;

    private static final Duration PATIENCE_FOR_A_CONNECTION = Duration.ofSeconds(10);

    private final World world;
    private final String name;
    private final Durability durability;
    private final DiskGuard guard;
    private final FileSource source;
    private final Connection keeper;
    private final HikariDataSource pool;
    private final Runnable onClose;
    private final Door door;
    private final Commons commons = new Commons();
    private final Cursors cursors = new Cursors();

    /// Locks, because this is a wall: the tasks of the live world are threads. In the order in which they are taken.
    private final ReentrantLock writing = new ReentrantLock();

    private final ReentrantLock flushing = new ReentrantLock();
    private volatile Optional<Consumer<Session>> last = Optional.empty();
    private volatile long committed;
    private long durable;

    private FileDatabase(
            World world,
            String name,
            Durability durability,
            DiskGuard guard,
            FileSource source,
            Connection keeper,
            Runnable onClose) {
        this.world = world;
        this.name = name;
        this.durability = durability;
        this.guard = guard;
        this.source = source;
        this.keeper = keeper;
        this.pool = pool(name, source);
        this.onClose = onClose;
        this.door = new Door(world, name);
    }

    static FileDatabase open(
            World world,
            String name,
            Path folder,
            Durability durability,
            DiskGuard guard,
            Schema schema,
            Runnable onClose) {
        var source = new FileSource(folder.resolve(name), durability);
        try {
            var keeper = source.getConnection();
            try {
                SchemaTable.install(
                        keeper, name, schema, folder.resolve(name + ".mv.db").toString());
            } catch (DatabaseException failure) {
                keeper.close();
                throw failure;
            }
            return new FileDatabase(world, name, durability, guard, source, keeper, onClose);
        } catch (SQLException failure) {
            throw SqlErrors.during("open " + folder.resolve(name), failure);
        }
    }

    private static HikariDataSource pool(String name, FileSource source) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_SERIALIZABLE"); // in H2: a snapshot
        config.setMaximumPoolSize(MAX_CONNECTIONS + Cursors.MAX_OPEN);
        config.setMinimumIdle(1);
        config.setInitializationFailTimeout(-1); // the keeper has tried already
        config.setConnectionTimeout(PATIENCE_FOR_A_CONNECTION.toMillis());
        config.setMaxLifetime(0); // nothing between here and the file makes a connection old
        return new HikariDataSource(config);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public <T> T read(String what, Function<Session, T> work) {
        return door.through(
                what, () -> connected(what, statements -> Transactions.read(statements, work)));
    }

    @Override
    public <T> T write(String what, Function<Session, T> work) {
        world.step("before " + what);
        var done = commit(what, work);
        done.afterwards().forEach(Runnable::run);
        world.step("after " + what);
        return done.answer();
    }

    @Override
    public <T> Committed<T> commit(String what, Function<Session, T> work) {
        return door.through(what, () -> commitDurably(what, work));
    }

    @Override
    public Cursor cursor(String what, String sql, Object... parameters) {
        return door.through(
                what, () -> cursors.open(what, name, () -> opened(what, sql, parameters)));
    }

    private FileCursor opened(String what, String sql, Object... parameters) {
        try {
            return FileCursor.open(
                    door, what, pool.getConnection(), sql, List.of(parameters), cursors);
        } catch (SQLException failure) {
            throw SqlErrors.during(what, failure);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only whoever holds the lock adds to it
    private <T> Committed<T> commitDurably(String what, Function<Session, T> work) {
        mustHaveRoom(what);
        Committed<T> done;
        long mine;
        writing.lock();
        try {
            done = connected(what, statements -> Transactions.write(statements, work));
            mine = ++committed;
        } finally {
            writing.unlock();
        }
        makeDurable(mine);
        return done;
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

    private void makeDurable(long commit) {
        if (durability == Durability.HEAP) {
            return;
        }
        flushing.lock();
        try {
            if (durable < commit) {
                long upTo = committed;
                execute(durability == Durability.DEVICE ? "checkpoint sync" : "checkpoint");
                durable = upTo;
            }
        } finally {
            flushing.unlock();
        }
    }

    private <T> T connected(String what, Function<Statements, T> transaction) {
        try (var connection = pool.getConnection();
                var statements = new Statements(connection)) {
            return transaction.apply(statements);
        } catch (SQLException failure) {
            throw SqlErrors.during(what, failure);
        }
    }

    private void execute(String sql) {
        try (var statement = keeper.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw SqlErrors.during(sql, failure);
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
            boolean rewrites = last.filter(this::isCarriedOut).isPresent();
            pool.close();
            if (rewrites) {
                execute("shutdown compact");
            }
            keeper.close();
        } catch (SQLException | DatabaseException failure) {
            reportClosing(failure);
        } finally {
            writing.unlock();
            onClose.run();
        }
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
            pool.close();
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
