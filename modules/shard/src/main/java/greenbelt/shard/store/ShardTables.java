package greenbelt.shard.store;

import greenbelt.database.Schema;
import greenbelt.database.Session;
import greenbelt.shard.map.Catalog;
import greenbelt.shard.map.Column;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.map.Table;
import greenbelt.shard.write.Saga;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How the tables of a catalog are created, and the indexes that make their common queries fast.
public final class ShardTables {
    /// Raised with every change to the tables.
    static final int VERSION = 2;

    private ShardTables() {}

    /// The tables of a shard, with their indexes, what it knows of the map, and what sagas mark there.
    static Schema schema(Catalog catalog) {
        return new Schema(
                VERSION,
                Stream.of(
                                creation(catalog.tables()),
                                indexes(catalog),
                                ShardState.TABLES.stream(),
                                creation(List.of(Saga.MARKS)))
                        .flatMap(statements -> statements)
                        .toList());
    }

    /// The tables whose rows move with their sharding value: those of the catalog, and where transfers by saga can be, their marks.
    public static List<Table> moving(ShardMap map) {
        var marks = map.layout() == Layout.BY_USER ? Stream.of(Saga.MARKS) : Stream.<Table>empty();
        return Stream.concat(map.catalog().shardedTables().stream(), marks).toList();
    }

    /// The tables themselves, without indexes but for their keys.
    static Stream<String> creation(List<Table> tables) {
        return tables.stream().map(ShardTables::creation);
    }

    /// The statement that creates this table.
    public static String creation(Table table) {
        var columns =
                table.columns().stream().map(ShardTables::column).collect(Collectors.joining(", "));
        return "create table %s (%s, primary key (%s))"
                .formatted(table.name(), columns, String.join(", ", table.key()));
    }

    private static String column(Column column) {
        return column.name() + " " + column.type().sql() + (column.optional() ? "" : " not null");
    }

    /// Creates the indexes that are not there: after many rows have been loaded this is faster than before.
    public static void createIndexes(Session session, Catalog catalog) {
        indexes(catalog).forEach(session::update);
    }

    /// Drops the indexes, before many rows are loaded.
    public static void dropIndexes(Session session, Catalog catalog) {
        indexed(catalog).forEach(index -> session.update("drop index if exists " + index.name()));
    }

    private static Stream<String> indexes(Catalog catalog) {
        return indexed(catalog)
                .map(index ->
                        "create index if not exists %s on %s (%s)"
                                .formatted(index.name(), index.table(), index.column()));
    }

    private static Stream<Index> indexed(Catalog catalog) {
        var found = new ArrayList<Index>();
        for (var table : catalog.tables()) {
            columns(table.name()).forEach(column -> found.add(new Index(table.name(), column)));
        }
        return found.stream();
    }

    /// By which columns rows are looked for, beside their key and the columns of lookup indexes.
    private static List<String> columns(String table) {
        return switch (table) {
            case "orders" -> List.of("user_id", "placed_at");
            case "lines" -> List.of("user_id", "item_id");
            case "history_orders" -> List.of("user_id, number");
            case "history_lines" -> List.of("item_id");
            default -> List.of();
        };
    }

    /// @param column one, or several with commas between
    private record Index(String table, String column) {
        String name() {
            return table + "_by_" + column.replace(", ", "_");
        }
    }
}
