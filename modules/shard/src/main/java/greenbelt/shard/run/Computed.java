package greenbelt.shard.run;

import greenbelt.database.Database;
import greenbelt.shard.plan.Pushed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Rows computed by H2 from other rows, a few at a time: they are added as values behind a query without rows, from which they
/// take their types.
final class Computed implements RowSource {
    /// Few: what H2 keeps of such a statement grows with the square of it.
    private static final int AT_ONCE = 4;

    private final RowSource rows;
    private final Database database;
    private final Pushed head;
    private final Object[] values;
    private final String tail;
    private final boolean hasCondition;
    private List<@Nullable Object[]> batch = List.of();
    private int place = -1;

    /// @param head ends inside the parentheses of a table with a column `n` before those of the rows
    /// @param tail closes them
    /// @param hasCondition whether the first column computed is a condition on the row, and not part of it
    Computed(
            RowSource rows,
            Database database,
            Pushed head,
            Object[] values,
            String tail,
            boolean hasCondition) {
        this.rows = rows;
        this.database = database;
        this.head = head;
        this.values = values;
        this.tail = tail;
        this.hasCondition = hasCondition;
    }

    @Override
    public boolean advance() {
        while (++place >= batch.size()) {
            var some = some();
            if (some.isEmpty()) {
                return false;
            }
            batch = compute(some);
            place = -1;
        }
        return true;
    }

    private List<@Nullable Object[]> some() {
        var some = new ArrayList<@Nullable Object[]>(AT_ONCE);
        while (some.size() < AT_ONCE && rows.advance()) {
            some.add(rows.row());
        }
        return some;
    }

    private List<@Nullable Object[]> compute(List<@Nullable Object[]> some) {
        var sql = new StringBuilder(head.sql());
        var all = new ArrayList<>(Arrays.asList(values));
        for (int i = 0; i < some.size(); i++) {
            sql.append(" union all select ").append(i).append(", ?".repeat(some.get(i).length));
            for (var value : some.get(i)) {
                all.add(value == null ? Optional.empty() : value);
            }
        }
        sql.append(tail).append(" order by n");
        int from = hasCondition ? 2 : 1;
        var computed = new ArrayList<@Nullable Object[]>(some.size());
        try (var cursor = database.cursor("compute groups", sql.toString(), all.toArray())) {
            for (var row : cursor.next(some.size())) {
                if (!hasCondition || Boolean.TRUE.equals(row[1])) {
                    computed.add(Arrays.copyOfRange(row, from, row.length));
                }
            }
        }
        return computed;
    }

    @Override
    public @Nullable Object[] row() {
        return batch.get(place);
    }

    @Override
    public void close() {
        rows.close();
    }
}
