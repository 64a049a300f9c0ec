package greenbelt.bench.sharding;

import greenbelt.bench.Arguments;
import greenbelt.bench.TempFolder;
import greenbelt.database.Durability;
import greenbelt.shard.data.Shop;
import greenbelt.shard.data.ShopPlan;
import greenbelt.shard.measure.Question;
import greenbelt.world.LiveWorld;
import greenbelt.world.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One shop on 1, 2, 4 and 8 shards beside the same rows in one database, asked in turns: `[--orders N] [--rounds N]
/// [--seconds N] [--svg FILE]`; or only loaded into 4 shards: `--load-only`.
///
/// All have the same cache in total, and H2 does not answer a query from the result of the one before. What is promised and
/// missed is said, and makes the exit code 1.
public final class ShardingBench {
    private static final int MAX_ORDERS = 10_000_000;
    private static final List<Integer> COUNTS = List.of(1, 2, 4, 8);
    private static final int FOUR = COUNTS.indexOf(4);

    /// Durable commits are slow, and do not depend on how many rows there are.
    private static final int DURABLE_ORDERS = 20_000;

    private static final double MOST_SECONDS_TO_LOAD_A_MILLION = 60;
    private static final double LEAST_AGGREGATE = 1.4;
    private static final double LEAST_CONTENDED = 1.2;
    private static final double LEAST_DURABLE = 2;
    private static final double MOST_OF_DIRECT = 1.15;
    private static final String AGGREGATE = Question.AGGREGATE.name();
    private static final String HANDED = "8 writers, handed to the system";
    private static final String FORCED = "8 writers, forced to the device";
    private static final long SEED = 7;
    private static final String BY_KEY = Question.BY_KEY.name();

    private final Shop shop;
    private final int rounds;
    private final Duration length;
    private final List<Results> results = new ArrayList<>();
    private boolean missed;

    private ShardingBench(Shop shop, int rounds, Duration length) {
        this.shop = shop;
        this.rounds = rounds;
        this.length = length;
    }

    public static void main(String... args) throws IOException {
        var words = new Arguments(args);
        int orders = words.option("--orders", (int) ShopPlan.DEFAULT_ORDERS, MAX_ORDERS);
        int rounds = words.option("--rounds", 3, 100);
        int seconds = words.option("--seconds", 1, 600);
        var picture = words.text("--svg");
        boolean loadOnly = words.flag("--load-only");
        words.chosen(List.<String>of(), name -> name);
        var bench =
                new ShardingBench(
                        new Shop(ShopPlan.of(SEED, orders)), rounds, Duration.ofSeconds(seconds));
        bench.run(loadOnly);
        if (picture.isPresent()) {
            bench.draw(Path.of(picture.get()));
        }
        if (bench.missed) {
            System.exit(1);
        }
    }

    private void run(boolean loadOnly) throws IOException {
        say(
                "JDK %s, %d processors, heap at most %d MB; %,d orders; %d MB of cache in total; %d rounds of %d s, medians; once what takes longer than %d",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20,
                shop.plan().orders(),
                Contestant.CACHE_KILOBYTES >> 10,
                rounds,
                length.toSeconds(),
                Stopwatch.SLOW * length.toSeconds());
        try (var folder = TempFolder.create();
                var world = new LiveWorld()) {
            var node = world.start("bench");
            world.enter(
                    node,
                    "bench",
                    () -> {
                        if (loadOnly) {
                            load(world, node, folder);
                        } else {
                            compare(world, node, folder);
                        }
                        return true;
                    });
            node.stop();
        }
    }

