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
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Plans a select whose groups have rows on several shards.
///
/// What is computed of a group, such as `sum(x) / count(*)`, is computed by H2 when the group is whole, so that types and
/// digits are those of the unsharded table.
final class GroupsPlanner {
    private final Select select;
    private final Block block;
    private final List<Item> items;
    private final List<Expr> keys;
    private final AggregateParts parts;

    GroupsPlanner(Select select, Block block) {
        this.select = select;
        this.block = block;
        this.items = select.items();
        this.keys = keys();
        this.parts = new AggregateParts(select, keys, block);
    }

    private List<Expr> keys() {
        var found = new ArrayList<Expr>();
        for (var group : select.groups()) {
            var key = Canonical.of(Columns.grouped(select, group, block.scope()), block.scope());
            if (key.all().anyMatch(part -> part instanceof Expr.Parameter)
                    || Exprs.isConstant(key)
                    || key.all().anyMatch(part -> part.subquery().isPresent())) {
                throw new Refused(
                        Refusal.NOT_UNDERSTOOD, "'group by %s'".formatted(SqlWriter.text(group)));
            }
            if (Exprs.hasAggregate(key)) {
                throw new Refused(Refusal.NESTED_AGGREGATE, SqlWriter.text(group));
            }
            if (!found.contains(key)) {
                found.add(key);
            }
        }
        return found;
    }

    Plan.Groups plan(Pushed whole) {
        var having = select.having().map(this::ofGroup);
        var outputs = new ArrayList<Expr>();
        items.forEach(item -> outputs.add(ofGroup(item.value())));
        var sort = new ArrayList<SortKey>();
        for (var order : select.order()) {
            sort.add(SortKey.of(column(order, outputs), order.descending(), order.nulls()));
        }
        boolean isDirect = outputs.stream().allMatch(this::isDirect);
        var byKey = sortOfKeys(outputs, sort);
        var finish =
                new Finish(
                        names(),
                        having,
                        isDirect ? outputs.stream().map(this::place).toList() : List.of(),
                        isDirect && having.isEmpty()
                                ? Optional.empty()
                                : Optional.of(computed(having, outputs)),
                        select.distinct(),
                        sort,
                        byKey.isPresent(),
                        select.limit());
        var keySort =
                byKey.orElseGet(
                        () -> IntStream.range(0, keys.size()).mapToObj(SortKey::of).toList());
        return new Plan.Groups(block.route, whole, parts.partials(keySort), finish);
    }

    private List<String> names() {
        return items.stream()
                .map(item -> item.alias().orElseGet(() -> Columns.name(item.value())))
                .toList();
    }

    private int column(Order order, List<Expr> outputs) {
        var named = RowsPlanner.named(order.by(), items, block.scope());
        if (named.isPresent()) {
            return named.get();
        }
        if (select.distinct()) {
            throw new Refused(Refusal.ORDER_OF_DISTINCT, SqlWriter.text(order.by()));
        }
        outputs.add(ofGroup(order.by()));
        return outputs.size() - 1;
    }

    /// The expression in terms of the keys and aggregates of a whole group.
    private Expr ofGroup(Expr expr) {
        return Exprs.rewrite(Canonical.of(expr, block.scope()), this::inGroup);
    }

    private Optional<Expr> inGroup(Expr part) {
        if (keys.contains(part)) {
            return Optional.of(column("k", keys.indexOf(part)));
        }
        return switch (part) {
            case Expr.Aggregate aggregate -> {
                mustNotNest(aggregate);
                yield Optional.of(column("a", parts.index(aggregate)));
            }
            case Expr.Column(_, var name) -> throw new Refused(Refusal.BARE_COLUMN, name);
            case Expr.Star _ -> throw new Refused(Refusal.BARE_COLUMN, "*");
            case Expr.OneShardOnly(var why, var sql) -> throw new Refused(why, sql);
            default -> {
                if (part.subquery().isPresent()) {
                    throw new Refused(Refusal.SUBQUERY, "a query inside a group");
                }
                yield Optional.empty();
            }
        };
    }

    private static void mustNotNest(Expr.Aggregate aggregate) {
        if (aggregate.parts().stream()
                .flatMap(Expr::all)
                .anyMatch(GroupsPlanner::cannotBeArgument)) {
            throw new Refused(Refusal.NESTED_AGGREGATE, SqlWriter.text(aggregate));
        }
    }

    private static boolean cannotBeArgument(Expr part) {
        return part instanceof Expr.Aggregate
                || part instanceof Expr.OneShardOnly
                || part.subquery().isPresent();
    }

    private static Expr.Column column(String kind, int index) {
        return new Expr.Column(Optional.of("g"), kind + (index + 1));
    }

    private boolean isDirect(Expr output) {
        return output instanceof Expr.Column;
    }

    /// Which key, or which aggregate behind the keys.
    private int place(Expr output) {
        var name = ((Expr.Column) output).name();
        int index = Integer.parseInt(name.substring(1)) - 1;
        return name.startsWith("k") ? index : keys.size() + index;
    }

    /// The order in which groups must come so that the result is in order without being sorted; empty when there is none.
    private Optional<List<SortKey>> sortOfKeys(List<Expr> outputs, List<SortKey> sort) {
        var found = new ArrayList<SortKey>();
        for (var key : sort) {
            var output = outputs.get(key.column());
            if (!(output instanceof Expr.Column(_, var name)) || !name.startsWith("k")) {
                return Optional.empty();
            }
            int place = place(output);
            if (found.stream().noneMatch(one -> one.column() == place)) {
                found.add(new SortKey(place, key.descending(), key.nullsFirst()));
            }
        }
        IntStream.range(0, keys.size())
                .filter(place -> found.stream().noneMatch(one -> one.column() == place))
                .forEach(place -> found.add(SortKey.of(place)));
        return Optional.of(found);
    }

    /// `select n, condition, outputs from (no groups, but their types`; the values of groups are added behind it.
    private Pushed computed(Optional<Expr> having, List<Expr> outputs) {
        var writer = new SqlWriter().raw("select").raw(" n");
        having.ifPresent(condition -> writer.raw(", ").expr(condition).raw(" as h"));
        outputs.forEach(output -> writer.raw(", ").expr(output));
        writer.raw(" from (select cast(0 as bigint) as n");
        for (int i = 0; i < keys.size(); i++) {
            writer.raw(", ").expr(keys.get(i)).raw(" as k" + (i + 1));
        }
        for (int i = 0; i < parts.aggregates().size(); i++) {
            writer.raw(", ").expr(parts.aggregates().get(i)).raw(" as a" + (i + 1));
        }
        select.from().ifPresent(writer::from);
        writer.raw(" where false");
        if (!keys.isEmpty()) {
            writer.raw(" group by ").list(keys);
        }
        return Pushed.of(writer.raw(" having false"));
    }

    /// The columns of tables among these expressions.
    static Stream<Expr.Column> columns(Expr expr) {
        return expr.all().filter(Expr.Column.class::isInstance).map(Expr.Column.class::cast);
    }
}
