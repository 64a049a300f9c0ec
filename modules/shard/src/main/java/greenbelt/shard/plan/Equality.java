package greenbelt.shard.plan;

import greenbelt.shard.map.ColumnType;
import greenbelt.shard.sql.Expr;
import java.util.Optional;

/// That two things are equal for every row for which a condition holds.
///
/// Only of one type: H2 also finds `5` equal to `'05'`, but these are not one sharding value.
///
/// @param one a [Ref], or the [Expr] of a constant
/// @param other likewise
record Equality(Object one, Object other) {
    static Optional<Equality> of(Expr condition, Scope scope) {
        if (condition instanceof Expr.Binary(var operator, var left, var right)
                && operator.equals("=")) {
            return switch (left) {
                case Expr.Column column -> with(column, right, scope);
                default ->
                        right instanceof Expr.Column column
                                ? with(column, left, scope)
                                : Optional.empty();
            };
        }
        return Optional.empty();
    }

    private static Optional<Equality> with(Expr.Column column, Expr other, Scope scope) {
        var ref = scope.resolve(column);
        var type = scope.type(ref);
        if (other instanceof Expr.Column second) {
            var secondRef = scope.resolve(second);
            return type.isPresent() && type.equals(scope.type(secondRef))
                    ? Optional.of(new Equality(ref, secondRef))
                    : Optional.empty();
        }
        return type.filter(of -> fits(of, other)).map(_ -> new Equality(ref, other));
    }

    /// Whether a constant is one of this type as it is written.
    static boolean fits(ColumnType type, Expr constant) {
        return switch (constant) {
            case Expr.Parameter _ -> true;
            case Expr.Literal(var kind, _) ->
                    switch (type) {
                        case BIGINT, INTEGER -> kind == Expr.Kind.WHOLE;
                        case VARCHAR -> kind == Expr.Kind.TEXT;
                        case DECIMAL, TIMESTAMP, BOOLEAN -> false;
                    };
            case Expr.Unary(var sign, Expr.Literal(var kind, _)) ->
                    sign.equals("-") && kind == Expr.Kind.WHOLE && type == ColumnType.BIGINT;
            default -> false;
        };
    }

    /// What this thing is equal to, if it is one of the two.
    Optional<Object> opposite(Object thing) {
        return one.equals(thing)
                ? Optional.of(other)
                : other.equals(thing) ? Optional.of(one) : Optional.empty();
    }
}
