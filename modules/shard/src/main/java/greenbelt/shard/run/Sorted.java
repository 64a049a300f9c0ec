package greenbelt.shard.run;

import greenbelt.shard.sql.Refusal;
import greenbelt.shard.sql.Refused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.PriorityQueue;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Rows sorted in memory: the first ones, as many as are needed. Rows that compare as equal stay in the order they came in.
final class Sorted implements RowSource {
    /// The most rows that are kept to be sorted, or to find doubles among them.
    static final int MAX_KEPT = 100_000;

    private final RowSource rows;
    private final Comparator<@Nullable Object[]> order;
    private final boolean distinct;
    private final int width;
    private final long needed;
    private @Nullable Iterator<@Nullable Object[]> sorted;
    private @Nullable Object[] current = new Object[0];

    /// @param width how many columns count when doubles are removed
    /// @param needed how many of the first rows are needed, at most
    Sorted(RowSource rows, RowOrder order, boolean distinct, int width, long needed) {
        this.rows = rows;
        this.order = order;
        this.distinct = distinct;
        this.width = width;
        this.needed = needed;
    }

    /// A row and how many came before it.
    private static final class Numbered {
        final @Nullable Object[] row;
        final long number;

        Numbered(@Nullable Object[] row, long number) {
            this.row = row;
            this.number = number;
        }
    }

    @Override
    public boolean advance() {
        var left = sorted;
        if (left == null) {
            left = gather();
            sorted = left;
        }
        if (!left.hasNext()) {
            return false;
        }
        current = left.next();
        return true;
    }

    private Iterator<@Nullable Object[]> gather() {
        return distinct ? gatherDistinct() : gatherAll();
    }

    private Iterator<@Nullable Object[]> gatherAll() {
        var worstFirst =
                new PriorityQueue<Numbered>(
                        Comparator.comparing((Numbered one) -> one.row, order)
                                .thenComparingLong(one -> one.number)
                                .reversed());
        long number = 0;
        while (rows.advance()) {
            worstFirst.add(new Numbered(rows.row(), number++));
            if (worstFirst.size() > needed) {
                worstFirst.poll();
            }
            checkRoom(worstFirst.size());
        }
        var best = new ArrayList<@Nullable Object[]>(worstFirst.size());
        while (!worstFirst.isEmpty()) {
            best.add(worstFirst.remove().row);
        }
        return best.reversed().iterator();
    }

    /// Of rows that are equal, the order says the same: so one that was once too many is so again.
    private Iterator<@Nullable Object[]> gatherDistinct() {
        var best = new TreeSet<@Nullable Object[]>(order.thenComparing(RowOrder.ofFirst(width)));
        while (rows.advance()) {
            best.add(rows.row());
            if (best.size() > needed) {
                best.removeLast();
            }
            checkRoom(best.size());
        }
        return best.iterator();
    }

    private static void checkRoom(int kept) {
        if (kept > MAX_KEPT) {
            throw new Refused(
                    Refusal.PAGE_TOO_DEEP,
                    "more than %d rows to be sorted here".formatted(MAX_KEPT));
        }
    }

    @Override
    public @Nullable Object[] row() {
        return current;
    }

    @Override
    public void close() {
        rows.close();
    }
}
