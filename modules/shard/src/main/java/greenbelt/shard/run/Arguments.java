package greenbelt.shard.run;

import greenbelt.shard.map.ColumnType;
import greenbelt.shard.plan.Pushed;
import greenbelt.shard.sql.Expr;
import greenbelt.shard.sql.Query.Limit;
import greenbelt.shard.sql.Refusal;
import greenbelt.shard.sql.Refused;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// The values of one statement's parameters.
///
/// @param values as for a [greenbelt.database.Session]: NULL is an empty [Optional]
record Arguments(List<Object> values) {
    Arguments {
        values = List.copyOf(values);
    }

    static Arguments of(int wanted, Object... values) {
        if (values.length != wanted) {
            throw new Refused(
                    Refusal.WRONG_PARAMETERS,
                    "%d `?` and %d values".formatted(wanted, values.length));
        }
        return new Arguments(List.of(values));
    }

    /// The values that a shard gets for a statement without a limit of ours.
    Object[] of(Pushed pushed) {
        return of(pushed, 0);
    }

    /// The values that a shard gets.
    ///
    /// @param limit the most rows, where the statement asks for that
    Object[] of(Pushed pushed, long limit) {
        var wanted = pushed.parameters();
        var found = new Object[wanted.size()];
        for (int i = 0; i < found.length; i++) {
            int place = wanted.get(i);
            found[i] = place == Pushed.LIMIT ? limit : values.get(place);
        }
        return found;
    }

    /// The values that a shard gets for one part of the groups.
    ///
    /// @param part from 0
    Object[] ofPart(Pushed pushed, long parts, long part) {
        return pushed.parameters().stream()
                .map(wanted ->
                        wanted == Pushed.PARTS
                                ? (Object) parts
                                : wanted == Pushed.PART ? (Object) part : values.get(wanted))
                .toArray();
    }

    /// The value of a constant of this type; empty when no row can have it, such as NULL.
    Optional<Object> key(Expr constant, ColumnType type) {
        return switch (constant) {
            case Expr.Literal(var kind, var text) ->
                    kind == Expr.Kind.TEXT
                            ? Optional.of(unquoted(text))
                            : whole(new BigDecimal(text));
            case Expr.Unary(_, Expr.Literal(_, var text)) -> whole(new BigDecimal(text).negate());
            case Expr.Parameter(var index) -> passed(index, type);
            default -> throw new IllegalStateException("not a constant: " + constant);
        };
    }

    static String unquoted(String literal) {
        return literal.substring(1, literal.length() - 1).replace("''", "'");
    }

    private static Optional<Object> whole(BigDecimal number) {
        boolean fits =
                number.stripTrailingZeros().scale() <= 0
                        && number.toBigInteger().bitLength() < Long.SIZE;
        return fits ? Optional.of(number.longValueExact()) : Optional.empty();
    }

    private Optional<Object> passed(int index, ColumnType type) {
        var value = values.get(index);
        return switch (value) {
            case Optional<?> optional when optional.isEmpty() -> Optional.empty();
            case Long number when type != ColumnType.VARCHAR -> Optional.of(number);
            case Integer number when type != ColumnType.VARCHAR -> Optional.of(number.longValue());
            case BigDecimal number when type != ColumnType.VARCHAR -> whole(number);
            case String text when type == ColumnType.VARCHAR -> Optional.of(text);
            default ->
                    throw new Refused(
                            Refusal.WRONG_PARAMETERS,
                            "parameter %d is the %s %s, and the column a %s"
                                    .formatted(
                                            index + 1,
                                            value.getClass().getSimpleName(),
                                            value,
                                            type.sql()));
        };
    }

    /// How many rows are asked for; [Long#MAX_VALUE] when all.
    long rows(Limit limit) {
        return limit.rows().map(this::count).orElse(Long.MAX_VALUE);
    }

    /// How many rows are passed over.
    long offset(Limit limit) {
        return limit.offset().map(this::count).orElse(0L);
    }

    /// How many rows may be needed, those passed over included.
    long needed(Limit limit) {
        long rows = rows(limit);
        long offset = offset(limit);
        return rows > Long.MAX_VALUE - offset ? Long.MAX_VALUE : rows + offset;
    }

    private long count(Expr expr) {
        Object value =
                switch (expr) {
                    case Expr.Parameter(var index) -> values.get(index);
                    case Expr.Literal(_, var text) -> new BigDecimal(text);
                    default -> expr;
                };
        if (value instanceof Number number && number.longValue() >= 0) {
            return number.longValue();
        }
        throw new Refused(Refusal.LIMIT_VALUE, "limit or offset " + value);
    }
}
