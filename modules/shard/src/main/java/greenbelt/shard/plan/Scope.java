package greenbelt.shard.plan;

import greenbelt.shard.map.Catalog;
import greenbelt.shard.map.ColumnType;
import greenbelt.shard.map.Table;
import greenbelt.shard.sql.Expr;
import greenbelt.shard.sql.Names;
import greenbelt.shard.sql.Refusal;
import greenbelt.shard.sql.Refused;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The names that a query can use: its own sources, and those of the query around it.
record Scope(int number, List<Source> sources, Optional<Scope> outer) {
    Scope {
        sources = List.copyOf(sources);
    }

    /// One source of rows.
    ///
    /// @param table empty for a query in the place of a table
    /// @param columns its columns, in order
    /// @param types of the columns that are columns of a table
    record Source(
            String name,
            Optional<Table> table,
            List<String> columns,
            SortedMap<String, ColumnType> types) {
        static Source of(String name, Table table) {
            var types = new TreeMap<String, ColumnType>();
            table.columns().forEach(column -> types.put(column.name(), column.type()));
            return new Source(name, Optional.of(table), table.names(), types);
        }
    }

    static Table table(Catalog catalog, String name) {
        return catalog.table(name)
                .orElseThrow(() ->
                        new Refused(
                                Refusal.UNKNOWN_TABLE,
                                Names.withNearest(
                                        name,
                                        catalog.tables().stream().map(Table::name).toList())));
    }

    Ref ref(Source source, String column) {
        return new Ref(number, source.name(), column);
    }

    /// What this column is. Throws [Refused] when there is none, or several.
    Ref resolve(Expr.Column column) {
        return find(column).orElseThrow(() -> unknown(column));
    }

    /// What this column is, here or further out.
    Optional<Ref> find(Expr.Column column) {
        var here = sources.stream().filter(source -> has(source, column)).toList();
        if (here.size() > 1) {
            throw new Refused(Refusal.AMBIGUOUS_COLUMN, column.name());
        }
        if (here.isEmpty()) {
            return outer.flatMap(around -> around.find(column));
        }
        return Optional.of(ref(here.getFirst(), column.name()));
    }

    private static boolean has(Source source, Expr.Column column) {
        return column.table().stream().allMatch(source.name()::equals)
                && source.columns().contains(column.name());
    }

    private Refused unknown(Expr.Column column) {
        var known =
                sources.stream()
                        .filter(source -> column.table().stream().allMatch(source.name()::equals))
                        .flatMap(source -> source.columns().stream())
                        .distinct()
                        .toList();
        var names = known.isEmpty() ? sources.stream().map(Source::name).toList() : known;
        var written = column.table().filter(_ -> known.isEmpty()).orElse(column.name());
        return new Refused(Refusal.UNKNOWN_COLUMN, Names.withNearest(written, names));
    }

    /// The type of a column that is one of a table, here or further out.
    Optional<ColumnType> type(Ref ref) {
        if (ref.scope() != number) {
            return outer.flatMap(around -> around.type(ref));
        }
        return source(ref).flatMap(source -> Optional.ofNullable(source.types().get(ref.column())));
    }

    /// The source of a column of this query.
    Optional<Source> source(Ref ref) {
        return sources.stream()
                .filter(source -> ref.scope() == number && source.name().equals(ref.source()))
                .findFirst();
    }

    /// The columns that a star stands for.
    List<Expr.Column> columns(Expr.Star star) {
        var meant =
                sources.stream()
                        .filter(source -> star.table().stream().allMatch(source.name()::equals))
                        .toList();
        if (meant.isEmpty()) {
            throw unknown(new Expr.Column(star.table(), "*"));
        }
        return meant.stream().flatMap(Scope::columns).toList();
    }

    private static Stream<Expr.Column> columns(Source source) {
        return source.columns().stream()
                .map(column -> new Expr.Column(Optional.of(source.name()), column));
    }
}
