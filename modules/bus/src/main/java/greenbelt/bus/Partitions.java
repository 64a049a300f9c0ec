package greenbelt.bus;

/// Which partition a key is in: the same one for ever, in every world and on every machine.
public final class Partitions {
    /// How many partitions a topic has that was made by its first use.
    public static final int DEFAULT = 4;

    /// The most partitions that a topic can have.
    public static final int MOST = 64;

    private Partitions() {}

    /// The partition of `key` in a topic of this many, from 0.
    ///
    /// The hash of a string is fixed by its specification; Austin Appleby's finalizer, from MurmurHash3, spreads keys that
    /// differ only in their last digits.
    public static int of(String key, int partitions) {
        int hash = key.hashCode();
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return Math.floorMod(hash ^ (hash >>> 16), partitions);
    }

    static void check(int partitions) {
        if (partitions < 1 || partitions > MOST) {
            throw new IllegalArgumentException(
                    "a topic has 1 to %d partitions, was %d".formatted(MOST, partitions));
        }
    }
}
