package greenbelt.shard.run;

import greenbelt.shard.plan.SortKey;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Compares rows as H2 orders them: texts by their characters, numbers by value, false before true, NULL where it is asked for.
record RowOrder(List<SortKey> keys) implements Comparator<@Nullable Object[]> {
    RowOrder {
        keys = List.copyOf(keys);
    }

    /// By all of the first columns, ascending.
    static RowOrder ofFirst(int columns) {
        return new RowOrder(IntStream.range(0, columns).mapToObj(SortKey::of).toList());
    }

    @Override
    public int compare(@Nullable Object[] one, @Nullable Object[] other) {
        for (int i = 0; i < keys.size(); i++) {
            var key = keys.get(i);
            int compared = compare(key, one[key.column()], other[key.column()]);
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private static int compare(SortKey key, @Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            if (one == null && other == null) {
                return 0;
            }
            return (one == null) == key.nullsFirst() ? -1 : 1;
        }
        int compared = compareValues(one, other);
        return key.descending() ? -compared : compared;
    }

    /// Of one column, so of one type; numbers of a union may be of several.
    @SuppressWarnings("unchecked")
    static int compareValues(Object one, Object other) {
        if (one.getClass() == other.getClass()) {
            return Integer.signum(((Comparable<Object>) one).compareTo(other));
        }
        return decimal(one).compareTo(decimal(other));
    }

    private static BigDecimal decimal(Object number) {
        return switch (number) {
            case BigDecimal exact -> exact;
            case Long whole -> BigDecimal.valueOf(whole);
            case Integer whole -> BigDecimal.valueOf(whole);
            case Double approximate -> BigDecimal.valueOf(approximate);
            default -> throw new IllegalStateException("not a number: " + number);
        };
    }
}
