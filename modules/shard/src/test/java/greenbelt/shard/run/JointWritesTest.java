package greenbelt.shard.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import greenbelt.database.DatabaseException;
import greenbelt.database.MemoryDisk;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.store.Shards;
import greenbelt.shard.write.Participants;
import greenbelt.shard.write.TwoPhase;
import greenbelt.shard.write.WriteLog;
import greenbelt.world.Node;
import greenbelt.world.StepListener;
import greenbelt.world.VirtualWorld;
import java.time.Instant;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A statement that changes rows of several shards, as one write,")
class JointWritesTest {
    private static final int ORDERS = 8;
    private static final String BEGINNING = "before the write";

    /// Four shards on a node that can crash, and be started again.
    private static final class Shop implements AutoCloseable {
        private final VirtualWorld world = new VirtualWorld(3);
        private final MemoryDisk disk = new MemoryDisk(world);

        Shop() {
            onNode((node, _) -> {
                var shards = Shards.create(world, node, disk, ShardMap.hashed(Layout.BY_USER, 4));
                var queries = queries(shards);
                for (long order = 1; order <= ORDERS; order++) {
                    queries.update(
                            "insert into orders (order_id, user_id, region, status, placed_at, total) values (?, ?, 'north', 'open', ?, 10)",
                            order,
                            order,
                            Instant.EPOCH);
                }
                return true;
            });
        }

        private Queries queries(Shards shards) {
            return new Queries(world, new LeasedShards(shards), 2);
        }

        /// Runs `work` on the node, which is started when it is down.
        <T> T onNode(BiFunction<Node, TwoPhase, T> work) {
            var node = world.node("shop").orElseGet(() -> world.start("shop"));
            return world.enter(
                    node,
                    "work",
                    () -> {
                        var log = disk.open(WriteLog.NAME, WriteLog.SCHEMA);
                        node.attach(log);
                        T answer = work.apply(node, new TwoPhase(new WriteLog(world, log)));
                        node.stop();
                        return answer;
                    });
        }

        /// Opens the shards as who starts does: what is in doubt is settled first.
        <T> T open(BiFunction<Queries, TwoPhase, T> work) {
            return onNode((node, twoPhase) -> {
                var shards = Shards.open(world, node, disk);
                twoPhase.recover(Participants.of(shards.map(), shards::database));
                world.step(BEGINNING);
                return work.apply(queries(shards), twoPhase);
            });
        }

        /// Whether the node was crashed at this step of the write.
        boolean crashed(int step, BiFunction<Queries, TwoPhase, ?> work) {
            var reached = new int[] {-1};
            StepListener crash =
                    (node, task, point) -> {
                        if (point.equals(BEGINNING) || reached[0] >= 0) {
                            reached[0]++;
                        }
                        if (reached[0] == step) {
                            node.crash();
                        }
                    };
            world.onStep(crash);
            var failure = catchThrowable(() -> open(work));
            world.offStep(crash);
            return failure != null;
        }

        /// The orders there are, and those that the lookup index knows.
        String rows() {
            return open((queries, _) ->
                    text(queries, "select order_id, status, note from orders order by order_id")
                            + " index "
                            + text(queries, "select order_id from orders_by_id order by order_id"));
        }

        private static String text(Queries queries, String sql) {
            return Arrays.deepToString(queries.all(sql).toArray());
        }

        @Override
        public void close() {
            world.close();
            disk.close();
        }
    }

    private static String after(String sql) {
        try (var shop = new Shop()) {
            shop.open((queries, writer) -> queries.update(writer, sql));
            return shop.rows();
        }
    }

