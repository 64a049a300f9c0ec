package greenbelt.shard.move;

import greenbelt.shard.map.ShardMap;
import greenbelt.shard.move.Resharded.Reversed;
import greenbelt.shard.move.Resharded.Switched;
import greenbelt.shard.store.MapChange;
import greenbelt.shard.store.Shards;
import greenbelt.world.World;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Brings shards from one map to the next while everybody reads and writes them.
///
/// Copies the rows of the shards that change into new ones, in chunks by key; catches up on what was changed meanwhile; compares
/// all rows; then holds back writes for a moment, catches up on the last changes, and switches. Reads are never held back. When
/// the check fails, or somebody cancels, everything is as before. A crash before the switch is a cancellation, one after it only
/// leaves old databases to be removed by the next opening.
///
/// @see <a href="https://vitess.io/docs/reference/vreplication/reshard/">Vitess: Reshard</a>
public final class Resharding {
    /// The longest that writes are held back in one attempt to switch.
    public static final Duration MOST_HELD = Duration.ofMillis(200);

    /// How long the writes under way are waited for; the rest is for the last changes and the switch.
    private static final Duration PATIENCE_FOR_WRITERS = Duration.ofMillis(60);

    /// After this long with the last changes, writes go on and the rest is left to the next attempt.
    private static final Duration TIME_TO_CATCH_UP = Duration.ofMillis(100);

    private static final int MAX_ATTEMPTS = 50;
    private static final int CHUNK = 500;

    /// With no more changes than this left, it is tried to switch.
    private static final int FEW = 100;

    private final World world;
    private final Shards shards;
    private final int chunk;
    private final Consumer<Progress> listener;
    private final AtomicBoolean cancelled = new AtomicBoolean();

    /// What is being done.
    public enum Stage {
        COPYING,
        CATCHING_UP,
        VERIFYING,
        SWITCHING,
        CLEANING_UP
    }

    /// How far it is.
    ///
    /// @param rows how many rows this stage has gone through
    public record Progress(Stage stage, long rows) {}

    /// @param listener hears after each chunk
    public Resharding(World world, Shards shards, Consumer<Progress> listener) {
        this(world, shards, CHUNK, listener);
    }

    Resharding(World world, Shards shards, int chunk, Consumer<Progress> listener) {
        this.world = world;
        this.shards = shards;
        this.chunk = chunk;
        this.listener = listener;
    }

    /// Makes `after` hold, which follows the map that holds now; waits until it does, or everything is as before.
    ///
    /// Throws [ShardsException] with `MOVING` when rows are being moved already, and [DatabaseException] when a database
    /// fails; before the switch everything is as before then.
    ///
    /// @param sentence what is being done, such as `split shard-2 into shard-2 and shard-5`
    public Resharded run(String sentence, ShardMap after) {
        var change = shards.change(sentence, after);
        try {
            return new Run(change).run();
        } catch (RuntimeException failure) {
            if (shards.map().version() == change.before().version()) {
                change.cancel();
            }
            throw failure;
        }
    }

    /// Has everything made as it was before, if it is not yet too late. May be called by another task.
    public void cancel() {
        cancelled.set(true);
    }

    /// One change, from its first row to its last.
    private final class Run {
        private final MapChange change;
        private final MovingRows rows;
        private final Verification verification;
        private final Throttle throttle = new Throttle(world, shards.pace());
        private long copied;
        private long caughtUp;
        private List<RowKey> differing = List.of();
        private long chunkEnded;

        Run(MapChange change) {
            this.change = change;
            this.rows = new MovingRows(change, chunk);
            this.verification = new Verification(rows);
        }

        Resharded run() {
            copy();
            rows.createIndexes();
            catchUp();
            chunkEnded = world.nanoTime();
            long compared =
                    verification.compareAll(cancelled::get, this::goesOnComparing).orElse(0L);
            listener.accept(new Progress(Stage.VERIFYING, compared));
            for (int attempt = 1; attempt <= MAX_ATTEMPTS && !cancelled.get(); attempt++) {
                catchUp();
                verification.settle(cancelled::get);
                rows.makeDurable();
                if (trySwitch()) {
                    return switched(compared, attempt);
                }
                if (!differing.isEmpty()) {
                    return reverse("rows differ from what they were copied from: " + differing);
                }
            }
            return reverse(
                    cancelled.get()
                            ? "cancelled"
                            : "there was no moment quiet enough to switch, in %d attempts"
                                    .formatted(MAX_ATTEMPTS));
        }

        private void copy() {
            for (var source : rows.sources()) {
                for (var table : rows.tables()) {
                    List<Object> key = List.of();
                    long begin = world.nanoTime();
                    for (var some = rows.copyAfter(source, table, key);
                            !some.isEmpty() && !cancelled.get();
                            some = rows.copyAfter(source, table, key)) {
                        key = table.keyOf(some.getLast());
                        copied += some.size();
                        listener.accept(new Progress(Stage.COPYING, copied));
                        throttle.pause(begin);
                        begin = world.nanoTime();
                    }
                }
            }
        }

        private boolean goesOnComparing() {
            catchUpOnce();
            throttle.pause(chunkEnded);
            chunkEnded = world.nanoTime();
            return !cancelled.get();
        }

        private void catchUp() {
            long begin = world.nanoTime();
            while (catchUpOnce() > FEW && !cancelled.get()) {
                listener.accept(new Progress(Stage.CATCHING_UP, caughtUp));
                throttle.pauseBriefly(begin);
                begin = world.nanoTime();
            }
        }

        private int catchUpOnce() {
            var changed = rows.catchUp();
            verification.changed(changed);
            caughtUp += changed.size();
            return changed.size();
        }

        private boolean trySwitch() {
            listener.accept(new Progress(Stage.SWITCHING, caughtUp));
            return change.trySwitch(PATIENCE_FOR_WRITERS, this::isReady);
        }

        /// Nobody writes now; what takes too long is left to the next attempt.
        private boolean isReady() {
            long begin = world.nanoTime();
            BooleanSupplier late = () -> world.nanoTime() - begin > TIME_TO_CATCH_UP.toNanos();
            while (catchUpOnce() > 0) {
                if (late.getAsBoolean()) {
                    return false;
                }
            }
            var unsettled = verification.settle(late);
            if (late.getAsBoolean()) {
                return false;
            }
            differing = unsettled;
            if (differing.isEmpty()) {
                rows.makeDurable();
            }
            return differing.isEmpty();
        }

        private Resharded switched(long compared, int attempts) {
            listener.accept(new Progress(Stage.CLEANING_UP, copied));
            boolean cleanedUp = change.finish();
            return new Switched(
                    change.after(),
                    copied,
                    caughtUp,
                    compared,
                    change.mostHeld(),
                    attempts,
                    cleanedUp);
        }

        private Resharded reverse(String reason) {
            change.cancel();
            return new Reversed(reason);
        }
    }
}
