package greenbelt.shard.plan;

import greenbelt.shard.sql.Expr;
import greenbelt.shard.sql.Query.Item;
import greenbelt.shard.sql.Query.Order;
import greenbelt.shard.sql.Query.Select;
import greenbelt.shard.sql.Refusal;
import greenbelt.shard.sql.Refused;
import greenbelt.shard.sql.SqlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Plans a select whose rows each come from one shard, groups by the sharding column included.
final class RowsPlanner {
    private final Select select;
    private final Block block;
    private final List<Item> items;
    private final List<Item> hidden = new ArrayList<>();

    RowsPlanner(Select select, Block block) {
        this.select = select;
        this.block = block;
        this.items = Columns.expanded(select, block.scope());
    }

    Plan.Rows plan(Pushed whole) {
        refuseWhatSpansShards();
        var sort = new ArrayList<SortKey>();
        for (var order : select.order()) {
            sort.add(SortKey.of(column(order), order.descending(), order.nulls()));
        }
        if (select.distinct()) {
            addColumns(sort);
        }
        return new Plan.Rows(
                block.route,
                whole,
                part(sort),
                items.size(),
                sort,
                select.distinct(),
                select.limit());
    }

    private void refuseWhatSpansShards() {
        boolean isGrouped = Clauses.isGrouped(select);
        Clauses.all(select)
                .flatMap(Expr::all)
                .filter(Expr.OneShardOnly.class::isInstance)
                .map(Expr.OneShardOnly.class::cast)
                .filter(only -> !isGrouped || only.why() != Refusal.WHOLE_GROUP_AGGREGATE)
                .forEach(only -> {
                    throw new Refused(only.why(), only.sql());
                });
    }

    /// Rows that are equal must come one after another.
    private void addColumns(List<SortKey> sort) {
        for (int i = 0; i < items.size(); i++) {
            int column = i;
            if (sort.stream().noneMatch(key -> key.column() == column)) {
                sort.add(SortKey.of(column));
            }
        }
    }

    /// The column to order by, added where it is not among those of the result.
    private int column(Order order) {
        return named(order.by(), items, block.scope())
                .orElseGet(() -> {
                    mustBeSelected(order.by());
                    hidden.add(new Item(order.by(), Optional.of("order_" + hidden.size())));
                    return items.size() + hidden.size() - 1;
                });
    }

    /// The column of the result that this is the number, the name or the expression of.
    static Optional<Integer> named(Expr by, List<Item> items, Scope scope) {
        if (by instanceof Expr.Literal(var kind, var text)) {
            int place = kind == Expr.Kind.WHOLE ? Integer.parseInt(text) : 0;
            if (place < 1 || place > items.size()) {
                throw new Refused(Refusal.UNKNOWN_COLUMN, "column " + text + " of the result");
            }
            return Optional.of(place - 1);
        }
        if (by instanceof Expr.Parameter) {
            throw new Refused(Refusal.NOT_UNDERSTOOD, "'order by ?'");
        }
        if (by instanceof Expr.Column(var table, var name) && table.isEmpty()) {
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i).alias().stream().anyMatch(name::equals)) {
                    return Optional.of(i);
                }
            }
        }
        var canonical = Canonical.of(by, scope);
        for (int i = 0; i < items.size(); i++) {
            if (Canonical.of(items.get(i).value(), scope).equals(canonical)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private void mustBeSelected(Expr by) {
        var selected =
                items.stream().map(item -> Canonical.of(item.value(), block.scope())).toList();
        boolean isMadeOfThem =
                Canonical.of(by, block.scope())
                        .all()
                        .filter(Expr.Column.class::isInstance)
                        .allMatch(selected::contains);
        boolean hasParameter = by.all().anyMatch(Expr.Parameter.class::isInstance);
        if (select.distinct() && (!isMadeOfThem || hasParameter || Exprs.hasAggregate(by))) {
            throw new Refused(Refusal.ORDER_OF_DISTINCT, SqlWriter.text(by));
        }
    }

    private Pushed part(List<SortKey> sort) {
        var all = new ArrayList<>(items);
        all.addAll(hidden);
        var unordered = select.unordered();
        var writer =
                new SqlWriter()
                        .query(
                                new Select(
                                        select.distinct(),
                                        all,
                                        unordered.from(),
                                        unordered.where(),
                                        unordered.groups(),
                                        unordered.having(),
                                        List.of(),
                                        unordered.limit()));
        order(writer, sort);
        if (select.limit().rows().isPresent()) {
            writer.raw(" limit ").expr(new Expr.Parameter(Pushed.LIMIT));
        }
        return Pushed.of(writer);
    }

    /// ` order by …`, counting columns.
    static void order(SqlWriter writer, List<SortKey> sort) {
        if (!sort.isEmpty()) {
            writer.raw(" order by ");
            writer.raw(String.join(", ", sort.stream().map(SortKey::sql).toList()));
        }
    }
}