    private static String before() {
        try (var shop = new Shop()) {
            return shop.rows();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "update orders set status = 'seen' where total > 1",
                "delete from orders where order_id > 2",
                "insert into orders (order_id, user_id, region, status, placed_at, total) values (90, 1, 'east', 'new', '2026-01-01 00:00:00Z', 1), (91, 2, 'east', 'new', '2026-01-01 00:00:00Z', 1), (92, 3, 'east', 'new', '2026-01-01 00:00:00Z', 1)"
            })
    @DisplayName(
            "is done on all shards or on none, with its rows of the lookup index, whichever step its coordinator crashes at")
    void allOrNone(String sql) {
        var before = before();
        var after = after(sql);
        assertThat(after).isNotEqualTo(before);
        var outcomes = new TreeSet<String>();
        int step = 1;
        for (boolean goesOn = true; goesOn; step++) {
            try (var shop = new Shop()) {
                goesOn = shop.crashed(step, (queries, writer) -> queries.update(writer, sql));
                var rows = shop.rows();
                assertThat(rows).as("step %d", step).isIn(before, after);
                outcomes.add(rows);
            }
        }
        assertThat(step).isGreaterThan(15);
        assertThat(outcomes).as("both are seen").containsExactlyInAnyOrder(before, after);
    }

    @Test
    @DisplayName("by best effort leaves a half of it at some step, and nobody knows")
    void bestEffort() {
        var sql = "update orders set status = 'seen' where total > 1";
        var outcomes = new TreeSet<String>();
        int step = 1;
        for (boolean goesOn = true; goesOn; step++) {
            try (var shop = new Shop()) {
                goesOn = shop.crashed(step, (queries, _) -> queries.update(sql));
                outcomes.add(shop.rows());
            }
        }
        assertThat(outcomes).contains(before(), after(sql)).hasSizeGreaterThan(2);
    }

    @Test
    @DisplayName("that one shard refuses leaves nothing")
    void refusedByOne() {
        // Order 1 is there already, and its row in the index is on one shard only.
        var sql =
                "insert into orders (order_id, user_id, region, status, placed_at, total) values (80, 1, 'east', 'new', '2026-01-01 00:00:00Z', 1), (81, 2, 'east', 'new', '2026-01-01 00:00:00Z', 1), (82, 3, 'east', 'new', '2026-01-01 00:00:00Z', 1), (1, 5, 'east', 'new', '2026-01-01 00:00:00Z', 1)";
        try (var shop = new Shop()) {
            var refused =
                    shop.open(
                            (queries, writer) -> catchThrowable(() -> queries.update(writer, sql)));
            assertThat(refused).isInstanceOf(DatabaseException.class);
            assertThat(shop.rows()).isEqualTo(before());
        }
    }

    @Test
    @DisplayName("by best effort says what stays done when a shard fails")
    void bestEffortSays() {
        var sql = "update orders set total = total * 1000000 where total > 1";
        try (var shop = new Shop()) {
            var failed =
                    shop.open((queries, _) -> {
                        queries.update("update orders set total = 9999 where user_id = 1");
                        queries.update("update orders set total = 99999999 where user_id = 8");
                        return catchThrowable(() -> queries.update(sql));
                    });
            assertThat(failed)
                    .isInstanceOf(ShardFailure.class)
                    .hasMessageContaining("what was done on shard-1")
                    .hasMessageEndingWith("stays");
        }
    }

    @Test
    @DisplayName("says how many rows it has changed, and which shards took part")
    void says() {
        try (var shop = new Shop()) {
            var all =
                    shop.open((queries, writer) ->
                            queries.update(writer, "update orders set note = 'x'"));
            assertThat(all.rows()).isEqualTo(ORDERS);
            assertThat(all.shards()).hasSize(4);

            var one =
                    shop.open((queries, writer) ->
                            queries.update(
                                    writer, "update orders set note = 'y' where user_id = 3"));
            assertThat(one.rows()).isEqualTo(1);
            assertThat(one.shards()).hasSize(1).isSubsetOf(new TreeSet<>(all.shards()));
            assertThat(one.pending()).isEmpty();
            assertThat(one.shards().first()).isInstanceOf(ShardId.class);
        }
    }
}
