package greenbelt.shard.run;

import greenbelt.shard.plan.Pushed;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Rows computed by H2 from other rows, some hundreds at a time: they are added as arrays, one for each column, behind a query
/// without rows, from which they take their types.
final class Computed implements RowSource {
    /// At most as many as one shard hands over at once.
    private static final int AT_ONCE = Feeder.BATCH;

    private final RowSource rows;
    private final Formula formula;
    private final Shortcut shortcut;
    private List<@Nullable Object[]> batch = List.of();
    private int place = -1;
    private @Nullable Object @Nullable [] held;

    /// What H2 computes.
    ///
    /// @param asked finds somebody who computes it
    /// @param head ends inside the parentheses of a table with a column `n` before those of the rows
    /// @param tail closes them
    /// @param hasCondition whether the first column computed is a condition on the row, and not part of it
    record Formula(Asked asked, Pushed head, String tail, boolean hasCondition) {
        List<@Nullable Object[]> of(List<List<Object>> columns) {
            var all = new ArrayList<>(Arrays.asList(asked.arguments().of(head)));
            all.addAll(columns);
            var marks = "?" + ", ?".repeat(columns.size() - 1);
            return asked.any(
                    "compute groups",
                    "%s union all select * from unnest(%s)%s order by n"
                            .formatted(head.sql(), marks, tail),
                    all.toArray());
        }
    }

    Computed(RowSource rows, Formula formula, Shortcut shortcut) {
        this.rows = rows;
        this.formula = formula;
        this.shortcut = shortcut;
    }

    @Override
    public boolean advance() {
        while (++place >= batch.size()) {
            if (!gather()) {
                return false;
            }
            place = -1;
        }
        return true;
    }

    /// Answers whether there were rows; all of them may have been dropped.
    private boolean gather() {
        var done = new TreeMap<Integer, @Nullable Object[]>();
        var open = new TreeMap<Integer, @Nullable Object[]>();
        int number = 0;
        boolean fits = true;
        while (fits && number < AT_ONCE && next()) {
            var row = held == null ? rows.row() : held;
            held = null;
            switch (shortcut.of(row)) {
                case NO, UNKNOWN -> {}
                case YES -> done.put(number, shortcut.known(row));
                case OPEN -> {
                    fits = areOfOneType(open.values(), row);
                    if (fits) {
                        open.put(number, row);
                    } else {
                        held = row;
                    }
                }
            }
            number++;
        }
        compute(open, done);
        batch = List.copyOf(done.values());
        return number > 0;
    }

    private boolean next() {
        return held != null || rows.advance();
    }

    /// H2 would convert the values of an array to the type that all have in common.
    private static boolean areOfOneType(
            Collection<@Nullable Object[]> some, @Nullable Object[] row) {
        for (int i = 0; i < row.length; i++) {
            var value = row[i];
            int column = i;
            boolean differs =
                    value != null
                            && some.stream()
                                    .map(one -> one[column])
                                    .filter(one -> one != null)
                                    .findFirst()
                                    .stream()
                                    .anyMatch(one -> one.getClass() != value.getClass());
            if (differs) {
                return false;
            }
        }
        return true;
    }

    private void compute(
            NavigableMap<Integer, @Nullable Object[]> open,
            NavigableMap<Integer, @Nullable Object[]> done) {
        if (open.isEmpty()) {
            return;
        }
        var columns = new ArrayList<List<Object>>();
        columns.add(List.copyOf(open.keySet()));
        for (int i = 0; i < open.firstEntry().getValue().length; i++) {
            int column = i;
            columns.add(open.values().stream().map(row -> inArray(row[column])).toList());
        }
        int from = formula.hasCondition() ? 2 : 1;
        for (var computed : formula.of(columns)) {
            if (!formula.hasCondition() || Boolean.TRUE.equals(computed[1])) {
                int number = Numbers.whole(computed[0]);
                var row = Arrays.copyOfRange(computed, from, computed.length);
                done.put(number, row);
                shortcut.computed(Objects.requireNonNull(open.get(number)), row);
            }
        }
    }

    /// As text, H2 leaves a number its digits; as a number in an array, it would give all the same.
    private static Object inArray(@Nullable Object value) {
        return switch (value) {
            case null -> Optional.empty();
            case BigDecimal number -> number.toPlainString();
            default -> value;
        };
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
