package greenbelt.command.shards;

import static greenbelt.command.Parameter.argument;
import static greenbelt.command.Parameter.option;

import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.CommandRefused;
import greenbelt.command.Nearest;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Result;
import greenbelt.database.DatabaseException;
import greenbelt.shard.data.Loader;
import greenbelt.shard.data.Shop;
import greenbelt.shard.data.ShopPlan;
import greenbelt.shard.map.Directory;
import greenbelt.shard.map.HistoryTables;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.Listed;
import greenbelt.shard.map.Modulo;
import greenbelt.shard.map.Part;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.map.ShardMapException;
import greenbelt.shard.map.Table;
import greenbelt.shard.map.ValueRanges;
import greenbelt.shard.run.ShardFailure;
import greenbelt.shard.sql.Refused;
import greenbelt.shard.store.ShardsException;
import greenbelt.shard.write.WriteException;
import greenbelt.simulator.ShardedShop;
import greenbelt.view.Table.Column;
import greenbelt.view.Words;
import greenbelt.world.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// The sharded shop: making it, and what is where.
public final class ShardCommands {
    static final int MOST_SHARDS = 64;
    private static final int USUAL_SHARDS = 4;
    private static final long USUAL_SEED = 42;
    private static final List<String> STRATEGIES =
            List.of("hash", "modulo", "directory", "time", "region");

    private ShardCommands() {}

    public static List<Command> all() {
        return Stream.of(
                        List.of(load(), status(), drop()),
                        ShardQueryCommands.all(),
                        ShardMoveCommands.all(),
                        ShardHistoryCommands.all(),
                        List.of(ShardHotCommand.hot(), ShardBenchCommand.bench()))
                .flatMap(List::stream)
                .toList();
    }

    /// Runs what may be refused by the shards, with their sentence.
    static Result with(Call call, Function<ShardedShop, Result> action) {
        try {
            return action.apply(call.simulator().shardedShop());
        } catch (Refused
                | ShardsException
                | ShardMapException
                | ShardFailure
                | WriteException
                | DatabaseException
                | ArithmeticException refused) {
            throw CommandRefused.failed(String.valueOf(refused.getMessage()));
        }
    }

    private static Command load() {
        return new Command(
                        "shard load",
                        "Makes a shop with users, items, orders and their lines on several databases",
                        List.of(
                                argument(
                                        "ORDERS",
                                        Kind.NUMBER,
                                        "how many; there are 2.5 lines to each"),
                                option(
                                        "--shards",
                                        Kind.NUMBER,
                                        "how many databases, 4 when left out"),
                                option(
                                        "--by",
                                        Kind.TEXT,
                                        "hash (default), modulo or directory of the user, time of the order, region"),
                                option("--seed", Kind.NUMBER, "of the rows, 42 when left out"),
                                option(
                                        "--twin",
                                        Kind.FLAG,
                                        "the same rows into one database, too")),
                        List.of("shard load 200 --shards 4 --twin", "shard load 100 --by modulo"),
                        call -> with(call, shop -> load(call, shop)))
                .teaching("The sharding key decides which questions are cheap");
    }

    private static Result load(Call call, ShardedShop shop) {
        var arguments = call.arguments();
        int orders = arguments.number("ORDERS", 1, (int) ShopPlan.MAX_ORDERS, 1);
        int count = arguments.number("--shards", 1, MOST_SHARDS, USUAL_SHARDS);
        var plan =
                ShopPlan.of(
                        arguments.number("--seed", 0, Integer.MAX_VALUE, (int) USUAL_SEED), orders);
        var map = map(arguments.maybe("--by").orElse("hash"), count, plan);
        var world = call.simulator().world();
        long begin = world.nanoTime();
        var loaded =
                shop.load(
                        plan,
                        map,
                        arguments.has("--twin"),
                        progress -> call.progress().accept(words(progress)));
        var took = Duration.ofNanos(world.nanoTime() - begin);
        var json = new LinkedHashMap<String, Object>();
        json.put("orders", loaded.orders());
        json.put("lines", loaded.lines());
        json.put("shards", loaded.shards());
        json.put("strategy", map.strategy().name());
        json.put("twin", loaded.twin());
        json.put("took", took);
        return Result.of(
                "%,d orders with %,d lines are on %s by %s%s, after %s"
                        .formatted(
                                loaded.orders(),
                                loaded.lines(),
                                Words.counted(loaded.shards(), "shard"),
                                map.strategy().name(),
                                loaded.twin() ? ", and in one database" : "",
                                Durations.rounded(took)),
                json);
    }

