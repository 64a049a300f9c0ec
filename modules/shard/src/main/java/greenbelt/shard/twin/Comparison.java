package greenbelt.shard.twin;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Compares two results of one query, as far as the query decides them.
final class Comparison {
    private static final double NINE_DIGITS = 1e-9;

    private final Witness witness;
    private final List<@Nullable Object[]> all;
    private final int offset;
    private final boolean approximate;

    /// @param all the rows of the witness
    /// @param offset how many of them are passed over
    Comparison(String sql, Witness witness, List<@Nullable Object[]> all, int offset) {
        this.witness = witness;
        this.all = all;
        this.offset = offset;
        var lower = sql.toLowerCase(Locale.ROOT);
        this.approximate = lower.contains("stddev") || lower.contains("var");
    }

    Verdict of(List<@Nullable Object[]> expected, List<@Nullable Object[]> found) {
        if (expected.size() != found.size()) {
            return new Verdict.Different(
                    "%d rows, expected %d: %s instead of %s"
                            .formatted(found.size(), expected.size(), text(found), text(expected)));
        }
        for (int begin = 0; begin < found.size(); ) {
            int end = begin + 1;
            while (end < found.size() && sameKeys(offset + begin, offset + end)) {
                end++;
            }
            var open = run(offset + begin);
            for (var row : found.subList(begin, end)) {
                if (!removeFrom(open, row)) {
                    return new Verdict.Different(
                            "row %s is none of %s, at places %d to %d; expected %s, found %s"
                                    .formatted(
                                            text(row),
                                            text(open),
                                            begin,
                                            end - 1,
                                            text(expected),
                                            text(found)));
                }
            }
            begin = end;
        }
        return new Verdict.Same(found.size());
    }

    private boolean sameKeys(int one, int other) {
        for (int key = 0; key < witness.keys().size(); key++) {
            var left = all.get(one)[witness.column(key, all.get(one).length)];
            var right = all.get(other)[witness.column(key, all.get(other).length)];
            if (!sameKey(left, right)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameKey(@Nullable Object one, @Nullable Object other) {
        return (one instanceof BigDecimal left && other instanceof BigDecimal right)
                ? left.compareTo(right) == 0
                : Objects.equals(one, other);
    }

    /// All rows with the keys of this one.
    private List<@Nullable Object[]> run(int at) {
        int begin = at;
        while (begin > 0 && sameKeys(begin - 1, at)) {
            begin--;
        }
        int end = at + 1;
        while (end < all.size() && sameKeys(at, end)) {
            end++;
        }
        return new ArrayList<>(all.subList(begin, end));
    }

    private boolean removeFrom(List<@Nullable Object[]> open, @Nullable Object[] row) {
        for (int i = 0; i < open.size(); i++) {
            if (same(open.get(i), row)) {
                open.remove(i);
                return true;
            }
        }
        return false;
    }

    private boolean same(@Nullable Object[] expected, @Nullable Object[] found) {
        if (expected.length - witness.added() != found.length) {
            return false;
        }
        for (int i = 0; i < found.length; i++) {
            if (!same(expected[i], found[i])
                    && !(witness.isOneOfEqual(i) && sameKey(expected[i], found[i]))) {
                return false;
            }
        }
        return true;
    }

    private boolean same(@Nullable Object expected, @Nullable Object found) {
        if (approximate && expected instanceof Number one && found instanceof Number other) {
            double difference = Math.abs(one.doubleValue() - other.doubleValue());
            return difference
                    <= NINE_DIGITS
                            * Math.max(
                                    1,
                                    Math.max(
                                            Math.abs(one.doubleValue()),
                                            Math.abs(other.doubleValue())));
        }
        return Objects.equals(expected, found);
    }

    private static String text(List<@Nullable Object[]> rows) {
        int most = 5;
        var some = rows.stream().limit(most).map(Comparison::text).toList();
        return some + (rows.size() > most ? " and %d more".formatted(rows.size() - most) : "");
    }

    private static String text(@Nullable Object[] row) {
        return Arrays.toString(row);
    }
}
