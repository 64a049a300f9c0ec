package greenbelt.database;

import greenbelt.database.DatabaseException.Kind;
import greenbelt.database.Transactions.Committed;
import greenbelt.world.World;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// A database of the virtual world: H2 in memory behind one connection, because one task runs at a time.
final class MemoryDatabase implements Store {
    private final String name;
    private final MemoryData data;
    private final Statements statements;
    private final Writes writes;
    private final Runnable onClose;
    private final Door door;
    private final List<Consumer<Session>> forgetting = new ArrayList<>();
    private final Commons commons = new Commons();

    /// @param data stays when this closes
    MemoryDatabase(World world, String name, MemoryData data, Runnable onClose) {
        this.name = name;
        this.data = data;
        this.statements = new Statements(data.connection());
        this.onClose = onClose;
        this.door = new Door(world, name);
        this.writes = new Writes(world, name, this::inDoubt);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public <T> T read(String what, Function<Session, T> work) {
        return door.through(what, () -> Transactions.read(statements, work));
    }

    @Override
    public Writes writes() {
        return writes;
    }

    @Override
    public <T> Committed<T> commit(String what, Function<Session, T> work) {
        return door.through(what, () -> Transactions.write(statements, work));
    }

    @Override
    public <T> T prepareAtOnce(String what, String transaction, Function<Session, T> work) {
        return door.through(
                what, () -> data.prepared().prepare(what, transaction, data::lease, work));
    }

    @Override
    public boolean decideAtOnce(String transaction, boolean commit) {
        return door.through(
                (commit ? "commit " : "roll back ") + transaction,
                () -> data.prepared().decide(transaction, commit, statements));
    }

    @Override
    public List<String> inDoubt() {
        door.mustBeOpen("list prepared transactions");
        return data.prepared().names();
    }

    @Override
    public Cursor cursor(String what, String sql, Object... parameters) {
        var rows =
                door.through(what, () -> Transactions.gather(statements, sql, List.of(parameters)));
        return new GatheredCursor(door, what, rows);
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

    @Override
    public void whenCrashed(Consumer<Session> forget) {
        forgetting.add(forget);
    }

    /// No effect: there is no file.
    @Override
    public void rewriteWhenStopped(Consumer<Session> last) {}

    @Override
    public void stop() {
        door.close();
        closeStatements();
        onClose.run();
    }

    @Override
    public void crash() {
        if (door.isClosed()) {
            return;
        }
        door.close();
        try {
            statements.connection().rollback();
        } catch (SQLException failure) {
            throw new DatabaseException(Kind.OTHER, "crash " + name, failure);
        }
        for (var forget : forgetting) {
            Transactions.write(
                    statements,
                    session -> {
                        forget.accept(session);
                        return true;
                    });
        }
        closeStatements();
        onClose.run();
    }

    private void closeStatements() {
        try {
            statements.close();
        } catch (SQLException failure) {
            throw SqlErrors.during("close the statements of " + name, failure);
        }
    }
}
