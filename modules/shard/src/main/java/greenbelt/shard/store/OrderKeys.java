package greenbelt.shard.store;

import greenbelt.world.World;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// Numbers for orders that nobody else gives, in the order of time, made without asking anybody: from left to right 41 bits
/// of milliseconds since 2020, 10 bits for the node that makes them, 12 bits to count within a millisecond.
///
/// A node makes ascending ones, also when its clock is set back: then it goes on from the last one. It makes 4,096 a
/// millisecond; more borrow from the next. The 41 bits last until 2089. For many tasks.
///
/// @see <a href="https://blog.x.com/engineering/en_us/a/2010/announcing-snowflake">Announcing Snowflake</a> (Twitter, 2010)
public final class OrderKeys {
    /// When the milliseconds begin.
    public static final Instant EPOCH = Instant.parse("2020-01-01T00:00:00Z");

    /// The largest number of a node.
    public static final int MAX_NODE = 1_023;

    private static final int NODE_BITS = 10;
    private static final int COUNT_BITS = 12;
    private static final long MAX_COUNT = (1L << COUNT_BITS) - 1;

    private final World world;
    private final long node;

    /// Milliseconds and count of the last one, without the node between them.
    private final AtomicLong last;

    /// @param node 0 to [#MAX_NODE]; no two that make keys at a time may have the same
    /// @param greatest of the keys there are, of any node; 0 when there is none
    public OrderKeys(World world, int node, long greatest) {
        if (node < 0 || node > MAX_NODE) {
            throw new IllegalArgumentException("a node is 0 to " + MAX_NODE + ", was " + node);
        }
        this.world = world;
        this.node = node;
        // From the next millisecond on: within this one, a greater key of another node says
        // nothing about how far this node had counted.
        this.last =
                new AtomicLong(
                        greatest == 0
                                ? 0
                                : greatest >>> (NODE_BITS + COUNT_BITS) << COUNT_BITS | MAX_COUNT);
    }

    /// The next key.
    public long next() {
        long now = Math.max(0, world.now().toEpochMilli() - EPOCH.toEpochMilli()) << COUNT_BITS;
        long mine = last.updateAndGet(before -> Math.max(before + 1, now));
        return key(mine >>> COUNT_BITS, node, mine & MAX_COUNT);
    }

    private static long key(long millis, long node, long count) {
        return (millis << NODE_BITS | node) << COUNT_BITS | count;
    }

    /// The key that this node would make first in this millisecond.
    public static long at(Instant time, int node) {
        return key(time.toEpochMilli() - EPOCH.toEpochMilli(), node, 0);
    }

    /// The smallest key of this moment: what was placed from then on has this key or a greater one.
    public static long firstAt(Instant time) {
        return at(time, 0);
    }

    /// When the key was made, to the millisecond.
    public static Instant time(long key) {
        return EPOCH.plusMillis(key >>> (NODE_BITS + COUNT_BITS));
    }

    /// Which node made it.
    public static int node(long key) {
        return (int) (key >>> COUNT_BITS) & MAX_NODE;
    }
}
