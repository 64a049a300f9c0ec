package greenbelt.database;

import greenbelt.database.DatabaseException.Kind;
import greenbelt.world.World;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// A database of the virtual world: H2 in memory behind one connection, because one task runs at a time.
final class MemoryDatabase implements Database {
    private final World world;
    private final String name;
    private final Connection connection;
    private final Runnable onClose;
    private final Door door;
    private final List<Consumer<Session>> forgetting = new ArrayList<>();

    /// @param connection stays open when this closes: it is the data
    MemoryDatabase(World world, String name, Connection connection, Runnable onClose) {
        this.world = world;
        this.name = name;
        this.connection = connection;
        this.onClose = onClose;
        this.door = new Door(world, name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public <T> T read(String what, Function<Session, T> work) {
        return door.through(what, () -> Transactions.read(connection, work));
    }

    @Override
    public <T> T write(String what, Function<Session, T> work) {
        world.step("before " + what);
        var committed = door.through(what, () -> Transactions.write(connection, work));
        committed.afterwards().forEach(Runnable::run);
        world.step("after " + what);
        return committed.answer();
    }

    @Override
    public void whenCrashed(Consumer<Session> forget) {
        forgetting.add(forget);
    }

    @Override
    public void stop() {
        door.close();
        onClose.run();
    }

    @Override
    public void crash() {
        if (door.isClosed()) {
            return;
        }
        door.close();
        try {
            connection.rollback();
        } catch (SQLException failure) {
            throw new DatabaseException(Kind.OTHER, "crash " + name, failure);
        }
        for (var forget : forgetting) {
            Transactions.write(
                    connection,
                    session -> {
                        forget.accept(session);
                        return true;
                    });
        }
        onClose.run();
    }
}
