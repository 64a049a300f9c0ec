package greenbelt.shard.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import greenbelt.database.MemoryDisk;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.move.Resharding;
import greenbelt.shard.store.Shards;
import greenbelt.shard.write.Transfer.Side;
import greenbelt.world.Mailbox;
import greenbelt.world.Node;
import greenbelt.world.StepListener;
import greenbelt.world.VirtualWorld;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Writes in two phases, while a shard is split,")
class WritesWhileReshardingTest {
    private static final int USERS = 12;
    private static final int TASKS = 3;
    private static final int TRANSFERS_PER_TASK = 12;
    private static final int STEPS_BETWEEN_CRASHES = 29;
    private static final BigDecimal AMOUNT = new BigDecimal("1.25");

    private VirtualWorld world = new VirtualWorld(5);
    private MemoryDisk disk = new MemoryDisk(world);
    private final Map<Long, BigDecimal> acknowledged = new TreeMap<>();

    @AfterEach
    void close() {
        world.close();
        disk.close();
    }

    /// Transfers go on in several tasks while shard 2 is split.
    private void work(Node node) {
        world.enter(
                node,
                "work",
                () -> {
                    var shards =
                            Shards.create(world, node, disk, ShardMap.hashed(Layout.BY_USER, 2));
                    for (long user = 1; user <= USERS; user++) {
                        place(shards, user);
                    }
                    var writer = writer(node);
                    Mailbox<Boolean> ended = world.mailbox("ended", TASKS);
                    for (int task = 0; task < TASKS; task++) {
                        int first = task * TRANSFERS_PER_TASK;
                        node.spawn(
                                "transfers",
                                () -> {
                                    for (int n = 0; n < TRANSFERS_PER_TASK; n++) {
                                        transfer(shards, writer, first + n);
                                    }
                                    ended.put(true);
                                });
                    }
                    var map = shards.map();
                    new Resharding(world, shards, _ -> {})
                            .run(
                                    "split shard-2",
                                    map.next(map.strategy().split(new ShardId(2), new ShardId(3))));
                    for (int task = 0; task < TASKS; task++) {
                        ended.await();
                    }
                    return true;
                });
    }

    private TwoPhase writer(Node node) {
        var log = disk.open(WriteLog.NAME, WriteLog.SCHEMA);
        node.attach(log);
        return new TwoPhase(new WriteLog(world, log));
    }

    private static void place(Shards shards, long user) {
        shards.write(
                user,
                "place order",
                session ->
                        session.update(
                                "insert into orders (order_id, user_id, region, status, placed_at, total)"
                                        + " values (?, ?, 'eu', 'placed', ?, 100)",
                                user,
                                user,
                                Instant.EPOCH));
    }

    private void transfer(Shards shards, TwoPhase writer, int number) {
        long from = number % USERS + 1L;
        long to = (number * 5 + 3) % USERS + 1L;
        if (from == to) {
            return;
        }
        var transfer = new Transfer("t-" + number, new Side(from, from), new Side(to, to), AMOUNT);
        try (var lease = shards.write(map -> List.of(map.shardOf(from), map.shardOf(to)))) {
            var participants = Participants.of(lease.map(), lease::database);
            writer.write(
                    transfer.name(), transfer.about(), "transfer", transfer.pieces(participants));
        }
        acknowledged.merge(from, AMOUNT.negate(), BigDecimal::add);
        acknowledged.merge(to, AMOUNT, BigDecimal::add);
    }

    private Map<Long, BigDecimal> totals(Shards shards) {
        var totals = new TreeMap<Long, BigDecimal>();
        for (var shard : shards.map().shards()) {
            shards.database(shard)
                    .query(
                            "totals",
                            "select order_id, total from orders order by order_id",
                            row ->
                                    totals.put(
                                            row.number("order_id"),
                                            new BigDecimal(row.text("total"))));
        }
        return totals;
    }

    private static BigDecimal sum(Map<Long, BigDecimal> totals) {
        return totals.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    @DisplayName("are all there afterwards, each once")
    void whileSplit() {
        var node = world.start("shop");
        work(node);
        node.stop();
        var again = world.start("shop");
        world.enter(
                again,
                "look",
                () -> {
                    var shards = Shards.open(world, again, disk);
                    assertThat(shards.map().shards()).hasSize(3);
                    var totals = totals(shards);
                    assertThat(totals).hasSize(USERS);
                    totals.forEach((order, total) ->
                            assertThat(total)
                                    .isEqualByComparingTo(
                                            new BigDecimal(100)
                                                    .add(
                                                            acknowledged.getOrDefault(
                                                                    order, BigDecimal.ZERO))));
                    return true;
                });
        assertThat(world.failures()).isEmpty();
    }

    @Test
    @DisplayName("keep the sum when everything crashes in the middle, and leave nothing in doubt")
    void crash() {
        int crashes = 0;
        for (int step = STEPS_BETWEEN_CRASHES; crashedAt(step); step += STEPS_BETWEEN_CRASHES) {
            var node = world.start("shop");
            world.enter(
                    node,
                    "recover",
                    () -> {
                        var shards = Shards.open(world, node, disk);
                        var participants = Participants.of(shards.map(), shards::database);
                        var recovery = writer(node).recover(participants);
                        assertThat(recovery.stranded()).isEmpty();
                        assertThat(recovery.pending()).isEmpty();
                        assertThat(sum(totals(shards)))
                                .isEqualByComparingTo(new BigDecimal(100 * USERS));
                        for (var shard : shards.map().shards()) {
                            assertThat(shards.database(shard).inDoubt()).isEmpty();
                        }
                        return true;
                    });
            crashes++;
        }
        assertThat(crashes).isGreaterThanOrEqualTo(5);
    }

    /// Begins anew, and crashes at this step after all orders are placed; answers false when there are fewer steps.
    private boolean crashedAt(int step) {
        close();
        world = new VirtualWorld(5);
        disk = new MemoryDisk(world);
        var node = world.start("shop");
        var reached = new AtomicInteger();
        StepListener crash =
                (at, task, point) -> {
                    boolean isPlaced = reached.get() > 0 || point.equals("before open the log");
                    if (isPlaced && reached.incrementAndGet() == step) {
                        node.crash();
                    }
                };
        world.onStep(crash);
        var failure = catchThrowable(() -> work(node));
        world.offStep(crash);
        return failure != null;
    }
}
