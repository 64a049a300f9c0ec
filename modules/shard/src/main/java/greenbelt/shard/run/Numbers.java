package greenbelt.shard.run;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// Arithmetic as H2 does it in aggregates.
final class Numbers {
    private Numbers() {}

    /// A whole number that cannot be missing.
    static int whole(@Nullable Object number) {
        if (number instanceof Number some) {
            return some.intValue();
        }
        throw new IllegalStateException("not a number: " + number);
    }

    /// The sum, NULL left out: of two Longs a Long, else a BigDecimal. Throws [ArithmeticException] when a Long is not
    /// enough, as H2 refuses it then.
    static @Nullable Object plus(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return one == null ? asLong(other) : one;
        }
        if (asLong(one) instanceof Long left && asLong(other) instanceof Long right) {
            return Math.addExact(left, right);
        }
        return decimal(one).add(decimal(other));
    }

    private static @Nullable Object asLong(@Nullable Object value) {
        return value instanceof Integer whole ? (Object) whole.longValue() : value;
    }

    /// One value as the type of its sum: an `int` adds up to a `bigint`, and a `bigint` to a `numeric`.
    static @Nullable Object summand(@Nullable Object value) {
        return value instanceof Long whole ? (Object) BigDecimal.valueOf(whole) : asLong(value);
    }

    static BigDecimal decimal(Object number) {
        return switch (number) {
            case BigDecimal exact -> exact;
            case Long whole -> BigDecimal.valueOf(whole);
            case Integer whole -> BigDecimal.valueOf(whole);
            case Double approximate -> BigDecimal.valueOf(approximate);
            default -> throw new IllegalStateException("not a number: " + number);
        };
    }

    /// The average: of an `int` a Double, of others with the digits of the sample, rounded half down.
    static @Nullable Object average(
            @Nullable Object sum, @Nullable Object count, @Nullable Object sample) {
        if (sum == null || count == null) {
            return null;
        }
        if (sample instanceof BigDecimal digits) {
            return decimal(sum).divide(decimal(count), digits.scale(), RoundingMode.HALF_DOWN);
        }
        return decimal(sum).doubleValue() / decimal(count).doubleValue();
    }
}
