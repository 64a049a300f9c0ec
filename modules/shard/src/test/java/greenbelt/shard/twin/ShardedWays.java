package greenbelt.shard.twin;

import greenbelt.shard.map.Directory;
import greenbelt.shard.map.HashRanges;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.Listed;
import greenbelt.shard.map.Modulo;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.map.Strategy;
import greenbelt.shard.map.ValueRanges;
import greenbelt.shard.store.OrderKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongUnaryOperator;

/// The ways in which the shop of the random statements is sharded: every strategy, in every layout that it is made for.
final class ShardedWays {
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> REGIONS = List.of("north", "south", "east", "west");
    private static final int WAYS = 12;

    private ShardedWays() {}

    /// A map, and what the n-th order has for a number.
    record Way(ShardMap map, LongUnaryOperator numbers) {}

    /// On one to five shards.
    static Way of(int number) {
        int shards = 1 + number / WAYS % 5;
        int some = 1 + (number + number / WAYS) % 5;
        return switch (number % WAYS) {
            case 0 -> way(Layout.BY_USER, HashRanges.equal(some));
            case 1 -> way(Layout.BY_ORDER, HashRanges.equal(some));
            case 2 -> way(Layout.BY_REGION, HashRanges.equal(some));
            case 3 -> way(Layout.BY_USER, directory(shards, 1L, 7L));
            case 4 -> way(Layout.BY_REGION, Listed.dealt(REGIONS, 1 + number / WAYS % 4));
            case 5 -> byTime(shards);
            case 6 -> way(Layout.BY_USER, new Modulo(some));
            case 7 -> way(Layout.BY_ORDER, ValueRanges.cutAt(List.of(20L, 60L, 61L)));
            case 8 -> way(Layout.BY_USER, ValueRanges.cutAt(List.of(2L, 6L)));
            case 9 -> way(Layout.BY_REGION, directory(shards, "north", "west"));
            case 10 -> way(Layout.BY_REGION, ValueRanges.cutAt(List.of("f", "south")));
            default -> way(Layout.BY_ORDER, directory(shards, 3L, 100L));
        };
    }

    private static Way way(Layout layout, Strategy strategy) {
        return new Way(ShardMap.first(layout, strategy), LongUnaryOperator.identity());
    }

    /// One key has a shard to itself, another is where it would not be.
    private static Directory directory(int shards, Object alone, Object moved) {
        return Directory.empty(shards)
                .assign(alone, new ShardId(shards + 1))
                .assign(moved, new ShardId(1));
    }

    /// The numbers of orders begin with the time.
    private static Way byTime(int shards) {
        LongUnaryOperator numbers = nth -> OrderKeys.at(at(nth), 0);
        var cuts =
                java.util.stream.LongStream.range(1, shards)
                        .mapToObj(i -> OrderKeys.firstAt(at(25 * i)))
                        .toList();
        return new Way(ShardMap.first(Layout.BY_ORDER, ValueRanges.cutAt(cuts)), numbers);
    }

    private static Instant at(long nth) {
        return BEGINNING.plus(Duration.ofHours(12 * nth));
    }
}
