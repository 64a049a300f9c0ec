package greenbelt.shard.plan;

import greenbelt.shard.sql.Expr;
import greenbelt.shard.sql.Query.Item;
import greenbelt.shard.sql.Query.Order;
import greenbelt.shard.sql.Query.Select;
import java.util.stream.Stream;

/// The expressions of a select, by where they stand.
final class Clauses {
    private Clauses() {}

    /// All but the conditions of joins.
    static Stream<Expr> all(Select select) {
        return Stream.concat(select.where().stream(), ofGroups(select));
    }

    /// Those that are computed after rows have been put into groups, and what they are grouped by.
    static Stream<Expr> ofGroups(Select select) {
        return Stream.of(
                        select.items().stream().map(Item::value),
                        select.groups().stream(),
                        select.having().stream(),
                        select.order().stream().map(Order::by))
                .flatMap(clause -> clause);
    }

    /// Whether rows are put into groups, one for all rows included.
    static boolean isGrouped(Select select) {
        return !select.groups().isEmpty()
                || select.having().isPresent()
                || ofGroups(select).anyMatch(Exprs::hasAggregate)
                || hasOnly(select, greenbelt.shard.sql.Refusal.WHOLE_GROUP_AGGREGATE);
    }

    /// Whether something in it needs all rows in one place, for this reason.
    static boolean hasOnly(Select select, greenbelt.shard.sql.Refusal why) {
        return all(select)
                .flatMap(Expr::all)
                .anyMatch(expr ->
                        expr instanceof Expr.OneShardOnly(var because, _) && because == why);
    }
}
