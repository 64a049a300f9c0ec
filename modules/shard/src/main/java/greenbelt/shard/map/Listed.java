package greenbelt.shard.map;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Every value that there is, with its shard: for few values that mean something, such as regions.
///
/// A value can be moved on its own, and one shard can stand where its users live. A value that is not listed belongs
/// nowhere, and a value with very many rows cannot be split.
///
/// @param values each a Long or a String
public record Listed(NavigableMap<Object, ShardId> values) implements Strategy {
    public Listed {
        var copy = new TreeMap<Object, ShardId>(ShardKey::compare);
        values.forEach((value, shard) -> copy.put(ShardKey.of(value), shard));
        values = Collections.unmodifiableNavigableMap(copy);
        if (values.isEmpty()) {
            throw new ShardMapException("a list needs at least one value");
        }
    }

    /// These values on shards 1 to `count`, dealt out in turn.
    public static Listed dealt(List<?> values, int count) {
        var shards = Shares.upTo(count).toList();
        var dealt = new TreeMap<Object, ShardId>(ShardKey::compare);
        for (int i = 0; i < values.size(); i++) {
            dealt.put(values.get(i), shards.get(i % count));
        }
        return new Listed(dealt);
    }

    @Override
    public String name() {
        return "list";
    }

    @Override
    public ShardId shardOf(Object key) {
        var shard = values.get(key);
        if (shard == null) {
            throw new ShardMapException(
                    "%s is not in the list: %s".formatted(key, values.keySet()));
        }
        return shard;
    }

    @Override
    public NavigableSet<ShardId> shards() {
        return Shares.sorted(values.values());
    }

    @Override
    public NavigableSet<ShardId> shardsBetween(Optional<Object> low, Optional<Object> high) {
        var between = low.map(from -> values.tailMap(from, true)).orElse(values);
        return Shares.sorted(
                between.entrySet().stream()
                        .filter(entry ->
                                high.isEmpty() || ShardKey.compare(entry.getKey(), high.get()) <= 0)
                        .map(Map.Entry::getValue)
                        .toList());
    }

    @Override
    public String explain(Object key) {
        return "%s is listed for %s".formatted(key, shardOf(key));
    }

    /// The second half of its values.
    @Override
    public Listed split(ShardId shard, ShardId added) {
        Shares.mustHave(shards(), shard);
        Shares.mustBeNew(shards(), added);
        var own = values.keySet().stream().filter(value -> isOn(value, shard)).toList();
        if (own.size() < 2) {
            throw new ShardMapException(
                    "%s has only %s, and one value cannot be split".formatted(shard, own));
        }
        var changed = new TreeMap<>(values);
        own.subList(own.size() / 2, own.size()).forEach(value -> changed.put(value, added));
        return new Listed(changed);
    }

    private boolean isOn(Object value, ShardId shard) {
        return shard.equals(values.get(value));
    }

    /// Gives this value, which may be a new one, to `to`.
    public Listed assign(Object value, ShardId to) {
        var changed = new TreeMap<>(values);
        changed.put(ShardKey.of(value), to);
        return new Listed(changed);
    }

    /// Any two: values have no neighbours.
    @Override
    public Listed merge(ShardId from, ShardId into) {
        Shares.mustHave(shards(), from);
        Shares.mustHave(shards(), into);
        Shares.mustDiffer(from, into);
        var changed = new TreeMap<>(values);
        changed.replaceAll((_, shard) -> shard.equals(from) ? into : shard);
        return new Listed(changed);
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
