package greenbelt.world;

/// How many numbers were drawn from each random stream of a world, by the stream's origin: 24 to 48 bytes for a stream,
/// whatever its name is.
///
/// Most names are used once, for the id of one order or the latency of one call, but none may be forgotten: drawn from
/// again, its stream must go on. A hash table with open addressing (Knuth, The Art of Computer Programming 3, 6.4,
/// algorithm L); origins are random, so they are their own hash. Safe for many tasks.
final class DrawCounts {
    private static final int FIRST_SLOTS = 1 << 6;

    /// For each slot the origin, then the count; no count, no entry.
    private long[] table = new long[2 * FIRST_SLOTS];

    private int size;

    /// How many streams there are.
    synchronized int size() {
        return size;
    }

    /// Counts one more draw from the stream of this origin; answers how many that makes.
    synchronized long next(long origin) {
        int at = slot(table, origin);
        if (table[at + 1] == 0) {
            table[at] = origin;
            size++;
        }
        long count = ++table[at + 1];
        if (3 * size > table.length) { // two thirds of the slots
            grow();
        }
        return count;
    }

    /// Where the entry of this origin is, or belongs.
    private static int slot(long[] table, long origin) {
        int slots = table.length / 2;
        int slot = (int) origin & (slots - 1);
        while (table[2 * slot + 1] != 0 && table[2 * slot] != origin) {
            slot = (slot + 1) & (slots - 1);
        }
        return 2 * slot;
    }

    private void grow() {
        var larger = new long[2 * table.length];
        for (int at = 0; at < table.length; at += 2) {
            if (table[at + 1] != 0) {
                int to = slot(larger, table[at]);
                larger[to] = table[at];
                larger[to + 1] = table[at + 1];
            }
        }
        table = larger;
    }
}
