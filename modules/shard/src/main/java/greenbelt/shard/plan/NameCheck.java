package greenbelt.shard.plan;

import greenbelt.shard.sql.Expr;
import greenbelt.shard.sql.Query.Join;
import greenbelt.shard.sql.Query.Order;
import greenbelt.shard.sql.Query.Select;
import greenbelt.shard.sql.Refusal;
import greenbelt.shard.sql.Refused;
import java.util.Optional;
import java.util.stream.Stream;

/// Sees that every name in a select means one thing, before anything is asked of a shard.
final class NameCheck {
    private NameCheck() {}

    static void check(Select select, Scope scope) {
        var ons =
                select.from().stream()
                        .flatMap(from -> from.joins().stream())
                        .map(Join::on)
                        .flatMap(Optional::stream);
        var items = select.items().stream().map(item -> item.value());
        Stream.of(select.where().stream(), ons, items, select.having().stream())
                .flatMap(clause -> clause)
                .forEach(expr -> resolve(expr, scope));
        select.where().filter(Exprs::hasAggregate).ifPresent(NameCheck::refuseAggregate);
        select.groups().stream().filter(Exprs::hasAggregate).forEach(NameCheck::refuseAggregate);
        Stream.concat(select.groups().stream(), select.order().stream().map(Order::by))
                .filter(expr -> !isAlias(select, expr))
                .forEach(expr -> resolve(expr, scope));
        select.groups().forEach(group -> mustMeanOneThing(select, group, scope));
    }

    private static void resolve(Expr expr, Scope scope) {
        expr.all()
                .forEach(part -> {
                    switch (part) {
                        case Expr.Column column -> scope.resolve(column);
                        case Expr.Star star -> scope.columns(star);
                        default -> {}
                    }
                });
    }

    private static void refuseAggregate(Expr expr) {
        throw new Refused(Refusal.NESTED_AGGREGATE, greenbelt.shard.sql.SqlWriter.text(expr));
    }

    /// Whether this is the name that the select gives to one of its columns.
    static boolean isAlias(Select select, Expr expr) {
        return expr instanceof Expr.Column(var table, var name)
                && table.isEmpty()
                && select.items().stream()
                        .anyMatch(item -> item.alias().stream().anyMatch(name::equals));
    }

    /// A name to group by that is both a column of a table and the name of another expression.
    private static void mustMeanOneThing(Select select, Expr group, Scope scope) {
        if (group instanceof Expr.Column column
                && isAlias(select, group)
                && scope.find(column).isPresent()
                && select.items().stream()
                        .filter(item -> item.alias().stream().anyMatch(column.name()::equals))
                        .noneMatch(item ->
                                item.value() instanceof Expr.Column named
                                        && scope.find(named).equals(scope.find(column)))) {
            throw new Refused(Refusal.AMBIGUOUS_COLUMN, column.name());
        }
    }
}
