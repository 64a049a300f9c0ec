package greenbelt.shard.move;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/// Compares what was copied with what it was copied from, row by row, while it is written to.
///
/// A row that differs may only have been changed meanwhile. So it is remembered, together with every row that was caught up
/// on since, and looked at again; what differs still while nobody writes, differs.
final class Verification {
    private final MovingRows rows;
    private final TreeSet<RowKey> open = new TreeSet<>();

    Verification(MovingRows rows) {
        this.rows = rows;
    }

    /// Goes through all rows of both sides in key order; answers how many it has compared, or nothing when told to stop.
    Optional<Long> compareAll(BooleanSupplier stopped, BooleanSupplier catchUp) {
        long compared = 0;
        for (var table : rows.tables()) {
            var there = new KeyOrder(table, rows.sources(), rows.chunk());
            var here = new KeyOrder(table, rows.targets(), rows.chunk());
            for (var key = next(there, here); key.isPresent(); key = next(there, here)) {
                if (!there.take(key.get()).equals(here.take(key.get()))) {
                    open.add(key.get());
                }
                compared++;
                if (compared % rows.chunk() == 0 && !catchUp.getAsBoolean()) {
                    return Optional.empty();
                }
            }
            if (stopped.getAsBoolean()) {
                return Optional.empty();
            }
        }
        return Optional.of(compared);
    }

    private static Optional<RowKey> next(KeyOrder one, KeyOrder other) {
        var left = one.key();
        var right = other.key();
        return left.isEmpty()
                ? right
                : right.isEmpty() || left.get().compareTo(right.get()) <= 0 ? left : right;
    }

    /// These rows have been changed: they are to be compared again.
    void changed(Set<RowKey> keys) {
        open.addAll(keys);
    }

    /// Compares again what is open, until told to stop; answers which rows still differ, or were not compared.
    List<RowKey> settle(BooleanSupplier stopped) {
        open.removeIf(key -> !stopped.getAsBoolean() && rows.isSame(key));
        return List.copyOf(open);
    }
}
