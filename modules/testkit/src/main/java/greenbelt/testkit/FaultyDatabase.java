package greenbelt.testkit;

import greenbelt.database.Database;
import greenbelt.database.DatabaseException;
import greenbelt.database.DatabaseException.Kind;
import greenbelt.database.Session;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// A database that fails when it is told to, before it does what was asked or after. For one task at a time.
public final class FaultyDatabase implements Database {
    private final Database real;
    private final Queue<String> failingBefore = new ArrayDeque<>();
    private final Queue<String> failingAfter = new ArrayDeque<>();

    public FaultyDatabase(Database real) {
        this.real = real;
    }

    /// Makes the next reads or writes of this name fail, with nothing done.
    public void fail(String what, int times) {
        add(failingBefore, what, times);
    }

    /// Makes the next writes of this name fail when they have been committed, as when a checkpoint fails.
    public void failCommitted(String what, int times) {
        add(failingAfter, what, times);
    }

    private static void add(Queue<String> failing, String what, int times) {
        for (int i = 0; i < times; i++) {
            failing.add(what);
        }
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public <T> T read(String what, Function<Session, T> work) {
        failIf(failingBefore, what);
        return real.read(what, work);
    }

    @Override
    public <T> T write(String what, Function<Session, T> work) {
        failIf(failingBefore, what);
        var done = real.write(what, work);
        failIf(failingAfter, what);
        return done;
    }

    private static void failIf(Queue<String> failing, String what) {
        if (failing.remove(what)) {
            throw new DatabaseException(Kind.OTHER, what + ": fails because the test says so");
        }
    }

    @Override
    public void whenCrashed(Consumer<Session> forget) {
        real.whenCrashed(forget);
    }

    @Override
    public <T> T common(Class<T> type, Supplier<T> first) {
        return real.common(type, first);
    }

    @Override
    public void lead(Runnable duty) {
        real.lead(duty);
    }

    @Override
    public void rewriteWhenStopped(Consumer<Session> last) {
        real.rewriteWhenStopped(last);
    }

    @Override
    public void stop() {
        real.stop();
    }

    @Override
    public void crash() {
        real.crash();
    }
}
