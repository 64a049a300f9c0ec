package greenbelt.shard.plan;

import greenbelt.shard.sql.Expr;
import greenbelt.shard.sql.Query.Item;
import greenbelt.shard.sql.Query.Select;
import greenbelt.shard.sql.SqlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The columns of a result.
final class Columns {
    private Columns() {}

    /// What H2 calls a column without a name, nearly.
    static String name(Expr value) {
        return value instanceof Expr.Column(_, var name) ? name : SqlWriter.text(value);
    }

    /// The items with every star written out.
    static List<Item> expanded(Select select, Scope scope) {
        var all = new ArrayList<Item>();
        for (var item : select.items()) {
            if (item.value() instanceof Expr.Star star) {
                scope.columns(star).forEach(column -> all.add(new Item(column, Optional.empty())));
            } else {
                all.add(item);
            }
        }
        return all;
    }

    /// Whether all rows of a group have one sharding value, so that each group is on one shard.
    static boolean groupsByKey(Select select, Block block) {
        return select.groups().stream()
                .map(group -> grouped(select, group, block.scope()))
                .anyMatch(group ->
                        group instanceof Expr.Column column
                                && block.keys.contains(block.scope().resolve(column)));
    }

    /// What stands behind a name to group by.
    static Expr grouped(Select select, Expr group, Scope scope) {
        if (group instanceof Expr.Column column && scope.find(column).isEmpty()) {
            return select.items().stream()
                    .filter(item -> item.alias().stream().anyMatch(column.name()::equals))
                    .map(Item::value)
                    .findFirst()
                    .orElse(group);
        }
        return group;
    }
}
