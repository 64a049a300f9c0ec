package greenbelt.shard.map;

import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;
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

    static NavigableSet<ShardId> sorted(Collection<ShardId> shards) {
        return java.util.Collections.unmodifiableNavigableSet(new TreeSet<>(shards));
    }
}
