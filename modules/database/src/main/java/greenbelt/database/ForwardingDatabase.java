package greenbelt.database;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// A database that hands every call to another one, for those that change only some: they override these, [#query] where they override [#read], and [#rows] where
/// they override [#cursor]. The idea is Joshua
/// Bloch's forwarding class, *Effective Java* (3rd edition, 2018), item 18.
public abstract class ForwardingDatabase implements Database {
    private final Database database;

    /// @param database that is handed the calls
    protected ForwardingDatabase(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return database.name();
    }

    @Override
    public <T> T read(String what, Function<Session, T> work) {
        return database.read(what, work);
    }

    @Override
    public <T> List<T> query(
            String what, String sql, Function<Row, T> reader, Object... parameters) {
        return database.query(what, sql, reader, parameters);
    }

    @Override
    public Rows rows(String what, String sql, int most, Object... parameters) {
        return database.rows(what, sql, most, parameters);
    }

    @Override
    public <T> T write(String what, Function<Session, T> work) {
        return database.write(what, work);
    }

    @Override
    public <T> T writeLazily(String what, Function<Session, T> work) {
        return database.writeLazily(what, work);
    }

    @Override
    public <T> T prepare(String what, String name, Function<Session, T> work) {
        return database.prepare(what, name, work);
    }

    @Override
    public List<String> inDoubt() {
        return database.inDoubt();
    }

    @Override
    public boolean decide(String name, boolean commit) {
        return database.decide(name, commit);
    }

    @Override
    public Cursor cursor(String what, String sql, Object... parameters) {
        return database.cursor(what, sql, parameters);
    }

    @Override
    public void whenCrashed(Consumer<Session> forget) {
        database.whenCrashed(forget);
    }

    @Override
    public <T> T common(Class<T> type, Supplier<T> first) {
        return database.common(type, first);
    }

    @Override
    public void lead(Runnable duty) {
        database.lead(duty);
    }

    @Override
    public void rewriteWhenStopped(Consumer<Session> last) {
        database.rewriteWhenStopped(last);
    }

    @Override
    public void probe() {
        database.probe();
    }

    @Override
    public void stop() {
        database.stop();
    }

    @Override
    public void crash() {
        database.crash();
    }
}
