package greenbelt.shard.plan;

import greenbelt.shard.map.Catalog;
import greenbelt.shard.sql.Expr;
import greenbelt.shard.sql.Query;
import greenbelt.shard.sql.Query.Combined;
import greenbelt.shard.sql.Query.Select;
import greenbelt.shard.sql.Refusal;
import greenbelt.shard.sql.Refused;
import greenbelt.shard.sql.SqlParser;
import greenbelt.shard.sql.SqlWriter;
import greenbelt.shard.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Plans statements over the tables of a catalog, or refuses them. Safe for many tasks.
///
/// @see <a href="https://vitess.io/docs/reference/vtgate/queries/">Vitess: how queries are planned over shards</a>
public final class Planner {
    private final Catalog catalog;

    public Planner(Catalog catalog) {
        this.catalog = catalog;
    }

    /// A plan, and how many values it wants.
    public record Planned(Plan plan, int parameters) {}

    /// The plan. Throws [Refused].
    public Planned plan(String sql) {
        var statement = SqlParser.parse(sql);
        return new Planned(
                plan(statement), new SqlWriter().statement(statement).parameters().size());
    }

    private Plan plan(Statement statement) {
        return switch (statement) {
            case Query query -> query(query);
            case Statement.Insert insert -> new WritePlanner(catalog).insert(insert);
            case Statement.Update update -> new WritePlanner(catalog).update(update);
            case Statement.Delete delete -> new WritePlanner(catalog).delete(delete);
        };
    }

    private Plan.Read query(Query query) {
        return switch (query) {
            case Select select -> select(select);
            case Combined combined -> combined(combined);
        };
    }

    private static Pushed whole(Query query) {
        return Pushed.of(new SqlWriter().query(query));
    }

    private Plan.Read select(Select select) {
        var block = new Locality(catalog).of(select);
        if (block.isEverywhere() || block.isPinned()) {
            var alone = new Plan.OneShard(block.route, whole(select));
            return inParts(select, block).<Plan.Read>map(groups -> groups).orElse(alone);
        }
        if (!Clauses.isGrouped(select)) {
            return new RowsPlanner(select, block).plan(whole(select));
        }
        if (Columns.groupsByKey(select, block)) {
            var rows = new RowsPlanner(select, block).plan(whole(select));
            return inParts(select, block)
                    .<Plan.Read>map(groups -> new Plan.ByKey(rows, groups))
                    .orElse(rows);
        }
        return new GroupsPlanner(select, block).plan(whole(select));
    }

    /// The groups of one shard put together from parts, for when it cannot hold them; empty where that cannot be done.
    private static Optional<Plan.Groups> inParts(Select select, Block block) {
        try {
            return select.groups().isEmpty()
                    ? Optional.empty()
                    : Optional.of(new GroupsPlanner(select, block).plan(whole(select)));
        } catch (Refused needed) {
            return Optional.empty();
        }
    }

    private Plan.Read combined(Combined combined) {
        var blocks =
                combined.parts().stream().map(part -> blocks(part)).flatMap(List::stream).toList();
        var home = blocks.stream().filter(block -> !block.isEverywhere()).toList();
        boolean isOnOneShard =
                home.isEmpty()
                        || home.getFirst().pins.stream()
                                .anyMatch(pin ->
                                        home.stream().allMatch(one -> one.pins.contains(pin)));
        if (isOnOneShard) {
            var route = home.isEmpty() ? new Route.Anywhere() : home.getFirst().route;
            return new Plan.OneShard(route, whole(combined));
        }
        if (!combined.operator().startsWith("union")) {
            throw new Refused(Refusal.SET_OPERATION, combined.operator());
        }
        return union(combined, blocks.getFirst());
    }

    private List<Block> blocks(Query query) {
        return switch (query) {
            case Select select -> List.of(new Locality(catalog).of(select));
            case Combined combined ->
                    combined.parts().stream().flatMap(part -> blocks(part).stream()).toList();
        };
    }

    private Plan.Union union(Combined combined, Block first) {
        var items = Columns.expanded(leftmost(combined), first.scope());
        var names =
                items.stream()
                        .map(item -> item.alias().orElseGet(() -> Columns.name(item.value())))
                        .toList();
        var parts = combined.parts().stream().map(this::query).toList();
        var sort = new ArrayList<SortKey>();
        for (var order : combined.order()) {
            sort.add(SortKey.of(column(order.by(), names), order.descending(), order.nulls()));
        }
        return new Plan.Union(
                parts,
                typed(combined, names.size()),
                names,
                combined.operator().equals("union"),
                sort,
                combined.limit());
    }

    private static Select leftmost(Query query) {
        return switch (query) {
            case Select select -> select;
            case Combined combined -> leftmost(combined.parts().getFirst());
        };
    }

    private static int column(Expr by, List<String> names) {
        var column =
                switch (by) {
                    case Expr.Literal(var kind, var text) when kind == Expr.Kind.WHOLE ->
                            Optional.of(Integer.parseInt(text) - 1);
                    case Expr.Column(var table, var name) when table.isEmpty() ->
                            Optional.of(names.indexOf(name));
                    default -> Optional.<Integer>empty();
                };
        return column.filter(index -> index >= 0 && index < names.size())
                .orElseThrow(() -> new Refused(Refusal.ORDER_OF_DISTINCT, SqlWriter.text(by)));
    }

    /// No rows of the union, so that those added behind it get its types.
    private static Pushed typed(Combined combined, int width) {
        var names = new ArrayList<String>();
        for (int i = 1; i <= width; i++) {
            names.add("c" + i);
        }
        var list = String.join(", ", names);
        var writer = new SqlWriter().raw("select").raw(" n, ").raw(list);
        writer.raw(" from (select cast(0 as bigint) as n, ").raw(list).raw(" from (");
        writer.query(
                new Combined(combined.operator(), combined.parts(), List.of(), Query.Limit.NONE));
        writer.raw(") u (").raw(list).raw(") where false");
        return Pushed.of(writer);
    }
}
