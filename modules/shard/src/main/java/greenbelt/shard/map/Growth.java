package greenbelt.shard.map;

import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/// What one more shard costs under a strategy: how many rows move, and how many the new shard then has.
///
/// @param strategy what the strategy is called
/// @param rows all rows
/// @param moved those that are on another shard afterwards
/// @param onAdded those on the new shard afterwards
public record Growth(String strategy, long rows, long moved, long onAdded) {
    /// When a shard is added as this strategy would have it: hash ranges and the directory give it half of the fullest
    /// shard, a list half of its values, ranges of the value all that is beyond the greatest, and modulo counts one more.
    ///
    /// @param keys the sharding value of each row, the same each time it is asked
    public static Growth of(Strategy before, Supplier<Iterator<?>> keys) {
        var counts = new TreeMap<ShardId, Long>();
        Object greatest = null;
        for (var all = keys.get(); all.hasNext(); ) {
            var key = all.next();
            counts.merge(before.shardOf(key), 1L, Long::sum);
            if (greatest == null || ShardKey.compare(key, greatest) > 0) {
                greatest = key;
            }
        }
        if (greatest == null) {
            return new Growth(before.name(), 0, 0, 0);
        }
        var added = new ShardId(before.shards().last().number() + 1);
        var fullest =
                counts.entrySet().stream()
                        .max(java.util.Map.Entry.comparingByValue())
                        .orElseThrow()
                        .getKey();
        var after =
                switch (before) {
                    case HashRanges ranges -> ranges.split(fullest, added);
                    case Directory directory -> directory.split(fullest, added);
                    case Listed listed -> listed.split(fullest, added);
                    case ValueRanges ranges -> ranges.splitAt(beyond(greatest), added);
                    case Modulo modulo -> new Modulo(modulo.count() + 1);
                };
        return between(before, after, added, keys.get());
    }

    /// From one strategy to another.
    ///
    /// @param added the shard whose rows are counted
    public static Growth between(Strategy before, Strategy after, ShardId added, Iterator<?> keys) {
        long rows = 0;
        long moved = 0;
        long onAdded = 0;
        while (keys.hasNext()) {
            var key = keys.next();
            var there = after.shardOf(key);
            rows++;
            moved += there.equals(before.shardOf(key)) ? 0 : 1;
            onAdded += there.equals(added) ? 1 : 0;
        }
        return new Growth(before.name(), rows, moved, onAdded);
    }

    /// For rows that are all in memory.
    public static Growth of(Strategy before, List<?> keys) {
        return of(before, keys::iterator);
    }

    private static Object beyond(Object greatest) {
        return switch (ShardKey.of(greatest)) {
            case Long number -> number + 1;
            case String text -> text + " ";
            default -> throw new IllegalStateException("a key of two kinds only");
        };
    }

    /// Such as `hash ranges: 125,031 of 1,000,000 rows move (12.5%), 125,031 are on the new shard`.
    @Override
    public String toString() {
        return String.format(
                java.util.Locale.ROOT,
                "%s: %,d of %,d rows move (%.1f%%), %,d are on the new shard",
                strategy,
                moved,
                rows,
                rows == 0 ? 0 : 100.0 * moved / rows,
                onAdded);
    }
}
