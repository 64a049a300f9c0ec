package greenbelt.shard.map;

import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which shard has which rows, with a version that every change raises. Immutable.
public final class ShardMap {
    private final long version;
    private final Layout layout;
    private final Catalog catalog;
    private final Strategy strategy;
    private final HashRanges index;
    private final NavigableMap<ShardId, Long> since;

    /// A map as it was written down.
    ///
    /// @param version from 1
    /// @param index where the rows of lookup indexes are, by the hash of their key
    /// @param since for each shard the version of the map from which on it has had the rows it has
    public ShardMap(
            long version,
            Layout layout,
            Strategy strategy,
            HashRanges index,
            NavigableMap<ShardId, Long> since) {
        this.version = version;
        this.layout = layout;
        this.catalog = layout.catalog();
        this.strategy = strategy;
        this.index = index;
        this.since = Collections.unmodifiableNavigableMap(new TreeMap<>(since));
        var all = new TreeSet<>(strategy.shards());
        all.addAll(index.shards());
        if (!all.equals(since.navigableKeySet())) {
            throw new ShardMapException(
                    "the map speaks of %s, and knows since when of %s"
                            .formatted(all, since.navigableKeySet()));
        }
    }

    /// The first map of this layout, by this strategy.
    public static ShardMap first(Layout layout, Strategy strategy) {
        var shards = strategy.shards();
        var since = new TreeMap<ShardId, Long>();
        shards.forEach(shard -> since.put(shard, 1L));
        return new ShardMap(1, layout, strategy, indexFor(strategy), since);
    }

    /// The first map of this layout, by hash ranges of one size.
    public static ShardMap hashed(Layout layout, int shards) {
        return first(layout, HashRanges.equal(shards));
    }

    /// Hash ranges take the rows of their indexes along; the other strategies leave them where they are.
    private static HashRanges indexFor(Strategy strategy) {
        return switch (strategy) {
            case HashRanges ranges -> ranges;
            case Directory directory -> directory.otherwise();
            case ValueRanges _, Listed _, Modulo _ -> evenly(List.copyOf(strategy.shards()));
        };
    }

    private static HashRanges evenly(List<ShardId> shards) {
        var even = HashRanges.equal(shards.size()).ranges();
        return new HashRanges(
                even.stream()
                        .map(range ->
                                new HashRanges.Range(
                                        range.from(), shards.get(range.shard().number() - 1)))
                        .toList());
    }

    /// From 1; each change makes it one more.
    public long version() {
        return version;
    }

    public Layout layout() {
        return layout;
    }

    /// The tables, the same on every shard.
    public Catalog catalog() {
        return catalog;
    }

    public Strategy strategy() {
        return strategy;
    }

    /// Where the rows of lookup indexes are, by the hash of their key.
    public HashRanges index() {
        return index;
    }

    public NavigableSet<ShardId> shards() {
        return since.navigableKeySet();
    }

    /// The version of the map from which on this shard has had the rows it has.
    public long since(ShardId shard) {
        Shares.mustHave(shards(), shard);
        return since.getOrDefault(shard, 0L);
    }

    /// The shard of the rows with this sharding value. Throws [ShardMapException] when it belongs to none.
    public ShardId shardOf(Object key) {
        return strategy.shardOf(key);
    }

    /// The shard where the row of a lookup index with this key is.
    public ShardId indexShardOf(Object key) {
        return index.shardOf(key);
    }

    /// The shard of the rows of this table that have `value` in its sharding column; also of the table of an index.
    public ShardId shardOf(Table table, Object value) {
        return catalog().isIndex(table) ? indexShardOf(value) : shardOf(value);
    }

    /// The shards that can have sharding values from `low` to `high`, both included and each open when empty; all shards where
    /// values are hashed, unless both are one.
    public NavigableSet<ShardId> shardsBetween(Optional<Object> low, Optional<Object> high) {
        return strategy.shardsBetween(low, high);
    }

    /// Why rows with this sharding value are where they are, in a sentence.
    public String explain(Object key) {
        return layout.column() + " " + strategy.explain(key) + ".";
    }

    /// The next version, by this strategy, with the same kind of index; a shard whose rows are not the same as before has
    /// them since then.
    public ShardMap next(Strategy changed) {
        var nextIndex = nextIndex(changed);
        var shards = new TreeSet<>(changed.shards());
        shards.addAll(nextIndex.shards());
        var sinceThen = new TreeMap<ShardId, Long>();
        for (var shard : shards) {
            sinceThen.put(
                    shard, hasTheSame(shard, changed, nextIndex) ? since(shard) : version + 1);
        }
        return new ShardMap(version + 1, layout, changed, nextIndex, sinceThen);
    }

    private HashRanges nextIndex(Strategy changed) {
        return switch (changed) {
            case HashRanges ranges -> ranges;
            case Directory directory -> directory.otherwise();
            case ValueRanges _, Listed _, Modulo _ -> {
                var gone = new TreeSet<>(index.shards());
                gone.removeAll(changed.shards());
                yield gone.isEmpty() ? index : evenly(List.copyOf(changed.shards()));
            }
        };
    }

    private boolean hasTheSame(ShardId shard, Strategy changed, HashRanges changedIndex) {
        return shards().contains(shard)
                && Part.of(strategy, shard).equals(Part.of(changed, shard))
                && Part.of(index, shard).equals(Part.of(changedIndex, shard));
    }

    /// The number that the next new shard gets.
    public ShardId newShard() {
        return new ShardId(shards().last().number() + 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShardMap map
                && version == map.version
                && layout == map.layout
                && strategy.equals(map.strategy)
                && index.equals(map.index)
                && since.equals(map.since);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(version);
    }

    @Override
    public String toString() {
        return "version %d, %s by %s: %s"
                .formatted(version, layout.column(), strategy.name(), strategy);
    }
}
