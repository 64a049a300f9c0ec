package greenbelt.bench.sharding;

import greenbelt.bench.TempFolder;
import greenbelt.database.Durability;
import greenbelt.database.FileDisk;
import greenbelt.shard.data.Loader;
import greenbelt.shard.data.Order;
import greenbelt.shard.data.Shop;
import greenbelt.shard.data.ShopPlan;
import greenbelt.shard.data.ShopWriter;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.move.Resharded;
import greenbelt.shard.move.Resharding;
import greenbelt.shard.store.Shards;
import greenbelt.world.LiveWorld;
import greenbelt.world.Mailbox;
import greenbelt.world.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// How long loading takes, and what a split costs those who write meanwhile: `[ORDERS [WRITES_PER_SECOND [SHARDS]]]`, by default
/// 1,000,000 orders with their lines over 4 shards, and 1,000 writes a second while one of them is split.
///
/// The peer of the load is the same rows in one shard, which is the unsharded database. Of the writes half place an order with
/// its lines, and its row in the lookup index; half change the status of one. All are files that survive a `kill -9`.
public final class SplitBench {
    /// The longest that loading a million orders may take.
    static final int PROMISED_LOAD_SECONDS = 60;

    /// The longest that writes may be held back.
    static final int PROMISED_HELD_MILLIS = 200;

    private static final int WRITERS = 8;
    private static final ShardId SPLIT = new ShardId(2);

    private final Shop shop;
    private final int writesPerSecond;
    private final int shardCount;

    private SplitBench(Shop shop, int writesPerSecond, int shardCount) {
        this.shop = shop;
        this.writesPerSecond = writesPerSecond;
        this.shardCount = shardCount;
    }

    public static void main(String... args) throws IOException {
        long orders = args.length > 0 ? Long.parseLong(args[0]) : ShopPlan.DEFAULT_ORDERS;
        int writes = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
        int shards = args.length > 2 ? Integer.parseInt(args[2]) : 4;
        var bench = new SplitBench(new Shop(ShopPlan.of(7, orders)), writes, shards);
        bench.inFolder(shards, true);
        bench.inFolder(1, false);
    }

    private void inFolder(int shards, boolean splits) throws IOException {
        try (var folder = TempFolder.create();
                var world = new LiveWorld()) {
            var node = world.start("bench");
            world.enter(
                    node,
                    "bench",
                    () -> {
                        var loaded = load(world, node, folder.path(), shards);
                        if (splits) {
                            split(world, node, loaded);
                        }
                        return true;
                    });
            node.stop();
        }
    }

    private Shards load(LiveWorld world, Node node, Path folder, int shards) {
        var disk = new FileDisk(world, folder, Durability.PROCESS);
        var made = Shards.create(world, node, disk, ShardMap.hashed(Layout.BY_USER, shards));
        long began = System.nanoTime();
        var done = new Loader(world, node, made, shop, _ -> {}).load();
        double seconds = seconds(began);
        say(
                "load: %,d orders with %,d lines into %d shards in %.1f s, %,.0f rows/s; %d MB of heap in use%s",
                done.orders(),
                done.lines(),
                shards,
                seconds,
                (done.orders() + done.lines()) / seconds,
                usedMegabytes(),
                shards == shardCount && done.orders() == ShopPlan.DEFAULT_ORDERS
                        ? "; promised: %d s, %s"
                                .formatted(
                                        PROMISED_LOAD_SECONDS,
                                        seconds <= PROMISED_LOAD_SECONDS ? "reached" : "MISSED")
                        : "");
        return made;
    }

    private static long usedMegabytes() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    private void split(LiveWorld world, Node node, Shards shards) {
        var before = shards.map();
        var after = before.next(before.strategy().split(SPLIT, before.newShard()));
        var writing = new Writing(world, shards);
        Mailbox<Boolean> ended = world.mailbox("ended writers", WRITERS);
        for (int i = 0; i < WRITERS; i++) {
            int number = i;
            node.spawn("writer " + i, () -> writing.run(number, ended));
        }
        world.sleep(Duration.ofSeconds(3));
        writing.report("before the split");
        long began = System.nanoTime();
        var done = new Resharding(world, shards, _ -> {}).run("split " + SPLIT, after);
        double seconds = seconds(began);
        writing.report("during it");
        writing.stop();
        for (int i = 0; i < WRITERS; i++) {
            ended.await();
        }
        say("split: %s in %.1f s", done, seconds);
        if (done instanceof Resharded.Switched switched) {
            long held = switched.held().toMillis();
            say(
                    "split: writes held back for %d ms at most, promised: %d ms, %s; %d errors",
                    held,
                    PROMISED_HELD_MILLIS,
                    held <= PROMISED_HELD_MILLIS && writing.errors() == 0 ? "reached" : "MISSED",
                    writing.errors());
        }
    }

    /// Writes at a given rate, and how long each took, counted from when it was due.
    private final class Writing {
        private final LiveWorld world;
        private final ShopWriter writer;
        private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
        private final AtomicLong errors = new AtomicLong();
        private final AtomicBoolean stopped = new AtomicBoolean();
        private long reported = System.nanoTime();

        Writing(LiveWorld world, Shards shards) {
            this.world = world;
            this.writer = new ShopWriter(shards);
        }

        void run(int number, Mailbox<Boolean> ended) {
            long gap = 1_000_000_000L * WRITERS / writesPerSecond;
            long due = System.nanoTime() + number * gap / WRITERS;
            for (long n = number; !stopped.get(); n += WRITERS) {
                long wait = due - System.nanoTime();
                if (wait > 0) {
                    world.sleep(Duration.ofNanos(wait));
                }
                write(n);
                nanos.add(System.nanoTime() - due);
                due += gap;
            }
            ended.put(true);
        }

        private void write(long n) {
            long orders = shop.plan().orders();
            try {
                if (n % (2 * WRITERS) < WRITERS) {
                    writer.place(shop.order(orders + n));
                } else {
                    Order old = shop.order(n * 7_919 % orders);
                    if (!writer.setStatus(old, "paid " + n)) {
                        errors.incrementAndGet();
                    }
                }
            } catch (RuntimeException failure) {
                errors.incrementAndGet();
                say("error: %s", failure);
            }
        }

        long errors() {
            return errors.get();
        }

        void stop() {
            stopped.set(true);
        }

        void report(String when) {
            List<Long> taken = new ArrayList<>();
            for (var one = nanos.poll(); one != null; one = nanos.poll()) {
                taken.add(one);
            }
            Collections.sort(taken);
            double seconds = seconds(reported);
            reported = System.nanoTime();
            say(
                    "writes %s: %,.0f/s; p50 %.1f ms, p99 %.1f ms, most %.1f ms",
                    when,
                    taken.size() / seconds,
                    millis(taken, 0.5),
                    millis(taken, 0.99),
                    millis(taken, 1));
        }

        private static double millis(List<Long> sorted, double part) {
            return sorted.isEmpty()
                    ? 0
                    : sorted.get((int) Math.min(sorted.size() - 1, part * sorted.size())) / 1e6;
        }
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static void say(String form, Object... values) {
        System.out.printf(Locale.ROOT, form + "%n", values);
    }
}
