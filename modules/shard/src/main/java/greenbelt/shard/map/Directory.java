package greenbelt.shard.map;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// A list of keys with their shards, and hash ranges for all keys that are not in it.
///
/// Any key can be put anywhere, alone; so a very hot one can get a shard to itself. The directory must be kept, and be asked
/// first.
///
/// @param entries at most [#MAX_ENTRIES]; each key a Long or a String
/// @param otherwise where a key is that has no entry
public record Directory(NavigableMap<Object, ShardId> entries, HashRanges otherwise)
        implements Strategy {
    /// As many as may be in memory at once.
    public static final int MAX_ENTRIES = 1_000_000;

    public Directory {
        var copy = new TreeMap<Object, ShardId>(ShardKey::compareAny);
        entries.forEach((key, shard) -> copy.put(ShardKey.of(key), shard));
        entries = Collections.unmodifiableNavigableMap(copy);
        if (entries.size() > MAX_ENTRIES) {
            throw new ShardMapException(
                    "a directory has at most %d entries, was %d"
                            .formatted(MAX_ENTRIES, entries.size()));
        }
    }

    /// One without entries, over `count` shards.
    public static Directory empty(int count) {
        return new Directory(new TreeMap<>(ShardKey::compareAny), HashRanges.equal(count));
    }

    @Override
    public String name() {
        return "directory";
    }

    @Override
    public ShardId shardOf(Object key) {
        var shard = entries.get(key);
        return shard == null ? otherwise.shardOf(key) : shard;
    }

    @Override
    public NavigableSet<ShardId> shards() {
        var all = new TreeSet<>(otherwise.shards());
        all.addAll(entries.values());
        return Collections.unmodifiableNavigableSet(all);
    }

    @Override
    public NavigableSet<ShardId> shardsBetween(Optional<Object> low, Optional<Object> high) {
        return low.isPresent() && low.equals(high)
                ? Shares.sorted(java.util.List.of(shardOf(low.get())))
                : shards();
    }

    @Override
    public String explain(Object key) {
        var shard = entries.get(key);
        return shard == null
                ? "%s is not in the directory, and %s".formatted(key, otherwise.explain(key))
                : "%s has an entry in the directory: %s".formatted(key, shard);
    }

    /// Its part of the hash ranges; entries stay where they are.
    @Override
    public Directory split(ShardId shard, ShardId added) {
        Shares.mustBeNew(shards(), added);
        return new Directory(entries, otherwise.split(shard, added));
    }

    /// Puts this key, which may have an entry, on `to`, which may be a new shard.
    public Directory assign(Object key, ShardId to) {
        var changed = new TreeMap<>(entries);
        changed.put(ShardKey.of(key), to);
        return new Directory(changed, otherwise);
    }

    @Override
    public Directory merge(ShardId from, ShardId into) {
        Shares.mustHave(shards(), from);
        Shares.mustHave(shards(), into);
        Shares.mustDiffer(from, into);
        var changed = new TreeMap<>(entries);
        changed.replaceAll((_, shard) -> shard.equals(from) ? into : shard);
        var rest = otherwise.shards().contains(from) ? otherwise.merge(from, into) : otherwise;
        return new Directory(changed, rest);
    }

    @Override
    public String toString() {
        return "%d keys by directory, the others by hash: %s".formatted(entries.size(), otherwise);
    }
}
