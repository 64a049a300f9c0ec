package greenbelt.shard.plan;

import greenbelt.shard.map.Catalog;
import greenbelt.shard.map.Column;
import greenbelt.shard.map.Table;
import greenbelt.shard.sql.Expr;
import java.util.List;
import java.util.Optional;

/// Finds out from the conditions of a select which shards can have its rows.
final class Routing {
    private final Catalog catalog;
    private final Block block;
    private final Classes equal;

    Routing(Catalog catalog, Block block, Classes equal) {
        this.catalog = catalog;
        this.block = block;
        this.equal = equal;
    }

    /// Narrows the route of the block by what must hold for every row.
    void narrow(List<Expr> truths) {
        if (block.anchor.isEmpty()) {
            return;
        }
        var routes = new java.util.ArrayList<Route>();
        block.pins.forEach(pin -> routes.add(key(pin)));
        for (var truth : truths) {
            routes.add(route(truth));
        }
        for (var source : block.scope().sources()) {
            routes.addAll(lookups(source));
        }
        block.route = Route.both(routes);
    }

    private Table table() {
        return block.anchor.orElseThrow();
    }

    private Column column() {
        return table().shardingColumn().flatMap(table()::column).orElseThrow();
    }

    private Route key(Expr value) {
        return new Route.Key(table(), column(), value);
    }

    private List<Route> lookups(Scope.Source source) {
        return source.table().filter(this::isHere).stream()
                .flatMap(table -> table.columns().stream())
                .flatMap(column ->
                        equal.constants(block.scope().ref(source, column.name())).stream()
                                .flatMap(value -> lookup(source, column.name(), value).stream()))
                .toList();
    }

    private boolean isHere(Table table) {
        return !table.isReference() && !catalog.isIndex(table);
    }

    private Optional<Route> lookup(Scope.Source source, String name, Expr value) {
        return source.table()
                .filter(this::isHere)
                .flatMap(table -> catalog.lookup(table.name(), name))
                .map(index ->
                        new Route.Lookup(
                                index,
                                source.table().flatMap(table -> table.column(name)).orElseThrow(),
                                value));
    }

    /// The shards of the rows for which this holds.
    private Route route(Expr condition) {
        return switch (condition) {
            case Expr.Binary(var operator, var left, var right) -> binary(operator, left, right);
            case Expr.In(var operand, var values, var negated) when !negated ->
                    Route.either(values.stream().map(value -> is(operand, value)).toList());
            case Expr.Between(var operand, var low, var high, var negated) when !negated ->
                    Route.both(List.of(from(operand, low), to(operand, high)));
            default -> new Route.All();
        };
    }

    private Route binary(String operator, Expr left, Expr right) {
        return switch (operator) {
            case "and" -> Route.both(List.of(route(left), route(right)));
            case "or" -> Route.either(List.of(route(left), route(right)));
            case "=" -> isColumn(left) ? is(left, right) : is(right, left);
            case "<", "<=" -> isColumn(left) ? to(left, right) : from(right, left);
            case ">", ">=" -> isColumn(left) ? from(left, right) : to(right, left);
            default -> new Route.All();
        };
    }

    private static boolean isColumn(Expr expr) {
        return expr instanceof Expr.Column || first(expr) instanceof Expr.Column;
    }

    /// Of a row value, its first: `(a, b) > (1, 2)` has no row with `a` below 1.
    private static Expr first(Expr expr) {
        return expr instanceof Expr.Row(var values) ? values.getFirst() : expr;
    }

    private Route is(Expr operand, Expr value) {
        if (isKey(operand, value)) {
            return key(value);
        }
        if (operand instanceof Expr.Column column) {
            var ref = block.scope().resolve(column);
            var type = block.scope().type(ref);
            return block.scope()
                    .source(ref)
                    .filter(_ -> type.stream().anyMatch(one -> Equality.fits(one, value)))
                    .flatMap(source -> lookup(source, ref.column(), value))
                    .orElseGet(Route.All::new);
        }
        return new Route.All();
    }

    private Route from(Expr operand, Expr low) {
        return isKey(first(operand), first(low))
                ? new Route.Range(table(), column(), Optional.of(first(low)), Optional.empty())
                : new Route.All();
    }

    private Route to(Expr operand, Expr high) {
        return isKey(first(operand), first(high))
                ? new Route.Range(table(), column(), Optional.empty(), Optional.of(first(high)))
                : new Route.All();
    }

    /// Whether this is a sharding column and a constant of its type.
    private boolean isKey(Expr operand, Expr value) {
        return operand instanceof Expr.Column column
                && block.isHome(block.scope().resolve(column))
                && Equality.fits(column().type(), value);
    }
}
