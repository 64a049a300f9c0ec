package greenbelt.shard.map;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The values themselves cut into ranges, each of which belongs to a shard: by time, when the values begin with it.
///
/// A range of values is on few shards, old ranges can be laid aside, and a new shard for what is to come moves no row. All
/// that is new goes to one shard, though: it is the hot one.
///
/// @param first the shard of all that is before the first cut
/// @param cuts in ascending order; each belongs to the range it begins
public record ValueRanges(ShardId first, List<Cut> cuts) implements Strategy {
    /// Where a range begins.
    ///
    /// @param from the first value in it, a Long or a String
    public record Cut(Object from, ShardId shard) {
        public Cut {
            from = ShardKey.of(from);
        }

        @Override
        public String toString() {
            return "from " + from + " " + shard;
        }
    }

    public ValueRanges {
        cuts = List.copyOf(cuts);
        for (int i = 1; i < cuts.size(); i++) {
            if (ShardKey.compare(cuts.get(i - 1).from(), cuts.get(i).from()) >= 0) {
                throw new ShardMapException("the ranges must ascend, were " + cuts);
            }
        }
    }

    /// Shards 1 to one more than there are cuts, in this order.
    public static ValueRanges cutAt(List<?> values) {
        return new ValueRanges(
                new ShardId(1),
                IntStream.range(0, values.size())
                        .mapToObj(i -> new Cut(values.get(i), new ShardId(i + 2)))
                        .toList());
    }

    @Override
    public String name() {
        return "ranges of the value";
    }

    @Override
    public ShardId shardOf(Object key) {
        return shardAt(indexOf(key));
    }

    private ShardId shardAt(int index) {
        return index < 0 ? first : cuts.get(index).shard();
    }

    /// The last cut that is not beyond the key; -1 when all are.
    private int indexOf(Object key) {
        return Shares.last(-1, cuts.size(), i -> ShardKey.compare(cuts.get(i).from(), key) <= 0);
    }

    @Override
    public NavigableSet<ShardId> shards() {
        return shardsBetween(Optional.empty(), Optional.empty());
    }

    /// None when `low` is beyond `high`.
    @Override
    public NavigableSet<ShardId> shardsBetween(Optional<Object> low, Optional<Object> high) {
        if (low.isPresent() && high.isPresent() && ShardKey.compare(low.get(), high.get()) > 0) {
            return Shares.sorted(List.of());
        }
        int begin = low.map(this::indexOf).orElse(-1);
        int end = high.map(this::indexOf).orElse(cuts.size() - 1);
        return Shares.sorted(IntStream.rangeClosed(begin, end).mapToObj(this::shardAt).toList());
    }

    @Override
    public String explain(Object key) {
        int index = indexOf(key);
        var from = index < 0 ? "" : " from " + cuts.get(index).from() + " on";
        var before = index + 1 < cuts.size() ? " before " + cuts.get(index + 1).from() : "";
        var range = from.isEmpty() && before.isEmpty() ? " all there is" : from + before;
        return "%s is in the range%s of %s".formatted(key, range, shardAt(index));
    }

    /// Throws always: the middle of the values need not be the middle of the rows.
    @Override
    public ValueRanges split(ShardId shard, ShardId added) {
        Shares.mustHave(shards(), shard);
        throw new ShardMapException(
                "say at which value to split %s: ranges of the value have no middle"
                        .formatted(shard));
    }

    /// Cuts the range in which `value` is, and gives what is from there on to `added`, which may be an old shard.
    public ValueRanges splitAt(Object value, ShardId added) {
        int index = indexOf(value);
        if (index >= 0 && ShardKey.compare(cuts.get(index).from(), value) == 0) {
            throw new ShardMapException("a range begins at %s already".formatted(value));
        }
        var changed = new ArrayList<>(cuts);
        changed.add(index + 1, new Cut(value, added));
        return new ValueRanges(first, changed);
    }

    @Override
    public ValueRanges merge(ShardId from, ShardId into) {
        Shares.mustHave(shards(), from);
        Shares.mustHave(shards(), into);
        Shares.mustDiffer(from, into);
        var side = IntStream.range(-1, cuts.size()).mapToObj(this::shardAt).toList();
        Shares.mustBeNeighbours(side, from, into, this);
        var kept = new ArrayList<Cut>();
        var before = first.equals(from) ? into : first;
        var last = before;
        for (var cut : cuts) {
            var shard = cut.shard().equals(from) ? into : cut.shard();
            if (!shard.equals(last)) {
                kept.add(new Cut(cut.from(), shard));
            }
            last = shard;
        }
        return new ValueRanges(before, kept);
    }

    @Override
    public String toString() {
        return first + cuts.stream().map(cut -> ", " + cut).collect(Collectors.joining());
    }
}
