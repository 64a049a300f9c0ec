package greenbelt.shard.map;

import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/// The hash modulo the number of shards: what comes to mind first, kept to show why it hurts.
///
/// It spreads as evenly as hash ranges, and needs no table. But with one shard more the remainder of nearly every key is
/// another, so nearly every row moves: n of n + 1. It can neither split one shard nor merge two.
///
/// @param count how many shards, 1 to [ShardId#MAX]
public record Modulo(int count) implements Strategy {
    public Modulo {
        if (count < 1 || count > ShardId.MAX) {
            throw new ShardMapException("there are 1 to " + ShardId.MAX + " shards, was " + count);
        }
    }

    @Override
    public String name() {
        return "modulo";
    }

    @Override
    public ShardId shardOf(Object key) {
        return new ShardId(1 + (int) Long.remainderUnsigned(KeyHash.of(key), count));
    }

    @Override
    public NavigableSet<ShardId> shards() {
        return Shares.sorted(Shares.upTo(count).toList());
    }

    @Override
    public NavigableSet<ShardId> shardsBetween(Optional<Object> low, Optional<Object> high) {
        return low.isPresent() && low.equals(high)
                ? Shares.sorted(List.of(shardOf(low.get())))
                : shards();
    }

    @Override
    public String explain(Object key) {
        return "%s hashes to %s, which leaves %d when divided by %d: %s"
                .formatted(
                        key,
                        KeyHash.text(KeyHash.of(key)),
                        shardOf(key).number() - 1,
                        count,
                        shardOf(key));
    }

    /// Throws always.
    @Override
    public Modulo split(ShardId shard, ShardId added) {
        Shares.mustHave(shards(), shard);
        throw new ShardMapException(
                "modulo cannot split %s alone: with %d shards nearly every row moves;"
                                .formatted(shard, count + 1)
                        + " hash ranges can");
    }

    /// Throws always.
    @Override
    public Modulo merge(ShardId from, ShardId into) {
        Shares.mustHave(shards(), from);
        throw new ShardMapException(
                "modulo cannot merge %s into %s alone: with %d shards nearly every row moves;"
                                .formatted(from, into, count - 1)
                        + " hash ranges can");
    }

    @Override
    public String toString() {
        return "hash modulo " + count;
    }
}