    private void compare(LiveWorld world, Node node, TempFolder folder) {
        var all = contestants(world, node, folder, "process", Durability.PROCESS, shop, COUNTS);
        var stopwatch = new Stopwatch(world, node, shop, all, rounds, length);
        var reads = table("microseconds each, less is better", false);
        for (var question : Question.all(shop.plan().orders())) {
            say("%s", reads.add(question.name(), stopwatch.ask(question)));
        }
        say("");
        judge(
                "%s, over 4 shards".formatted(AGGREGATE),
                reads.timesUnsharded(AGGREGATE, FOUR),
                LEAST_AGGREGATE);
        layer(stopwatch, all.get(FOUR));

        var updates = table("updates a second, more is better", true);
        say("%s", updates.add(HANDED, stopwatch.contend()));
        var small = new Shop(ShopPlan.of(SEED, Math.min(DURABLE_ORDERS, shop.plan().orders())));
        var durable = contestants(world, node, folder, "device", Durability.DEVICE, small, COUNTS);
        say(
                "%s",
                updates.add(
                        FORCED,
                        new Stopwatch(world, node, small, durable, rounds, length).contend()));
        say("");
        judge(HANDED + ", over 4 shards", updates.timesUnsharded(HANDED, FOUR), LEAST_CONTENDED);
        judge(FORCED + ", over 4 shards", updates.timesUnsharded(FORCED, FOUR), LEAST_DURABLE);
        var device = new Device(world, node, folder.path(), length);
        say(
                "the device: %,.0f forced writes a second to one file, %,.0f to four",
                device.forcedPerSecond(1), device.forcedPerSecond(4));
    }

    private Results table(String unit, boolean more) {
        var table = new Results(unit, COUNTS, more);
        results.add(table);
        say("%s", table.head());
        return table;
    }

    private void draw(Path file) throws IOException {
        var title =
                String.format(
                        Locale.ROOT,
                        "%,d orders: how many times as good as in one database",
                        shop.plan().orders());
        Files.writeString(file, new RatioChart(title, results).draw());
        say("drawn: %s", file);
    }

    /// To see that there is no number of orders that it takes more memory for.
    private void load(LiveWorld world, Node node, TempFolder folder) {
        contestants(
                world,
                node,
                folder,
                "process",
                Durability.PROCESS,
                shop,
                List.of(COUNTS.get(FOUR)));
        System.gc();
        var runtime = Runtime.getRuntime();
        say("%d MB of heap in use", (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }

    private List<Contestant> contestants(
            LiveWorld world,
            Node node,
            TempFolder folder,
            String name,
            Durability durability,
            Shop loaded,
            List<Integer> counts) {
        var all = new ArrayList<Contestant>();
        for (int count : counts) {
            var one =
                    new Contestant(
                            world,
                            node,
                            folder.path().resolve(name + "-" + count),
                            durability,
                            loaded,
                            count);
            all.add(one);
            double seconds = one.loaded().toMillis() / 1e3;
            say("loaded %,d orders into %d in %.1f s", loaded.plan().orders(), count, seconds);
            if (count == 4 && loaded.plan().orders() == ShopPlan.DEFAULT_ORDERS) {
                judgeAtMost("load, in seconds", seconds, MOST_SECONDS_TO_LOAD_A_MILLION);
            }
        }
        return all;
    }

    /// What the layer costs, beside JDBC to the right shard.
    private void layer(Stopwatch stopwatch, Contestant four) {
        var found = stopwatch.direct(Question.BY_KEY, four);
        say(
                "%s over 4 shards: by JDBC to the right shard %.2f µs with a statement that is kept, %.2f µs prepared each time, by the layer %.2f µs",
                BY_KEY, found.getFirst(), found.get(1), found.getLast());
        judgeAtMost(
                BY_KEY + ", times JDBC to the shard",
                found.getLast() / found.getFirst(),
                MOST_OF_DIRECT);
    }

    private void judge(String what, double times, double least) {
        say(
                "%s: %.2f times the unsharded, promised %.2f: %s",
                what, times, least, kept(times >= least));
    }

    private void judgeAtMost(String what, double found, double most) {
        say("%s: %.2f, promised at most %.2f: %s", what, found, most, kept(found <= most));
    }

    private String kept(boolean kept) {
        missed |= !kept;
        return kept ? "reached" : "MISSED";
    }

    private static void say(String form, Object... values) {
        System.out.printf(Locale.ROOT, form + "%n", values);
    }
}
