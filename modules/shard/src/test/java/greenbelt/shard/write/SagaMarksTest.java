package greenbelt.shard.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import greenbelt.database.MemoryDisk;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.move.Resharded;
import greenbelt.shard.move.Resharding;
import greenbelt.shard.store.Shards;
import greenbelt.shard.write.Transfer.Side;
import greenbelt.world.Node;
import greenbelt.world.StepListener;
import greenbelt.world.VirtualWorld;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The marks of a saga")
class SagaMarksTest {
    private static final ShardId SECOND = new ShardId(2);
    private static final ShardId THIRD = new ShardId(3);

    private final VirtualWorld world = new VirtualWorld(5);
    private final MemoryDisk disk = new MemoryDisk(world);
    private final ShardMap map = ShardMap.hashed(Layout.BY_USER, 2);
    private final ShardMap splitMap = map.next(map.strategy().split(SECOND, THIRD));
    private final Side moving = side(user(SECOND, THIRD), 1);
    private final Side staying = side(user(SECOND, SECOND), 2);

    @AfterEach
    void close() {
        world.close();
        disk.close();
    }

    private long user(ShardId before, ShardId after) {
        return LongStream.range(1, 1_000)
                .filter(user -> map.shardOf(user).equals(before))
                .filter(user -> splitMap.shardOf(user).equals(after))
                .findFirst()
                .orElseThrow();
    }

    private static Side side(long user, long order) {
        return new Side(user, order);
    }

    private Transfer transfer(Side from, Side to) {
        return new Transfer("t", from, to, new BigDecimal("30.00"));
    }

    /// Runs `work` on a node that is started for it, and stopped when it comes to the end.
    private void onNode(Consumer<Node> work) {
        var node = world.start("shop");
        world.enter(
                node,
                "work",
                () -> {
                    work.accept(node);
                    return true;
                });
        node.stop();
    }

    private void create(Node node) {
        var shards = Shards.create(world, node, disk, map);
        for (var side : new Side[] {moving, staying}) {
            shards.write(
                    side.user(),
                    "place order",
                    session ->
                            session.update(
                                    "insert into orders (order_id, user_id, region, status, placed_at, total)"
                                            + " values (?, ?, 'eu', 'placed', ?, 100)",
                                    side.order(),
                                    side.user(),
                                    Instant.EPOCH));
        }
    }

    private Saga saga(Node node) {
        var log = disk.open(WriteLog.NAME, WriteLog.SCHEMA);
        node.attach(log);
        return new Saga(new WriteLog(world, log));
    }

    private static Participants participants(Shards shards) {
        return Participants.of(shards.map(), shards::database);
    }

    private void crashAt(String point, Consumer<Node> work) {
        StepListener crash =
                (node, task, reached) -> {
                    if (reached.equals(point)) {
                        node.crash();
                    }
                };
        world.onStep(crash);
        var failure = catchThrowable(() -> onNode(work));
        world.offStep(crash);
        assertThat(failure).as("somebody has crashed").isNotNull();
    }

    private void split(Shards shards) {
        var map = shards.map();
        var done =
                new Resharding(world, shards, _ -> {})
                        .run("split shard-2", map.next(map.strategy().split(SECOND, THIRD)));
        assertThat(done).isInstanceOf(Resharded.Switched.class);
    }

    private static String totals(Shards shards, Side... sides) {
        var totals = new StringBuilder();
        for (var side : sides) {
            totals.append(
                            shards.read(
                                            side.user(),
                                            "total",
                                            session ->
                                                    session.queryOne(
                                                            "select total from orders where order_id = ?",
                                                            row -> row.text("total"),
                                                            side.order()))
                                    .orElse("none"))
                    .append(' ');
        }
        return totals.toString().strip();
    }

    @ParameterizedTest(name = "after {0}")
    @ValueSource(strings = {"take", "give"})
    @DisplayName(
            "move with the rows: a step that was done before a split is not done again after it")
    void moveWithTheRows(String step) {
        onNode(this::create);
        crashAt(
                "after " + step,
                node -> {
                    var shards = Shards.open(world, node, disk);
                    saga(node).transfer(transfer(moving, staying), participants(shards));
                });

        onNode(node -> {
            var shards = Shards.open(world, node, disk);
            split(shards);
            saga(node).recover(participants(shards));
            assertThat(totals(shards, moving, staying)).isEqualTo("70.00 130.00");
        });
    }

    @Test
    @DisplayName("that were split come together again when the shards are merged")
    void merge() {
        onNode(this::create);
        crashAt(
                "after give",
                node -> {
                    var shards = Shards.open(world, node, disk);
                    split(shards);
                    saga(node).transfer(transfer(staying, moving), participants(shards));
                });

        onNode(node -> {
            var shards = Shards.open(world, node, disk);
            var now = shards.map();
            var merged =
                    new Resharding(world, shards, _ -> {})
                            .run(
                                    "merge shard-3 into shard-2",
                                    now.next(now.strategy().merge(THIRD, SECOND)));
            assertThat(merged).isInstanceOf(Resharded.Switched.class);
            saga(node).recover(participants(shards));
            assertThat(totals(shards, moving, staying)).isEqualTo("130.00 70.00");
        });
    }
}
