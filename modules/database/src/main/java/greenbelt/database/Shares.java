package greenbelt.database;

import greenbelt.world.Node;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The databases of a disk that several nodes have open at once, each by a handle of its own.
///
/// The database is opened with the first handle and ends with the last: in order or by a crash, as that one does. Who has had
/// it open longest leads.
final class Shares {
    private final World world;
    private final Opening opening;
    private final Map<String, Shared> open = new TreeMap<>();

    /// A lock, because this is a wall: in the live world nodes start and end side by side.
    private final ReentrantLock lock = new ReentrantLock();

    /// Opens the database itself.
    @FunctionalInterface
    interface Opening {
        Store open(String name, Schema schema);
    }

    Shares(World world, Opening opening) {
        this.world = world;
        this.opening = opening;
    }

    /// A handle of a node on the database of this name.
    Database open(Node node, String name, Schema schema) {
        return locked(() -> {
            var shared = open.computeIfAbsent(name, _ -> new Shared(opening.open(name, schema)));
            var handle = new Handle(node, shared);
            shared.handles.add(handle);
            return handle;
        });
    }

    private <T> T locked(Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }

    /// A database that is open, and who has it open, in the order in which they have opened it.
    private static final class Shared {
        private final Store store;
        private final List<Handle> handles = new ArrayList<>();

        Shared(Store store) {
            this.store = store;
        }
    }

    /// One node's way to a database. What it has begun when its node crashes is finished first: to cut a thread short in
    /// the middle of a write would close the file for all the others.
    private final class Handle implements Database {
        private final Node node;
        private final Shared shared;
        private final Door door;
        private final Watermark turn;

        /// Held for reading by each transaction.
        private final ReentrantReadWriteLock busy = new ReentrantReadWriteLock();

        private final Queue<SharedCursor> cursors = new ConcurrentLinkedQueue<>();

        Handle(Node node, Shared shared) {
            this.node = node;
            this.shared = shared;
            this.door = new Door(world, name());
            this.turn = world.watermark("lead of " + name(), 0);
        }

        @Override
        public String name() {
            return shared.store.name();
        }

        @Override
        public <T> T read(String what, Function<Session, T> work) {
            return through(what, () -> shared.store.read(what, work));
        }

        @Override
        public <T> List<T> query(
                String what, String sql, Function<Row, T> reader, Object... parameters) {
            return through(what, () -> shared.store.query(what, sql, reader, parameters));
        }

        @Override
        public <T> T write(String what, Function<Session, T> work) {
            return shared.store
                    .writes()
                    .write(what, () -> through(what, () -> shared.store.commit(what, work)));
        }

        @Override
        public <T> T prepare(String what, String name, Function<Session, T> work) {
            var store = shared.store;
            return store.writes()
                    .prepare(
                            what, () -> through(what, () -> store.prepareAtOnce(what, name, work)));
        }

        @Override
        public List<String> inDoubt() {
            return through("list prepared transactions", shared.store::inDoubt);
        }

        @Override
        public boolean decide(String name, boolean commit) {
            var store = shared.store;
            return store.writes()
                    .decide(
                            commit,
                            () ->
                                    through(
                                            "decide " + name,
                                            () -> store.decideAtOnce(name, commit)));
        }

        @Override
        public Cursor cursor(String what, String sql, Object... parameters) {
            return through(
                    what,
                    () -> {
                        var cursor = shared.store.cursor(what, sql, parameters);
                        var own = new SharedCursor(what, this, cursor);
                        cursors.add(own);
                        return own;
                    });
        }

        private <T> T through(String what, Supplier<T> transaction) {
            busy.readLock().lock();
            try {
                door.mustBeOpen(what);
                return transaction.get();
            } finally {
                busy.readLock().unlock();
            }
        }

        @Override
        public void whenCrashed(Consumer<Session> forget) {
            shared.store.whenCrashed(forget);
        }

        @Override
        public void rewriteWhenStopped(Consumer<Session> last) {
            shared.store.rewriteWhenStopped(last);
        }

        @Override
        public void probe() {
            through(
                    "probe",
                    () -> {
                        shared.store.probe();
                        return name();
                    });
        }

        @Override
        public <T> T common(Class<T> type, Supplier<T> first) {
            return shared.store.common(type, first);
        }

        @Override
        public void lead(Runnable duty) {
            if (locked(this::isFirst)) {
                duty.run();
            } else {
                node.spawn(
                        "stand by",
                        () -> {
                            turn.restUntilBeyond(0);
                            duty.run();
                        });
            }
        }

        private boolean isFirst() {
            return shared.handles.getFirst() == this;
        }

        @Override
        public void stop() {
            close(shared.store::stop);
        }

        @Override
        public void crash() {
            close(shared.store::crash);
        }

        /// @param end how the database ends, if this is the last handle
        private void close(Runnable end) {
            if (door.isClosed()) {
                return;
            }
            busy.writeLock().lock();
            try {
                door.close();
            } finally {
                busy.writeLock().unlock();
            }
            cursors.forEach(SharedCursor::close);
            boolean isLast =
                    locked(() -> {
                        shared.handles.remove(this);
                        shared.handles.stream()
                                .findFirst()
                                .ifPresent(next -> next.turn.advanceTo(1));
                        if (shared.handles.isEmpty()) {
                            open.remove(name());
                        }
                        return shared.handles.isEmpty();
                    });
            if (isLast) {
                end.run();
            }
        }
    }

    /// A cursor of one handle: cut off with it.
    private record SharedCursor(String what, Handle handle, Cursor cursor) implements Cursor {
        @Override
        public List<String> columns() {
            return cursor.columns();
        }

        @Override
        public List<@Nullable Object[]> next(int most) {
            return handle.through(what, () -> cursor.next(most));
        }

        @Override
        public void close() {
            handle.cursors.remove(this);
            cursor.close();
        }
    }
}
