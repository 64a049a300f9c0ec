package greenbelt.database;

import greenbelt.database.DatabaseException.Kind;
import greenbelt.database.Transactions.Committed;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// What is around the writes of a database: the points at which a crash may strike, and the wait for a prepared transaction
/// that is in the way. That wait is outside of any transaction and in the world's time.
final class Writes {
    /// How long a write waits for the decision about a prepared transaction that has changed the same rows.
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private final World world;
    private final Supplier<List<String>> inDoubt;
    private final Watermark decided;
    private final AtomicLong decisions = new AtomicLong();

    /// @param inDoubt the names of the prepared transactions
    Writes(World world, String database, Supplier<List<String>> inDoubt) {
        this.world = world;
        this.inDoubt = inDoubt;
        this.decided = world.watermark("decisions in " + database, 0);
    }

    <T> T write(String what, Supplier<Committed<T>> commit) {
        world.step("before " + what);
        var done = patiently(what, commit);
        done.afterwards().forEach(Runnable::run);
        world.step("after " + what);
        return done.answer();
    }

    <T> T prepare(String what, Supplier<T> prepare) {
        world.step("before " + what);
        var answer = patiently(what, prepare);
        world.step("after " + what);
        return answer;
    }

    boolean decide(boolean commit, BooleanSupplier decide) {
        var what = commit ? "commit prepared" : "roll back prepared";
        world.step("before " + what);
        boolean found = decide.getAsBoolean();
        decided.advanceTo(decisions.incrementAndGet());
        world.step("after " + what);
        return found;
    }

    private <T> T patiently(String what, Supplier<T> transaction) {
        long begin = world.nanoTime();
        while (true) {
            long seen = decided.value();
            try {
                return transaction.get();
            } catch (DatabaseException failure) {
                if (failure.kind() != Kind.BUSY) {
                    throw failure;
                }
                var left = PATIENCE.minusNanos(world.nanoTime() - begin);
                if (!left.isPositive() || !decided.awaitBeyond(seen, left)) {
                    throw inTheWay(what, failure);
                }
            }
        }
    }

    private DatabaseException inTheWay(String what, DatabaseException cause) {
        return new DatabaseException(
                Kind.BUSY,
                "%s waited %d s for prepared transactions that nobody decides: %s"
                        .formatted(what, PATIENCE.toSeconds(), String.join(", ", inDoubt.get())),
                cause);
    }
}
