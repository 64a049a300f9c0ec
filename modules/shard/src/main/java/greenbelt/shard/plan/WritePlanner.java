package greenbelt.shard.plan;

import greenbelt.shard.map.Catalog;
import greenbelt.shard.map.HistoryTables;
import greenbelt.shard.map.Table;
import greenbelt.shard.sql.Expr;
import greenbelt.shard.sql.Names;
import greenbelt.shard.sql.Query;
import greenbelt.shard.sql.Query.From;
import greenbelt.shard.sql.Query.Item;
import greenbelt.shard.sql.Query.Limit;
import greenbelt.shard.sql.Query.Select;
import greenbelt.shard.sql.Refusal;
import greenbelt.shard.sql.Refused;
import greenbelt.shard.sql.SqlWriter;
import greenbelt.shard.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Plans statements that change rows.
final class WritePlanner {
    private final Catalog catalog;

    WritePlanner(Catalog catalog) {
        this.catalog = catalog;
    }

    Plan.Add insert(Statement.Insert insert) {
        var table = writable(insert.table());
        insert.columns().forEach(column -> mustHave(table, column));
        for (var row : insert.rows()) {
            if (row.size() != insert.columns().size()) {
                throw new Refused(
                        Refusal.INSERT_FORM,
                        "%d columns and %d values".formatted(insert.columns().size(), row.size()));
            }
            row.forEach(WritePlanner::mustBeConstant);
        }
        var key = table.shardingColumn().map(insert.columns()::indexOf);
        if (key.isPresent() && key.get() < 0) {
            throw new Refused(
                    Refusal.NO_SHARDING_VALUE,
                    "%s of %s".formatted(table.shardingColumn().orElseThrow(), table.name()));
        }
        key.ifPresent(column -> insert.rows().forEach(row -> mustBeKnown(table, row.get(column))));
        return new Plan.Add(table, insert, key);
    }

    private static void mustBeConstant(Expr value) {
        if (value.all()
                .anyMatch(part ->
                        part instanceof Expr.Column
                                || part instanceof Expr.Aggregate
                                || part instanceof Expr.OneShardOnly)) {
            throw new Refused(Refusal.INSERT_FORM, SqlWriter.text(value));
        }
        mustHaveNoQuery(value);
    }

    private static void mustHaveNoQuery(Expr expr) {
        if (expr.all().anyMatch(part -> part.subquery().isPresent())) {
            throw new Refused(Refusal.SUBQUERY_IN_WRITE, "a query inside a write");
        }
    }

    private static void mustBeKnown(Table table, Expr value) {
        var column = table.shardingColumn().flatMap(table::column).orElseThrow();
        if (!Equality.fits(column.type(), value)) {
            throw new Refused(
                    Refusal.COMPUTED_KEY,
                    "%s = %s".formatted(column.name(), SqlWriter.text(value)));
        }
    }

    Plan.Change update(Statement.Update update) {
        var table = writable(update.table());
        for (var assignment : update.set()) {
            mustHave(table, assignment.column());
            if (table.shardingColumn().stream().anyMatch(assignment.column()::equals)) {
                throw new Refused(Refusal.KEY_UPDATE, assignment.column());
            }
            if (catalog.lookup(table.name(), assignment.column()).isPresent()) {
                throw new Refused(Refusal.LOOKUP_UPDATE, assignment.column());
            }
        }
        return change(
                table,
                update,
                update.where(),
                update.set().stream().map(one -> one.value()).toList());
    }

    Plan.Change delete(Statement.Delete delete) {
        return change(writable(delete.table()), delete, delete.where(), List.of());
    }

    /// Routed as a query with the same condition.
    private Plan.Change change(
            Table table, Statement statement, Optional<Expr> where, List<Expr> values) {
        Stream.concat(where.stream(), values.stream()).forEach(WritePlanner::mustHaveNoQuery);
        var rows =
                new Select(
                        false,
                        values.isEmpty()
                                ? List.of(
                                        new Item(new Expr.Star(Optional.empty()), Optional.empty()))
                                : values.stream()
                                        .map(value -> new Item(value, Optional.empty()))
                                        .toList(),
                        Optional.of(
                                new From(
                                        new Query.Source.Named(table.name(), Optional.empty()),
                                        List.of())),
                        where,
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        Limit.NONE);
        if (Clauses.isGrouped(rows) || Clauses.hasOnly(rows, Refusal.WINDOW_FUNCTION)) {
            throw new Refused(Refusal.NESTED_AGGREGATE, SqlWriter.text(statement));
        }
        var block = new Locality(catalog).of(rows);
        return new Plan.Change(
                block.route,
                table,
                table.isReference(),
                Pushed.of(statement),
                statement instanceof Statement.Delete ? doomed(table, rows) : List.of());
    }

    private List<Pushed> doomed(Table table, Select rows) {
        return catalog.lookupsOf(table.name()).stream()
                .map(index -> Pushed.of(values(rows, index.column())))
                .toList();
    }

    private static Select values(Select rows, String column) {
        var value = new Expr.Column(Optional.empty(), column);
        return new Select(
                false,
                List.of(new Item(value, Optional.empty())),
                rows.from(),
                rows.where(),
                List.of(),
                Optional.empty(),
                List.of(new Query.Order(value, false, Query.Nulls.UNSAID)),
                Limit.NONE);
    }

    private Table writable(String name) {
        var table = Scope.table(catalog, name);
        if (catalog.isIndex(table)) {
            throw new Refused(Refusal.INDEX_TABLE, name);
        }
        if (HistoryTables.has(name)) {
            throw new Refused(Refusal.HISTORY_TABLE, name);
        }
        return table;
    }

    private static void mustHave(Table table, String column) {
        if (table.column(column).isEmpty()) {
            var names = table.columns().stream().map(one -> one.name()).toList();
            throw new Refused(Refusal.UNKNOWN_COLUMN, Names.withNearest(column, names));
        }
    }
}
