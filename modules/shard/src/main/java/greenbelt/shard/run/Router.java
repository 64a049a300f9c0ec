package greenbelt.shard.run;

import greenbelt.shard.map.ColumnType;
import greenbelt.shard.map.LookupIndex;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.map.ShardMapException;
import greenbelt.shard.map.Table;
import greenbelt.shard.plan.Route;
import greenbelt.shard.run.Cluster.Held;
import greenbelt.shard.sql.Expr;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Finds the shards of a route, for the values of one statement and one version of the map.
final class Router {
    private final Held held;
    private final Arguments arguments;

    Router(Held held, Arguments arguments) {
        this.held = held;
        this.arguments = arguments;
    }

    /// At least one shard, so that there is somebody to say that there are no rows.
    NavigableSet<ShardId> shards(Route route) {
        var found = possible(route);
        return found.isEmpty() ? one(held.map().shards().first()) : found;
    }

    private static NavigableSet<ShardId> one(ShardId shard) {
        return new TreeSet<>(List.of(shard));
    }

    private NavigableSet<ShardId> possible(Route route) {
        return switch (route) {
            case Route.All _ -> held.map().shards();
            case Route.Anywhere _ -> one(held.map().shards().first());
            case Route.Key key -> owner(key).map(Router::one).orElseGet(TreeSet::new);
            case Route.Range range -> between(range);
            case Route.Lookup(var index, var column, var value) ->
                    arguments
                            .key(value, column.type())
                            .map(key -> found(index, key))
                            .orElseGet(TreeSet::new);
            case Route.Both(var routes) -> {
                var common = new TreeSet<>(held.map().shards());
                routes.forEach(one -> common.retainAll(possible(one)));
                yield common;
            }
            case Route.Either(var routes) -> {
                var all = new TreeSet<ShardId>();
                routes.forEach(one -> all.addAll(possible(one)));
                yield all;
            }
        };
    }

    /// The shard of a key; none when the map gives this value to none: then there is no such row.
    Optional<ShardId> owner(Route.Key key) {
        return arguments
                .key(key.value(), key.column().type())
                .flatMap(value -> shardOf(key.table(), value));
    }

    private Optional<ShardId> shardOf(Table table, Object key) {
        try {
            var shard = held.map().shardOf(table, key);
            held.routed(key, shard);
            return Optional.of(shard);
        } catch (ShardMapException none) {
            return Optional.empty();
        }
    }

    private NavigableSet<ShardId> between(Route.Range range) {
        var bounds = Stream.concat(range.low().stream(), range.high().stream()).toList();
        if (bounds.stream().anyMatch(this::isFraction)) {
            return held.map().shards();
        }
        var type = range.column().type();
        if (bounds.stream().anyMatch(bound -> arguments.key(bound, type).isEmpty())) {
            return new TreeSet<>(); // nothing is more or less than NULL
        }
        var from = range.low().flatMap(bound -> arguments.key(bound, type));
        var to = range.high().flatMap(bound -> arguments.key(bound, type));
        var map = held.map();
        return map.catalog().isIndex(range.table())
                ? map.index().shardsBetween(from, to)
                : map.shardsBetween(from, to);
    }

    /// Whether it is a number, but none that a key can be.
    private boolean isFraction(Expr value) {
        boolean isNumber =
                switch (value) {
                    case Expr.Parameter(var index) ->
                            arguments.values().get(index) instanceof java.math.BigDecimal;
                    case Expr.Literal(var kind, _) -> kind == Expr.Kind.WHOLE;
                    default -> false;
                };
        return isNumber && arguments.key(value, ColumnType.BIGINT).isEmpty();
    }

    private NavigableSet<ShardId> found(LookupIndex index, Object key) {
        var map = held.map();
        var home = homeColumn(map, index);
        var table = map.catalog().table(index.table()).orElseThrow();
        var found = new TreeSet<ShardId>();
        for (var row :
                held.database(map.indexShardOf(key))
                        .rows("look up " + index.column(), lookUp(index, home), 1, key)
                        .values()) {
            shardOf(table, Objects.requireNonNull(row[0])).ifPresent(found::add);
        }
        return found;
    }

    private static String lookUp(LookupIndex index, String home) {
        return "select "
                + home
                + " from "
                + index.indexTable()
                + " where "
                + index.column()
                + " = ? order by "
                + home;
    }

    /// The sharding column of the table that is looked for.
    static String homeColumn(ShardMap map, LookupIndex index) {
        return map.catalog().table(index.table()).flatMap(Table::shardingColumn).orElseThrow();
    }
}
