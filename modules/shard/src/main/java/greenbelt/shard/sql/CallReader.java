package greenbelt.shard.sql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.sf.jsqlparser.expression.AnalyticExpression;
import net.sf.jsqlparser.expression.AnalyticType;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.MySQLGroupConcat;
import net.sf.jsqlparser.expression.TrimFunction;
import net.sf.jsqlparser.statement.select.AllColumns;

/// Reads calls of functions and aggregates.
final class CallReader {
    private final ExprReader exprs;

    CallReader(ExprReader exprs) {
        this.exprs = exprs;
    }

    Expr call(Expression expression) {
        return switch (expression) {
            case Function function -> function(function);
            case AnalyticExpression analytic -> analytic(analytic);
            case MySQLGroupConcat concat -> wholeGroup(concat);
            case TrimFunction trim
                    when trim.getTrimSpecification() == null && trim.getFromExpression() == null ->
                    new Expr.Call("trim", List.of(exprs.expr(trim.getExpression())));
            default -> throw ExprReader.unknown(expression);
        };
    }

    private Expr function(Function function) {
        var name = function.getName().toLowerCase(Locale.ROOT);
        if (Functions.isClockOrDice(name)) {
            throw new Refused(Refusal.CLOCK_OR_DICE, name);
        }
        if (Functions.needsWholeGroup(name)) {
            return wholeGroup(function);
        }
        var arguments = function.getParameters();
        if (Functions.isAggregate(name)) {
            boolean all = arguments.size() == 1 && arguments.getFirst() instanceof AllColumns;
            if (arguments.size() != 1) {
                throw ExprReader.unknown(function);
            }
            return new Expr.Aggregate(
                    name,
                    function.isDistinct(),
                    all ? Optional.empty() : Optional.of(exprs.expr(arguments.getFirst())),
                    Optional.empty());
        }
        if (!Functions.isOfARow(name)) {
            throw new Refused(Refusal.UNKNOWN_FUNCTION, Names.withNearest(name, Functions.known()));
        }
        return new Expr.Call(name, arguments == null ? List.of() : exprs.list(arguments));
    }

    private Expr analytic(AnalyticExpression analytic) {
        var name = analytic.getName().toLowerCase(Locale.ROOT);
        if (analytic.getType() == AnalyticType.FILTER_ONLY && Functions.isAggregate(name)) {
            return new Expr.Aggregate(
                    name,
                    analytic.isDistinct(),
                    analytic.isAllColumns() || analytic.getExpression() instanceof AllColumns
                            ? Optional.empty()
                            : exprs.optional(analytic.getExpression()),
                    exprs.optional(analytic.getFilterExpression()));
        }
        return analytic.getType() == AnalyticType.OVER
                ? only(Refusal.WINDOW_FUNCTION, analytic)
                : wholeGroup(analytic);
    }

    private static Expr wholeGroup(Expression expression) {
        return only(Refusal.WHOLE_GROUP_AGGREGATE, expression);
    }

    /// As it was written. Nothing in it is looked at, so nothing may be in it that must be.
    private static Expr only(Refusal why, Expression expression) {
        var sql = expression.toString();
        for (var word : Words.of(sql)) {
            if (word.equals("?") || word.equals("select") || Functions.isClockOrDice(word)) {
                throw new Refused(why, "'%s' with '%s' in it".formatted(sql, word));
            }
        }
        return new Expr.OneShardOnly(why, sql);
    }
}
