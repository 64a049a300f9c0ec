package greenbelt.command.shards;

import static greenbelt.command.Parameter.option;

import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.CommandRefused;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Result;
import greenbelt.shard.measure.Contender;
import greenbelt.shard.measure.Measuring;
import greenbelt.shard.measure.OrderKey;
import greenbelt.shard.measure.Question;
import greenbelt.shard.measure.Totals;
import greenbelt.simulator.Plan;
import greenbelt.simulator.ShardedShop;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// The loaded shop on its shards beside the same rows in one database: a short comparison, of which `./run.sh bench sharding` is
/// the long one.
final class ShardBenchCommand {
    private static final int SAMPLE = 2_000;
    private static final Duration LENGTH = Duration.ofMillis(200);
    private static final Duration MOST_TO_WARM_UP = Duration.ofSeconds(2);
    private static final int USUAL_ROUNDS = 3;
    private static final int MOST_ROUNDS = 100;
    private static final String UPDATES = "updates by 8 writers";

    private ShardBenchCommand() {}

    static Command bench() {
        return new Command(
                        "shard bench",
                        "Compares the shop on its shards with the same rows in one database, and says why each is faster or slower",
                        List.of(
                                option(
                                        "--rounds",
                                        Kind.NUMBER,
                                        "how often each is measured, for the median; 3 when left out")),
                        List.of("shard bench", "shard bench --rounds 5 --json"),
                        call -> ShardCommands.with(call, shop -> bench(call, shop)))
                .teaching(
                        "Sharding is faster where one shard is enough or each has less to do, and slower where every shard is asked in vain");
    }

    /// @param perSecond whether the numbers are of times a second; else microseconds for each
    private record Line(
            String name, double unsharded, double sharded, boolean perSecond, Question question) {
        double times() {
            return perSecond ? sharded / unsharded : unsharded / sharded;
        }

        String why() {
            return times() >= 1 ? question.whenFaster() : question.whenSlower();
        }
    }

    private static Result bench(Call call, ShardedShop shop) {
        int rounds = call.arguments().number("--rounds", 1, MOST_ROUNDS, USUAL_ROUNDS);
        if (call.simulator().plan().world() instanceof Plan.Virtual) {
            throw CommandRefused.failed(
                    "the clock of a virtual world says nothing of how fast something is; in the live world: ./run.sh exec --ephemeral 'shard load 100000' 'shard bench'");
        }
        var shards = shop.shards();
        var progress = call.progress();
        var unsharded =
                shop.unsharded(rows ->
                        progress.accept(
                                "copying the rows into one database: %,d rows".formatted(rows)));
        var orders = OrderKey.sample(unsharded, SAMPLE);
        if (orders.isEmpty()) {
            throw CommandRefused.failed(
                    "there are no orders to ask for; to have some: shard drop, then shard load 100000 --shards 4");
        }
        var measuring =
                new Measuring(
                        call.simulator().world(),
                        shop.node(),
                        orders,
                        rounds,
                        LENGTH,
                        MOST_TO_WARM_UP);
        var contenders = List.of(Contender.of(unsharded), Contender.of(shop.queries()));
        long all =
                shop.count(shards.map().catalog().table("orders").orElseThrow()).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
        var lines = new ArrayList<Line>();
        for (var question : Question.all(all)) {
            progress.accept("asking: " + question.name());
            var found = measuring.ask(question, contenders);
            lines.add(
                    new Line(question.name(), found.getFirst(), found.getLast(), false, question));
        }
        progress.accept("asking: " + UPDATES);
        lines.add(updates(measuring, contenders, Totals.of(unsharded, measuring.busyOrders())));
        return shown(lines, all, shards.map().shards().size(), rounds);
    }

    /// Leaves every order as it was.
    private static Line updates(Measuring measuring, List<Contender> contenders, Totals before) {
        try {
            var found = measuring.contend(contenders);
            return new Line(UPDATES, found.getFirst(), found.getLast(), true, Question.UPDATES);
        } finally {
            contenders.forEach(before::restore);
        }
    }

    private static Result shown(List<Line> lines, long orders, int shards, int rounds) {
        var count = shards == 1 ? "1 shard" : shards + " shards";
        var table =
                Table.of(
                        Column.left("asked"),
                        Column.right("unsharded"),
                        Column.right(count),
                        Column.right("times as fast"));
        var json = new ArrayList<Object>();
        for (var line : lines) {
            table =
                    table.row(
                            line.name(),
                            text(line.unsharded(), line.perSecond()),
                            text(line.sharded(), line.perSecond()),
                            String.format(Locale.ROOT, "%.2f", line.times()));
            var object = new LinkedHashMap<String, Object>();
            object.put("asked", line.name());
            object.put("unit", line.perSecond() ? "a second" : "microseconds");
            object.put("unsharded", line.unsharded());
            object.put("sharded", line.sharded());
            object.put("timesAsFast", line.times());
            object.put("why", line.why());
            json.add(object);
        }
        var all = new LinkedHashMap<String, Object>();
        all.put("orders", orders);
        all.put("shards", shards);
        all.put("rounds", rounds);
        all.put("results", json);
        var why = new StringBuilder();
        lines.forEach(line -> why.append("  %s: %s\n".formatted(line.name(), line.why())));
        return Result.stacked(all, Result.of(table), Result.of("why\n" + why, all))
                .and(
                        "%,d orders, %d processors, medians of %d rounds; each database has a cache of its own, so %s have %s as much of it as one"
                                .formatted(
                                        orders,
                                        Runtime.getRuntime().availableProcessors(),
                                        rounds,
                                        count,
                                        shards == 1 ? "just" : shards + " times"))
                .and(
                        "with the same cache for all, on 1, 2, 4 and 8 shards, and forced to the device, in minutes: ./run.sh bench sharding");
    }

    private static String text(double value, boolean perSecond) {
        if (perSecond) {
            return String.format(Locale.ROOT, "%,.0f/s", value);
        }
        return value < 1_000
                ? String.format(Locale.ROOT, "%.1f µs", value)
                : String.format(Locale.ROOT, "%,.1f ms", value / 1_000);
    }
}