    private static String words(Loader.Progress progress) {
        return "%,d of %,d orders, %d%%"
                .formatted(
                        progress.orders(),
                        progress.allOrders(),
                        100 * progress.orders() / progress.allOrders());
    }

    private static ShardMap map(String by, int count, ShopPlan plan) {
        return switch (by) {
            case "hash" -> ShardMap.hashed(Layout.BY_USER, count);
            case "modulo" -> ShardMap.first(Layout.BY_USER, new Modulo(count));
            case "directory" -> ShardMap.first(Layout.BY_USER, Directory.empty(count));
            case "time" -> ShardMap.first(Layout.BY_ORDER, byTime(count, plan));
            case "region" -> ShardMap.first(Layout.BY_REGION, Listed.dealt(Shop.REGIONS, count));
            default ->
                    throw CommandRefused.usage(
                            "--by must be %s, found \"%s\"%s"
                                    .formatted(
                                            String.join(", ", STRATEGIES),
                                            by,
                                            Nearest.question(by, STRATEGIES)));
        };
    }

    /// As many orders into each, by their numbers, which begin with the time.
    private static ValueRanges byTime(int count, ShopPlan plan) {
        if (plan.orders() < count) {
            throw CommandRefused.usage(
                    "%d orders cannot be cut into %d ranges of time"
                            .formatted(plan.orders(), count));
        }
        var shop = new Shop(plan);
        var cuts = new ArrayList<Object>();
        for (int i = 1; i < count; i++) {
            cuts.add(shop.order(i * plan.orders() / count).row().getFirst());
        }
        return ValueRanges.cutAt(cuts);
    }

    private static Command status() {
        return new Command(
                        "shard status",
                        "Shows the shard map: which shard has which part, and how many rows",
                        List.of(),
                        List.of("shard status", "shard status --json"),
                        call -> with(call, shop -> status(call, shop)))
                .teaching("A map of ranges says which shard has which rows, and can change")
                .watched();
    }

    private static Result status(Call call, ShardedShop shop) {
        var shards = shop.shards();
        var map = shards.map();
        var standing = call.simulator().attachment().standing();
        var tables =
                map.catalog().shardedTables().stream()
                        .filter(it -> !isIndex(map, it))
                        .filter(it -> standing.isPresent() || !HistoryTables.has(it.name()))
                        .toList();
        var counts = tables.stream().map(shop::count).toList();
        var hits = shards.heat().shards();
        var columns =
                new ArrayList<>(
                        List.of(Column.left("shard"), Column.left("has " + map.layout().column())));
        tables.forEach(table -> columns.add(Column.right(table.name())));
        columns.add(Column.right("since map"));
        columns.add(Column.right("asked by key"));
        var drawn = greenbelt.view.Table.of(columns.toArray(Column[]::new));
        for (var shard : map.shards()) {
            var row = new ArrayList<Object>();
            row.add(shard);
            row.add(Part.of(map.strategy(), shard));
            counts.forEach(count -> row.add(count.get(shard)));
            row.add(map.since(shard));
            row.add(hits.getOrDefault(shard, 0L));
            drawn = drawn.row(row.toArray());
        }
        var result =
                Result.of(drawn)
                        .and(
                                "map %d, by %s; on every shard: %s"
                                        .formatted(
                                                map.version(),
                                                map.strategy().name(),
                                                names(
                                                        map.catalog().referenceTables().stream()
                                                                .filter(it ->
                                                                        standing.isPresent()
                                                                                || !HistoryTables
                                                                                        .has(
                                                                                                it
                                                                                                        .name()))
                                                                .toList())));
        for (var note : shop.notes()) {
            result = result.and(note);
        }
        if (standing.isPresent()) {
            result = result.and(ShardHistoryCommands.words(standing.get()));
        }
        for (var advice : shards.heat().advice(map.shards().size())) {
            result = result.and(advice);
        }
        return result;
    }

    private static boolean isIndex(ShardMap map, Table table) {
        return map.catalog().isIndex(table);
    }

    private static String names(List<Table> tables) {
        return String.join(", ", tables.stream().map(Table::name).toList());
    }

    private static Command drop() {
        return new Command(
                        "shard drop",
                        "Removes the sharded shop with all its rows, and its twin",
                        List.of(),
                        List.of("shard drop"),
                        call ->
                                with(
                                        call,
                                        shop -> {
                                            boolean existed = shop.exists();
                                            shop.drop();
                                            return Result.of(
                                                    existed
                                                            ? "the sharded shop is gone"
                                                            : "there was no sharded shop",
                                                    Map.of("dropped", existed));
                                        }))
                .teaching("A sharded store is several databases and a map: all of it goes");
    }
}
