package greenbelt.shard.move;

import greenbelt.shard.map.Directory;
import greenbelt.shard.map.HashRanges;
import greenbelt.shard.map.KeyHash;
import greenbelt.shard.map.Listed;
import greenbelt.shard.map.Modulo;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardKey;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.map.Strategy;
import greenbelt.shard.map.ValueRanges;
import greenbelt.shard.move.Weights.Weight;
import greenbelt.shard.store.Shards;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Supplier;

/// Proposes moves that make the fullest shard less full, compared with the mean: splits, merges of neighbours, ranges and keys
/// that move. Nothing is changed.
public final class Rebalance {
    /// Less is not worth a move.
    private static final double LEAST_GAIN = 0.01;

    private static final Comparator<Object> BY_HASH =
            (one, other) -> Long.compareUnsigned(KeyHash.of(one), KeyHash.of(other));

    private final ShardMap map;
    private final Weights weights;
    private final NavigableMap<ShardId, Long> orders;
    private final List<Proposal> found = new ArrayList<>();

    private Rebalance(ShardMap map, Weights weights) {
        this.map = map;
        this.weights = weights;
        this.orders = weights.on(map.strategy());
    }

    /// What to do, cheapest first: by orders copied for what the fullest shard loses. None when no move helps, as under modulo.
    ///
    /// Goes through all orders once.
    public static List<Proposal> propose(Shards shards) {
        return propose(shards.map(), Weights.of(shards));
    }

    static List<Proposal> propose(ShardMap map, Weights weights) {
        return new Rebalance(map, weights).propose();
    }

    private List<Proposal> propose() {
        switch (map.strategy()) {
            case HashRanges ranges -> proposeRanges(ranges);
            case ValueRanges ranges -> proposeValues(ranges);
            case Listed listed -> proposeList(listed);
            case Directory directory -> proposeDirectory(directory);
            case Modulo _ -> {}
        }
        return found.stream().sorted(Comparator.comparingDouble(Proposal::price)).toList();
    }

    private ShardId fullest() {
        return orders.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    }

    private ShardId emptiest() {
        return orders.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey();
    }

    private void proposeRanges(HashRanges ranges) {
        proposeSplit(ranges);
        proposeMerges(ranges);
        var last =
                ranges.ranges().stream()
                        .filter(range -> range.shard().equals(fullest()))
                        .reduce((_, range) -> range)
                        .orElseThrow();
        var inRange =
                weights.of(ranges, fullest(), BY_HASH).stream()
                        .filter(one -> Long.compareUnsigned(KeyHash.of(one.key()), last.from()) > 0)
                        .toList();
        cut(inRange, (count(fullest()) - count(emptiest())) / 2)
                .map(KeyHash::of)
                .ifPresent(place ->
                        propose(
                                "move what is from %s on from %s to %s"
                                        .formatted(KeyHash.text(place), fullest(), emptiest()),
                                () -> ranges.splitAt(place, emptiest())));
    }

    private void proposeValues(ValueRanges ranges) {
        var own = weights.of(ranges, fullest(), ShardKey::compare);
        var added = map.newShard();
        cut(own, count(fullest()) / 2)
                .ifPresent(value ->
                        propose(
                                "split %s at %s, the rest to %s".formatted(fullest(), value, added),
                                () -> ranges.splitAt(value, added)));
        proposeMerges(ranges);
    }

    private void proposeList(Listed listed) {
        proposeSplit(listed);
        listed.values()
                .forEach((value, shard) -> {
                    if (shard.equals(fullest())) {
                        propose(
                                "move %s from %s to %s".formatted(value, shard, emptiest()),
                                () -> listed.assign(value, emptiest()));
                    }
                });
    }

    private void proposeDirectory(Directory directory) {
        proposeSplit(directory);
        weights.of(directory, fullest(), ShardKey::compareAny).stream()
                .max(Comparator.comparingLong(Weight::orders))
                .ifPresent(hottest -> {
                    propose(
                            "move %s from %s to %s".formatted(hottest.key(), fullest(), emptiest()),
                            () -> directory.assign(hottest.key(), emptiest()));
                    propose(
                            "give %s of %s a shard of its own, %s"
                                    .formatted(hottest.key(), fullest(), map.newShard()),
                            () -> directory.assign(hottest.key(), map.newShard()));
                });
    }

    /// The key from which on there are about `wanted` orders.
    private static Optional<Object> cut(List<Weight> sorted, long wanted) {
        long sum = 0;
        for (int i = sorted.size() - 1; i > 0; i--) {
            sum += sorted.get(i).orders();
            if (sum >= wanted) {
                return Optional.of(sorted.get(i).key());
            }
        }
        return Optional.empty();
    }

    private void proposeSplit(Strategy strategy) {
        var added = map.newShard();
        propose(
                "split %s into %s and %s".formatted(fullest(), fullest(), added),
                () -> strategy.split(fullest(), added));
    }

    private void proposeMerges(Strategy strategy) {
        for (var into : strategy.shards()) {
            for (var from : strategy.shards().tailSet(into, false)) {
                propose("merge %s into %s".formatted(from, into), () -> strategy.merge(from, into));
            }
        }
    }

    private long count(ShardId shard) {
        return orders.getOrDefault(shard, 0L);
    }

    /// Takes the change in if the strategy can make it, and it helps.
    private void propose(String sentence, Supplier<Strategy> change) {
        Strategy changed;
        try {
            changed = change.get();
        } catch (greenbelt.shard.map.ShardMapException impossible) {
            return;
        }
        double before = Weights.imbalance(orders);
        double then = Weights.imbalance(weights.on(changed));
        if (before - then >= LEAST_GAIN) {
            var after = map.next(changed);
            found.add(new Proposal(sentence, after, copied(after), before, then));
        }
    }

    private long copied(ShardMap after) {
        return map.shards().stream()
                .filter(shard ->
                        !after.shards().contains(shard) || after.since(shard) != map.since(shard))
                .mapToLong(this::count)
                .sum();
    }
}
