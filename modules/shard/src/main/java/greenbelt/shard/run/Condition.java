package greenbelt.shard.run;

import greenbelt.shard.sql.Expr;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// A condition on a whole group that needs no database: comparisons of its keys and aggregates with each other and with constants,
/// put together with `and`, `or` and `not`.
///
/// It says of a row what H2 would say, or that it is open.
///
/// @see <a href="https://en.wikipedia.org/wiki/Three-valued_logic#SQL">Three-valued logic of SQL</a>
@FunctionalInterface
interface Condition {
    Truth of(@Nullable Object[] row);

    /// The condition, if it is one of these.
    ///
    /// @param operands finds the values of its columns
    static Optional<Condition> of(Expr expr, Operands operands) {
        return switch (expr) {
            case Expr.Unary unary when unary.operator().equals("not") ->
                    of(unary.operand(), operands).map(one -> row -> one.of(row).not());
            case Expr.Binary binary -> of(binary, operands);
            case Expr.Between(var operand, var low, var high, var negated) ->
                    both(
                                    compared(">=", operand, low, operands),
                                    compared("<=", operand, high, operands))
                            .map(one -> maybeNot(one, negated));
            case Expr.In(var operand, var values, var negated) ->
                    among(operand, values, operands).map(one -> maybeNot(one, negated));
            case Expr.Is is when is.what().equals("null") ->
                    operands.of(is.operand()).map(one -> maybeNot(isNull(one), is.negated()));
            default -> Optional.empty();
        };
    }

    private static Optional<Condition> of(Expr.Binary binary, Operands operands) {
        var left = binary.left();
        var right = binary.right();
        return switch (binary.operator()) {
            case "and" -> both(of(left, operands), of(right, operands));
            case "or" -> either(of(left, operands), of(right, operands));
            default -> compared(binary.operator(), left, right, operands);
        };
    }

    private static Optional<Condition> both(Optional<Condition> left, Optional<Condition> right) {
        return left.flatMap(one -> right.map(other -> row -> one.of(row).and(other.of(row))));
    }

    private static Optional<Condition> either(Optional<Condition> left, Optional<Condition> right) {
        return left.flatMap(one -> right.map(other -> row -> one.of(row).or(other.of(row))));
    }

    private static Condition maybeNot(Condition one, boolean negated) {
        return negated ? row -> one.of(row).not() : one;
    }

    private static Condition isNull(Operands.Operand operand) {
        return row -> {
            var value = operand.of(row);
            return value instanceof Operands.Open ? Truth.OPEN : Truth.of(value == null);
        };
    }

    private static Optional<Condition> among(Expr operand, List<Expr> values, Operands operands) {
        Optional<Condition> any = Optional.of(_ -> Truth.NO);
        for (var value : values) {
            any = either(any, compared("=", operand, value, operands));
        }
        return any;
    }

    private static Optional<Condition> compared(
            String operator, Expr left, Expr right, Operands operands) {
        Optional<IntPredicate> holds =
                switch (operator) {
                    case "=" -> Optional.of(sign -> sign == 0);
                    case "<>", "!=" -> Optional.of(sign -> sign != 0);
                    case "<" -> Optional.of(sign -> sign < 0);
                    case "<=" -> Optional.of(sign -> sign <= 0);
                    case ">" -> Optional.of(sign -> sign > 0);
                    case ">=" -> Optional.of(sign -> sign >= 0);
                    default -> Optional.empty();
                };
        return holds.flatMap(test ->
                operands.of(left)
                        .flatMap(one ->
                                operands.of(right)
                                        .map(other ->
                                                row ->
                                                        Operands.compared(
                                                                one.of(row),
                                                                other.of(row),
                                                                test))));
    }
}
