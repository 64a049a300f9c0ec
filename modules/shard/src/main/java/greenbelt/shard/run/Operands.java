package greenbelt.shard.run;

import greenbelt.shard.sql.Expr;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// The values in conditions on whole groups: keys, aggregates, constants, and sums, differences and products of exact numbers.
///
/// @param keys how many columns of a row are keys; the aggregates come behind them
record Operands(int keys, Arguments arguments) {
    /// Stands for a value that only the database can compute.
    record Open() {}

    private static final Object OPEN = new Open();

    /// Finds a value in the row of a group.
    @FunctionalInterface
    interface Operand {
        @Nullable Object of(@Nullable Object[] row);
    }

    Optional<Operand> of(Expr expr) {
        return switch (expr) {
            case Expr.Column(_, var name) -> Optional.of(column(name));
            case Expr.Literal literal -> constant(literal(literal));
            case Expr.Unary(var operator, Expr.Literal literal) when operator.equals("-") ->
                    constant(negated(literal(literal)));
            case Expr.Parameter(var index) -> constant(passed(arguments.values().get(index)));
            case Expr.Binary(var operator, var left, var right)
                    when "+-*".contains(operator)
                            && !(left instanceof Expr.Parameter)
                            && !(right instanceof Expr.Parameter) ->
                    of(left).flatMap(one ->
                            of(right)
                                    .map(other ->
                                            row -> computed(operator, one.of(row), other.of(row))));
            default -> Optional.empty();
        };
    }

    private Operand column(String name) {
        int place = Integer.parseInt(name.substring(1)) - 1 + (name.startsWith("k") ? 0 : keys);
        return row -> row[place];
    }

    private static Optional<Operand> constant(@Nullable Object value) {
        return value instanceof Open ? Optional.empty() : Optional.of(_ -> value);
    }

    private static @Nullable Object literal(Expr.Literal literal) {
        return switch (literal.kind()) {
            case NULL -> null;
            case TRUTH -> Boolean.valueOf(literal.sql());
            case TEXT -> Arguments.unquoted(literal.sql());
            case WHOLE -> whole(new BigDecimal(literal.sql()));
            case DECIMAL -> literal.sql().matches("[0-9.]+") ? new BigDecimal(literal.sql()) : OPEN;
            case TIME -> OPEN;
        };
    }

    /// In the smallest of the types that H2 has for it.
    private static Object whole(BigDecimal number) {
        int bits = number.toBigInteger().bitLength();
        if (bits < Integer.SIZE) {
            return number.intValueExact();
        }
        return bits < Long.SIZE ? (Object) number.longValueExact() : number;
    }

    private static @Nullable Object negated(@Nullable Object number) {
        return number instanceof BigDecimal || number instanceof Integer || number instanceof Long
                ? computed("-", 0, number)
                : OPEN;
    }

    private static @Nullable Object passed(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.isEmpty() ? null : passed(optional.get());
            case Integer _, Long _, BigDecimal _, Double _, String _, Boolean _, Instant _ -> value;
            default -> OPEN;
        };
    }

    private static @Nullable Object computed(
            String operator, @Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return one instanceof Open || other instanceof Open ? OPEN : null;
        }
        if (!isExact(one) || !isExact(other)) {
            return OPEN;
        }
        var left = Numbers.decimal(one);
        var right = Numbers.decimal(other);
        var result =
                switch (operator) {
                    case "+" -> left.add(right);
                    case "-" -> left.subtract(right);
                    default -> left.multiply(right);
                };
        if (one instanceof BigDecimal || other instanceof BigDecimal) {
            return result;
        }
        int bits = one instanceof Integer && other instanceof Integer ? Integer.SIZE : Long.SIZE;
        if (result.toBigInteger().bitLength() >= bits) {
            return OPEN; // too great for the type it has in H2, which will refuse it
        }
        return bits == Integer.SIZE ? (Object) result.intValueExact() : result.longValueExact();
    }

    private static boolean isExact(Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof BigDecimal;
    }

    /// What a comparison says of two values.
    ///
    /// @param holds for the sign of the difference
    static Truth compared(@Nullable Object one, @Nullable Object other, IntPredicate holds) {
        if (one instanceof Open || other instanceof Open) {
            return Truth.OPEN;
        }
        if (one == null || other == null) {
            return Truth.UNKNOWN;
        }
        if (one instanceof Double || other instanceof Double) {
            return isOrdinary(one) && isOrdinary(other)
                    ? Truth.of(
                            holds.test(
                                    Double.compare(
                                            ((Number) one).doubleValue(),
                                            ((Number) other).doubleValue())))
                    : Truth.OPEN;
        }
        boolean areOfOneType =
                one.getClass() == other.getClass() || (isExact(one) && isExact(other));
        return areOfOneType ? Truth.of(holds.test(RowOrder.compareValues(one, other))) : Truth.OPEN;
    }

    /// A number that H2 compares with an approximate one as it is.
    private static boolean isOrdinary(Object value) {
        return value instanceof Double || value instanceof Integer;
    }
}
