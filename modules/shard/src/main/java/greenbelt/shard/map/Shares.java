package greenbelt.shard.map;

import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the strategies ask of shards they are given.
final class Shares {
    private Shares() {}

    /// Shards 1 to `count`.
    static Stream<ShardId> upTo(int count) {
        if (count < 1 || count > ShardId.MAX) {
            throw new IllegalArgumentException(
                    "there are 1 to " + ShardId.MAX + " shards, was " + count);
        }
        return IntStream.rangeClosed(1, count).mapToObj(ShardId::new);
    }

    static void mustHave(NavigableSet<ShardId> shards, ShardId shard) {
        if (!shards.contains(shard)) {
            throw new ShardMapException("there is no %s; there are %s".formatted(shard, shards));
        }
    }

    static void mustBeNew(NavigableSet<ShardId> shards, ShardId added) {
        if (shards.contains(added)) {
            throw new ShardMapException("there is a %s already".formatted(added));
        }
    }

    static void mustDiffer(ShardId from, ShardId into) {
        if (from.equals(into)) {
            throw new ShardMapException(from + " cannot be merged with itself");
        }
    }

    /// @param side the shards of ranges that lie side by side, in order
    static void mustBeNeighbours(List<ShardId> side, ShardId one, ShardId other, Strategy all) {
        boolean are =
                IntStream.range(1, side.size())
                        .mapToObj(i -> side.subList(i - 1, i + 1))
                        .anyMatch(pair ->
                                pair.equals(List.of(one, other))
                                        || pair.equals(List.of(other, one)));
        if (!are) {
            throw new ShardMapException(
                    "%s and %s have no ranges side by side: %s".formatted(one, other, all));
        }
    }

    /// The last of the numbers from `first` to before `end` for which it holds, by halving: it holds up to there, and not beyond.
    ///
    /// @param holds not asked of `first`, for which it does
    static int last(int first, int end, IntPredicate holds) {
        int low = first;
        int high = end - 1;
        while (low < high) {
            int middle = low + (high - low + 1) / 2;
            if (holds.test(middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    static NavigableSet<ShardId> sorted(Collection<ShardId> shards) {
        return java.util.Collections.unmodifiableNavigableSet(new TreeSet<>(shards));
    }
}
