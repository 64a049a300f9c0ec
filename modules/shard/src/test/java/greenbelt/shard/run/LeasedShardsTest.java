package greenbelt.shard.run;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.database.MemoryDisk;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.store.Shards;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Queries over the shards of a disk")
class LeasedShardsTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    private final VirtualWorld world = new VirtualWorld(7);
    private final MemoryDisk disk = new MemoryDisk(world);
    private final Node node = world.start("shop");

    @AfterEach
    void close() {
        world.close();
        disk.close();
    }

    @Test
    @DisplayName("find what statements have written, reference tables and lookup indexes included")
    void findWhatWasWritten() {
        var found =
                world.enter(
                        node,
                        "shop",
                        () -> {
                            var shards =
                                    Shards.create(
                                            world, node, disk, ShardMap.hashed(Layout.BY_USER, 3));
                            var queries = new Queries(world, new LeasedShards(shards), 2);
                            fill(queries);
                            return Arrays.deepToString(
                                            queries.all(
                                                            "select i.category, count(*), sum(l.quantity * l.price)"
                                                                    + " from lines l join items i"
                                                                    + " on i.item_id = l.item_id"
                                                                    + " group by i.category order by 1")
                                                    .toArray())
                                    + Arrays.deepToString(
                                            queries.all(
                                                            "select user_id from orders where order_id = 4")
                                                    .toArray());
                        });

        assertThat(found).isEqualTo("[[books, 6, 30.00], [tools, 6, 30.00]][[4]]");
    }

    @Test
    @DisplayName("give the rows of one user, be they few or many, however often they are asked for")
    void fewOrMany() {
        var all = "select order_id from orders where user_id = ? order by order_id";
        var found =
                world.enter(
                        node,
                        "shop",
                        () -> {
                            var shards =
                                    Shards.create(
                                            world, node, disk, ShardMap.hashed(Layout.BY_USER, 3));
                            var queries = new Queries(world, new LeasedShards(shards), 2);
                            fill(queries);
                            for (long order = 100; order < 400; order++) {
                                order(queries, order, 1);
                            }
                            return Stream.of(2L, 1L, 1L, 2L, 77L)
                                    .map(user -> queries.all(all, user).size())
                                    .toList();
                        });

        assertThat(found).containsExactly(1, 301, 301, 1, 0);
    }

    private static void order(Queries queries, long order, long user) {
        queries.update(
                "insert into orders (order_id, user_id, region, status, placed_at, total)"
                        + " values (?, ?, 'north', 'open', ?, 10)",
                order,
                user,
                TIME);
    }

    private static void fill(Queries queries) {
        for (long item = 1; item <= 2; item++) {
            queries.update(
                    "insert into items (item_id, name, category, price) values (?, ?, ?, ?)",
                    item,
                    "item " + item,
                    item == 1 ? "books" : "tools",
                    new BigDecimal("2.50"));
        }
        for (long order = 1; order <= 6; order++) {
            order(queries, order, order);
            queries.update(
                    "insert into lines (order_id, line_no, user_id, region, item_id, quantity, price)"
                            + " values (?, 1, ?, 'north', 1, 2, 2.5), (?, 2, ?, 'north', 2, 2, 2.5)",
                    order,
                    order,
                    order,
                    order);
        }
    }
}
