package greenbelt.shard.estimate;

import greenbelt.shard.map.Catalog;
import greenbelt.shard.sql.Expr;
import greenbelt.shard.sql.Query;
import greenbelt.shard.sql.Query.Combined;
import greenbelt.shard.sql.Query.From;
import greenbelt.shard.sql.Query.Join;
import greenbelt.shard.sql.Query.Kind;
import greenbelt.shard.sql.Query.Select;
import greenbelt.shard.sql.Query.Source;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// About how many rows a query gives on one database, as the first optimizer of the field guessed it: values are even, conditions know
/// nothing of each other, and where nothing is known, one row in ten is equal and one in three is greater.
///
/// @see <a href="https://dl.acm.org/doi/10.1145/582095.582099">Patricia Selinger and others: Access Path Selection in a
///     Relational Database Management System, 1979</a>
public final class Estimate {
    private static final double EQUAL = 1.0 / 10;
    private static final double GREATER = 1.0 / 3;
    private static final double BETWEEN = 1.0 / 4;

    private final Statistics statistics;
    private final Catalog catalog;
    private final List<Object> values;

    /// @param values one for each `?` of the query
    public Estimate(Statistics statistics, Catalog catalog, List<Object> values) {
        this.statistics = statistics;
        this.catalog = catalog;
        this.values = List.copyOf(values);
    }

    /// About how many rows. Throws [greenbelt.database.DatabaseException].
    public double rows(Query query) {
        double all =
                switch (query) {
                    case Select select -> ofSelect(select);
                    case Combined(_, var parts, _, _) ->
                            parts.stream().mapToDouble(this::rows).sum();
                };
        double left = Math.max(0, all - query.limit().offset().map(this::count).orElse(0.0));
        return Math.min(left, query.limit().rows().map(this::count).orElse(left));
    }

    private double count(Expr expr) {
        return switch (expr) {
            case Expr.Literal(_, var text) -> Double.parseDouble(text);
            case Expr.Parameter(var index) when values.get(index) instanceof Number number ->
                    number.doubleValue();
            default -> Double.MAX_VALUE;
        };
    }

    private double ofSelect(Select select) {
        if (select.from().isEmpty()) {
            return 1;
        }
        var from = select.from().get();
        double found = joined(from) * select.where().map(one -> share(one, from)).orElse(1.0);
        boolean isGrouped =
                !select.groups().isEmpty()
                        || select.items().stream()
                                .flatMap(item -> item.value().all())
                                .anyMatch(Expr.Aggregate.class::isInstance);
        if (isGrouped) {
            found =
                    select.groups().isEmpty()
                            ? 1
                            : Math.min(found, distinct(select.groups(), from));
        }
        if (select.distinct()) {
            var columns = select.items().stream().map(Query.Item::value).toList();
            found = Math.min(found, distinct(columns, from));
        }
        return select.having().isPresent() ? found * GREATER : found;
    }

    private double joined(From from) {
        double rows = rows(from.first());
        for (var join : from.joins()) {
            double both = rows * rows(join.source()) * on(join, from);
            rows = join.kind() == Kind.LEFT ? Math.max(rows, both) : both;
        }
        return rows;
    }

    private double on(Join join, From from) {
        return join.on().map(condition -> share(condition, from)).orElse(1.0);
    }

    private double rows(Source source) {
        return switch (source) {
            case Source.Named(var table, _) -> statistics.rows(table);
            case Source.Derived(var query, _) -> rows(query);
        };
    }

    /// Of the rows, those for which this holds, 0 to 1.
    private double share(Expr condition, From from) {
        return switch (condition) {
            case Expr.Binary(var operator, var left, var right) ->
                    switch (operator) {
                        case "and" -> share(left, from) * share(right, from);
                        case "or" -> 1 - (1 - share(left, from)) * (1 - share(right, from));
                        case "=" -> equal(left, right, from);
                        case "<>" -> 1 - equal(left, right, from);
                        default -> GREATER;
                    };
            case Expr.Unary(_, var operand) -> 1 - share(operand, from);
            case Expr.In(var operand, var list, var negated) ->
                    maybeNot(
                            Math.min(1, list.size() * equal(operand, list.getFirst(), from)),
                            negated);
            case Expr.Between(_, _, _, var negated) -> maybeNot(BETWEEN, negated);
            case Expr.Is(_, var negated, _) -> maybeNot(EQUAL, negated);
            case Expr.Like(_, _, _, var negated) -> maybeNot(BETWEEN, negated);
            default -> GREATER;
        };
    }

    private static double maybeNot(double share, boolean negated) {
        return negated ? 1 - share : share;
    }

    private double equal(Expr left, Expr right, From from) {
        return Stream.of(left, right)
                .flatMap(one -> distinct(one, from).stream())
                .max(Double::compare)
                .map(most -> 1 / Math.max(1, most))
                .orElse(EQUAL);
    }

    /// As many as there can be of all of them together.
    private double distinct(List<Expr> columns, From from) {
        return columns.stream()
                .flatMap(Expr::all)
                .filter(part -> part instanceof Expr.Column || part instanceof Expr.Star)
                .distinct()
                .mapToDouble(part -> distinct(part, from).orElse(Double.MAX_VALUE))
                .reduce(1, (one, other) -> one * other);
    }

    private Optional<Double> distinct(Expr expr, From from) {
        return expr instanceof Expr.Column column
                ? table(column, from).flatMap(table -> statistics.distinct(table, column.name()))
                : Optional.empty();
    }

    private Optional<String> table(Expr.Column column, From from) {
        return Stream.concat(Stream.of(from.first()), from.joins().stream().map(Join::source))
                .filter(source -> column.table().stream().allMatch(source.name()::equals))
                .filter(Source.Named.class::isInstance)
                .map(source -> ((Source.Named) source).table())
                .filter(table ->
                        catalog.table(table).flatMap(one -> one.column(column.name())).isPresent())
                .findFirst();
    }
}
