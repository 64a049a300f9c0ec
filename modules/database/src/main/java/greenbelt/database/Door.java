package greenbelt.database;

import greenbelt.database.DatabaseException.Kind;
import greenbelt.world.NodeDown;
import greenbelt.world.Task;
import greenbelt.world.TaskLocal;
import greenbelt.world.World;
import java.util.function.Supplier;

/// The way into a database: transactions are undivided, not nested, and none begins once the door is closed.
final class Door {
    private final World world;
    private final String name;
    private final TaskLocal<Boolean> inside;
    private volatile boolean closed;

    Door(World world, String name) {
        this.world = world;
        this.name = name;
        this.inside = TaskLocal.of("inside " + name, false);
    }

    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    <T> T through(String what, Supplier<T> transaction) {
        if (inside.get()) {
            throw begunInside(what);
        }
        try {
            mustBeOpen(what);
            return world.undivided(what, () -> inside.where(true, transaction));
        } catch (DatabaseException failure) {
            throw explained(what, failure);
        }
    }

    /// The same for what runs nothing of the caller's, so that nothing can begin inside it.
    <T> T quickly(String what, Supplier<T> query) {
        if (inside.get()) {
            throw begunInside(what);
        }
        try {
            mustBeOpen(what);
            return world.undivided(what, query);
        } catch (DatabaseException failure) {
            throw explained(what, failure);
        }
    }

    private IllegalStateException begunInside(String what) {
        return new IllegalStateException(what + " began inside another transaction of " + name);
    }

    private DatabaseException explained(String what, DatabaseException failure) {
        Task.current().ifPresent(Door::checkUp);
        return closed ? closedDuring(what, failure) : failure;
    }

    /// Throws [DatabaseException] once it is closed; ends a task of a node that is down.
    void mustBeOpen(String what) {
        if (closed) {
            Task.current().ifPresent(Door::checkUp);
            throw new DatabaseException(Kind.CLOSED, what + ": database " + name + " is closed");
        }
    }

    /// A failure after the door has closed is a consequence of that, whatever it looks like.
    private static DatabaseException closedDuring(String what, DatabaseException failure) {
        return failure.kind() == Kind.CLOSED
                ? failure
                : new DatabaseException(Kind.CLOSED, what, failure);
    }

    /// A task of a node that is down ends here: what failed is of no interest any more.
    private static void checkUp(Task task) {
        if (!task.node().isUp()) {
            throw new NodeDown(task.node().name());
        }
    }
}
