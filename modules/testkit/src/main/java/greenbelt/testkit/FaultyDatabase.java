package greenbelt.testkit;

import greenbelt.database.Cursor;
import greenbelt.database.Database;
import greenbelt.database.DatabaseException;
import greenbelt.database.DatabaseException.Kind;
import greenbelt.database.ForwardingDatabase;
import greenbelt.database.Row;
import greenbelt.database.Rows;
import greenbelt.database.Session;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/// A database that fails when it is told to, before it does what was asked or after. For one task at a time.
public final class FaultyDatabase extends ForwardingDatabase {
    private final Queue<String> failingBefore = new ArrayDeque<>();
    private final Queue<String> failingAfter = new ArrayDeque<>();

    public FaultyDatabase(Database real) {
        super(real);
    }

    /// Makes the next reads, writes, prepares or cursors of this name fail, with nothing done.
    public void fail(String what, int times) {
        add(failingBefore, what, times);
    }

    /// Makes the next writes or prepares of this name fail when they have been committed or prepared, as when a checkpoint fails.
    public void failCommitted(String what, int times) {
        add(failingAfter, what, times);
    }

    private static void add(Queue<String> failing, String what, int times) {
        for (int i = 0; i < times; i++) {
            failing.add(what);
        }
    }

    @Override
    public <T> T read(String what, Function<Session, T> work) {
        failIf(failingBefore, what);
        return super.read(what, work);
    }

    @Override
    public <T> List<T> query(
            String what, String sql, Function<Row, T> reader, Object... parameters) {
        failIf(failingBefore, what);
        return super.query(what, sql, reader, parameters);
    }

    @Override
    public <T> T write(String what, Function<Session, T> work) {
        failIf(failingBefore, what);
        var done = super.write(what, work);
        failIf(failingAfter, what);
        return done;
    }

    @Override
    public <T> T writeLazily(String what, Function<Session, T> work) {
        failIf(failingBefore, what);
        return super.writeLazily(what, work);
    }

    @Override
    public <T> T prepare(String what, String name, Function<Session, T> work) {
        failIf(failingBefore, what);
        var done = super.prepare(what, name, work);
        failIf(failingAfter, what);
        return done;
    }

    @Override
    public Cursor cursor(String what, String sql, Object... parameters) {
        failIf(failingBefore, what);
        return super.cursor(what, sql, parameters);
    }

    @Override
    public Rows rows(String what, String sql, int most, Object... parameters) {
        failIf(failingBefore, what);
        return super.rows(what, sql, most, parameters);
    }

    private static void failIf(Queue<String> failing, String what) {
        if (failing.remove(what)) {
            throw new DatabaseException(Kind.OTHER, what + ": fails because the test says so");
        }
    }
}
