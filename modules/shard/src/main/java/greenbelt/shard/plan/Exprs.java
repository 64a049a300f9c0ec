package greenbelt.shard.plan;

import greenbelt.shard.sql.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Takes expressions apart, and puts them together changed.
final class Exprs {
    private Exprs() {}

    /// What must all hold for this to hold.
    static List<Expr> conjuncts(Optional<Expr> condition) {
        var all = new ArrayList<Expr>();
        condition.ifPresent(one -> addConjuncts(one, all));
        return all;
    }

    private static void addConjuncts(Expr condition, List<Expr> all) {
        if (condition instanceof Expr.Binary(var operator, var left, var right)
                && operator.equals("and")) {
            addConjuncts(left, all);
            addConjuncts(right, all);
        } else {
            all.add(condition);
        }
    }

    /// Whether it is written out or passed in, and so the same for every row.
    static boolean isConstant(Expr expr) {
        return expr instanceof Expr.Literal || expr instanceof Expr.Parameter;
    }

    static boolean hasAggregate(Expr expr) {
        return expr.all().anyMatch(Expr.Aggregate.class::isInstance);
    }

    /// The expression with `change` asked of each part, from the outside in; where it answers, its answer stands.
    static Expr rewrite(Expr expr, Function<Expr, Optional<Expr>> change) {
        return change.apply(expr)
                .orElseGet(() -> rewriteParts(expr, part -> rewrite(part, change)));
    }

    private static Expr rewriteParts(Expr expr, Function<Expr, Expr> on) {
        return switch (expr) {
            case Expr.Column _,
                    Expr.Literal _,
                    Expr.Parameter _,
                    Expr.Star _,
                    Expr.Subquery _,
                    Expr.Exists _,
                    Expr.OneShardOnly _ ->
                    expr;
            case Expr.Unary(var operator, var operand) ->
                    new Expr.Unary(operator, on.apply(operand));
            case Expr.Binary(var operator, var left, var right) ->
                    new Expr.Binary(operator, on.apply(left), on.apply(right));
            case Expr.Is(var operand, var negated, var what) ->
                    new Expr.Is(on.apply(operand), negated, what);
            case Expr.IsDistinct(var left, var right, var negated) ->
                    new Expr.IsDistinct(on.apply(left), on.apply(right), negated);
            case Expr.In(var operand, var values, var negated) ->
                    new Expr.In(on.apply(operand), all(values, on), negated);
            case Expr.InQuery(var operand, var query, var negated) ->
                    new Expr.InQuery(on.apply(operand), query, negated);
            case Expr.Between(var operand, var low, var high, var negated) ->
                    new Expr.Between(on.apply(operand), on.apply(low), on.apply(high), negated);
            case Expr.Like(var operand, var pattern, var escape, var negated) ->
                    new Expr.Like(on.apply(operand), on.apply(pattern), escape.map(on), negated);
            case Expr.Case(var operand, var whens, var otherwise) ->
                    new Expr.Case(
                            operand.map(on),
                            whens.stream()
                                    .map(when ->
                                            new Expr.When(
                                                    on.apply(when.condition()),
                                                    on.apply(when.result())))
                                    .toList(),
                            otherwise.map(on));
            case Expr.Cast(var operand, var type) -> new Expr.Cast(on.apply(operand), type);
            case Expr.Call(var function, var arguments) ->
                    new Expr.Call(function, all(arguments, on));
            case Expr.Extract(var field, var operand) -> new Expr.Extract(field, on.apply(operand));
            case Expr.Row(var values) -> new Expr.Row(all(values, on));
            case Expr.Aggregate(var function, var distinct, var argument, var filter) ->
                    new Expr.Aggregate(function, distinct, argument.map(on), filter.map(on));
        };
    }

    private static List<Expr> all(List<Expr> exprs, Function<Expr, Expr> on) {
        return exprs.stream().map(on).toList();
    }
}
