package greenbelt.shard.map;

/// One shard, by number.
///
/// @param number 1 to [#MAX]
public record ShardId(int number) implements Comparable<ShardId> {
    /// The most shards of one map.
    public static final int MAX = 1023;

    public ShardId {
        if (number < 1 || number > MAX) {
            throw new IllegalArgumentException(
                    "a shard's number is 1 to " + MAX + ", was " + number);
        }
    }

    @Override
    public int compareTo(ShardId other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return "shard-" + number;
    }
}
