package greenbelt.shard.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one shard has under a strategy, as a text that is equal when the rows are: for comparing, and for a shard to write
/// down what it has.
public final class Part {
    /// How many keys are written out.
    private static final int FEW = 20;

    private Part() {}

    /// What `shard` has.
    public static String of(Strategy strategy, ShardId shard) {
        return switch (strategy) {
            case HashRanges hashed -> hash(hashed, shard);
            case ValueRanges valued -> values(valued, shard);
            case Listed listed -> "values " + listed(listed, shard);
            case Directory directory ->
                    "%s; by directory with %s, without %s"
                            .formatted(
                                    hash(directory.otherwise(), shard),
                                    exceptions(directory, shard, true),
                                    exceptions(directory, shard, false));
            case Modulo modulo ->
                    "remainder %d of %d".formatted(shard.number() - 1, modulo.count());
        };
    }

    private static String hash(HashRanges hashed, ShardId shard) {
        var parts = new ArrayList<String>();
        var ranges = hashed.ranges();
        for (int i = 0; i < ranges.size(); i++) {
            if (ranges.get(i).shard().equals(shard)) {
                long last = i + 1 < ranges.size() ? ranges.get(i + 1).from() - 1 : -1;
                parts.add(
                        "%s to %s"
                                .formatted(KeyHash.text(ranges.get(i).from()), KeyHash.text(last)));
            }
        }
        return "hash " + String.join(", ", parts);
    }

    private static String values(ValueRanges valued, ShardId shard) {
        var parts = new ArrayList<String>();
        for (int i = -1; i < valued.cuts().size(); i++) {
            var owner = i < 0 ? valued.first() : valued.cuts().get(i).shard();
            if (owner.equals(shard)) {
                var from = i < 0 ? Optional.empty() : Optional.of(valued.cuts().get(i).from());
                var before =
                        i + 1 < valued.cuts().size()
                                ? Optional.of(valued.cuts().get(i + 1).from())
                                : Optional.empty();
                parts.add(
                        "from %s before %s"
                                .formatted(
                                        from.map(Object::toString).orElse("the first"),
                                        before.map(Object::toString).orElse("the end")));
            }
        }
        return "values " + String.join(", ", parts);
    }

    private static List<Object> listed(Listed listed, ShardId shard) {
        return listed.values().entrySet().stream()
                .filter(entry -> entry.getValue().equals(shard))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// The keys that are on `shard` though not by their hash, or the other way round; when they are many, how many, and a
    /// hash of all.
    private static String exceptions(Directory directory, ShardId shard, boolean own) {
        var keys =
                directory.entries().entrySet().stream()
                        .filter(entry -> entry.getValue().equals(shard) == own)
                        .map(Map.Entry::getKey)
                        .filter(key -> directory.otherwise().shardOf(key).equals(shard) != own)
                        .toList();
        return keys.size() <= FEW
                ? keys.toString()
                : "%d keys (%s)".formatted(keys.size(), KeyHash.text(KeyHash.of(keys.toString())));
    }
}
