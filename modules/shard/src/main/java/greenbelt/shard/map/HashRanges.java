package greenbelt.shard.map;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.IntStream;

/// The hash space cut into ranges, each of which belongs to a shard: what Vitess and Citus do.
///
/// A range can be cut anywhere, so a shard is split without a row of any other shard being moved. What is near in value is
/// not near in hash, so load spreads evenly, and a range of values is on all shards.
///
/// @param ranges in ascending order, without gaps, the first from 0
/// @see <a href="https://vitess.io/docs/concepts/keyspace-id/">Vitess: Keyspace ID</a>
public record HashRanges(List<Range> ranges) implements Strategy {
    /// A part of the hash space.
    ///
    /// @param from where it begins, read without a sign; it ends before the next one begins
    public record Range(long from, ShardId shard) {}

    public HashRanges {
        ranges = joined(ranges);
        if (ranges.isEmpty() || ranges.getFirst().from() != 0) {
            throw new ShardMapException("the ranges must begin at 0, were " + ranges);
        }
    }

    /// Shards 1 to `count` with parts of one size.
    public static HashRanges equal(int count) {
        var shards = Shares.upTo(count).toList();
        return new HashRanges(
                IntStream.range(0, count)
                        .mapToObj(i -> new Range(share(i, count), shards.get(i)))
                        .toList());
    }

    /// i / count of 2^64.
    private static long share(int i, int count) {
        return java.math.BigInteger.TWO
                .pow(Long.SIZE)
                .multiply(java.math.BigInteger.valueOf(i))
                .divide(java.math.BigInteger.valueOf(count))
                .longValue();
    }

    private static List<Range> joined(List<Range> ranges) {
        var joined = new ArrayList<Range>();
        for (var range : ranges) {
            if (!joined.isEmpty()
                    && Long.compareUnsigned(joined.getLast().from(), range.from()) >= 0) {
                throw new ShardMapException("the ranges must ascend, were " + ranges);
            }
            if (joined.isEmpty() || !joined.getLast().shard().equals(range.shard())) {
                joined.add(range);
            }
        }
        return List.copyOf(joined);
    }

    @Override
    public String name() {
        return "hash ranges";
    }

    @Override
    public ShardId shardOf(Object key) {
        return ranges.get(indexOf(KeyHash.of(key))).shard();
    }

    private int indexOf(long place) {
        return Shares.last(
                0, ranges.size(), i -> Long.compareUnsigned(ranges.get(i).from(), place) <= 0);
    }

    @Override
    public NavigableSet<ShardId> shards() {
        return Shares.sorted(ranges.stream().map(Range::shard).toList());
    }

    @Override
    public NavigableSet<ShardId> shardsBetween(Optional<Object> low, Optional<Object> high) {
        return low.isPresent() && low.equals(high)
                ? Shares.sorted(List.of(shardOf(low.get())))
                : shards();
    }

    @Override
    public String explain(Object key) {
        long place = KeyHash.of(key);
        int index = indexOf(place);
        return "%s hashes to %s, which is in %s of %s"
                .formatted(key, KeyHash.text(place), text(index), ranges.get(index).shard());
    }

    private String text(int index) {
        return KeyHash.text(ranges.get(index).from()) + " to " + KeyHash.text(last(index));
    }

    private long last(int index) {
        return index == ranges.size() - 1 ? -1 : ranges.get(index + 1).from() - 1;
    }

    /// In the middle of its widest range.
    @Override
    public HashRanges split(ShardId shard, ShardId added) {
        Shares.mustHave(shards(), shard);
        int widest =
                IntStream.range(0, ranges.size())
                        .filter(i -> ranges.get(i).shard().equals(shard))
                        .reduce((a, b) -> Long.compareUnsigned(width(a), width(b)) >= 0 ? a : b)
                        .orElseThrow();
        long from = ranges.get(widest).from();
        return splitAt(from + Long.divideUnsigned(width(widest), 2) + 1, added);
    }

    /// One less than how many places it has, because 2^64 does not fit.
    private long width(int index) {
        return last(index) - ranges.get(index).from();
    }

    /// Cuts the range in which `place` is, and gives what is from there on to `added`, which may be an old shard.
    public HashRanges splitAt(long place, ShardId added) {
        int index = indexOf(place);
        if (ranges.get(index).from() == place) {
            throw new ShardMapException(
                    "a range begins at %s already".formatted(KeyHash.text(place)));
        }
        var changed = new ArrayList<>(ranges);
        changed.add(index + 1, new Range(place, added));
        return new HashRanges(changed);
    }

    /// Gives the range that begins at `from` to `to`.
    public HashRanges move(long from, ShardId to) {
        int index = indexOf(from);
        if (ranges.get(index).from() != from) {
            throw new ShardMapException(
                    "no range begins at %s; there are %s".formatted(KeyHash.text(from), this));
        }
        if (ranges.get(index).shard().equals(to)) {
            throw new ShardMapException("%s of %s is there already".formatted(text(index), to));
        }
        var changed = new ArrayList<>(ranges);
        changed.set(index, new Range(from, to));
        return new HashRanges(changed);
    }

    @Override
    public HashRanges merge(ShardId from, ShardId into) {
        Shares.mustHave(shards(), from);
        Shares.mustHave(shards(), into);
        Shares.mustDiffer(from, into);
        Shares.mustBeNeighbours(ranges.stream().map(Range::shard).toList(), from, into, this);
        return new HashRanges(
                ranges.stream()
                        .map(range ->
                                range.shard().equals(from) ? new Range(range.from(), into) : range)
                        .toList());
    }

    /// What part of the hash space the shard has, 0 to 1.
    public double part(ShardId shard) {
        return IntStream.range(0, ranges.size())
                .filter(i -> ranges.get(i).shard().equals(shard))
                .mapToDouble(i -> (Math.scalb((double) (width(i) >>> 1), 1) + 1) / 0x1.0p64)
                .sum();
    }

    @Override
    public String toString() {
        var text = new ArrayList<String>();
        for (int i = 0; i < ranges.size(); i++) {
            text.add(text(i) + " " + ranges.get(i).shard());
        }
        return String.join(", ", text);
    }
}
