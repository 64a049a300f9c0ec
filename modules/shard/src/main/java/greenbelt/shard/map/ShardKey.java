package greenbelt.shard.map;

import java.math.BigDecimal;

/// A value of a sharding column, in the one form in which it is compared and hashed.
public final class ShardKey {
    private ShardKey() {}

    /// A Long for whole numbers of any type, a String for texts. Throws [ShardMapException] for anything else.
    public static Object of(Object value) {
        return switch (value) {
            case Long number -> number;
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case Byte number -> number.longValue();
            case BigDecimal number when isWhole(number) -> number.longValueExact();
            case String text -> text;
            default ->
                    throw new ShardMapException(
                            "a key is a whole number or a text, was %s %s"
                                    .formatted(value.getClass().getSimpleName(), value));
        };
    }

    /// Which of two keys comes first. Throws [ShardMapException] when one is a number and the other a text.
    public static int compare(Object one, Object other) {
        var left = of(one);
        var right = of(other);
        if (left instanceof Long a && right instanceof Long b) {
            return Long.compare(a, b);
        }
        if (left instanceof String a && right instanceof String b) {
            return a.compareTo(b);
        }
        throw new ShardMapException(
                "keys of one map are all numbers or all texts; found %s and %s"
                        .formatted(one, other));
    }

    /// Which of two keys comes first in a list of keys of tables whose sharding columns have different types: numbers do.
    public static int compareAny(Object one, Object other) {
        boolean isNumber = of(one) instanceof Long;
        boolean alike = isNumber == of(other) instanceof Long;
        return alike ? compare(one, other) : isNumber ? -1 : 1;
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0
                && number.toBigInteger().bitLength() < Long.SIZE;
    }
}
