package greenbelt.shard.twin;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.database.MemoryDisk;
import greenbelt.shard.data.Loader;
import greenbelt.shard.data.Shop;
import greenbelt.shard.data.ShopPlan;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.Listed;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.map.Strategy;
import greenbelt.shard.map.ValueRanges;
import greenbelt.shard.move.Resharded;
import greenbelt.shard.move.Resharding;
import greenbelt.shard.run.LeasedShards;
import greenbelt.shard.run.Queries;
import greenbelt.shard.store.OrderKeys;
import greenbelt.shard.store.Shards;
import greenbelt.testkit.Share;
import greenbelt.world.Mailbox;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Random queries, while shards are split and merged,")
class RandomQueriesWhileReshardingTest {
    private static final int QUERIES = Share.of(40, 400);

    private static final int SEED = 7;
    private static final int ORDERS = 100;
    private static final int PARAMETERS_IN = 4;
    private static final int MOST_PAUSE_MILLIS = 4;
    private static final Shop SHOP = new Shop(new ShopPlan(7, ORDERS, 12, 9));
    private static final ShardId ONE = new ShardId(1);

    /// How the shop is sharded, and what becomes of the first shard.
    enum Way {
        BY_HASH {
            @Override
            ShardMap map() {
                return ShardMap.hashed(Layout.BY_USER, 2);
            }
        },
        BY_LIST {
            @Override
            ShardMap map() {
                return ShardMap.first(Layout.BY_REGION, Listed.dealt(Shop.REGIONS, 2));
            }
        },
        BY_TIME {
            @Override
            ShardMap map() {
                return ShardMap.first(Layout.BY_ORDER, ValueRanges.cutAt(List.of(order(60))));
            }

            @Override
            Strategy split(ShardMap now) {
                return ((ValueRanges) now.strategy()).splitAt(order(25), now.newShard());
            }
        };

        abstract ShardMap map();

        Strategy split(ShardMap now) {
            return now.strategy().split(ONE, now.newShard());
        }

        /// The least number that the n-th order can have.
        private static long order(int n) {
            return OrderKeys.firstAt(Shop.BEGINNING.plus(Duration.ofSeconds(15L * n)));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("give what they give unsharded, or are refused")
    void giveTheSame(Way way) {
        var different = new ArrayList<String>();
        var map = way.map();
        try (var world = new VirtualWorld(SEED);
                var disk = new MemoryDisk(world);
                var other = new MemoryDisk(world)) {
            var node = world.start("shop");
            int moves =
                    world.enter(
                            node,
                            "test",
                            () -> {
                                var shards = loaded(world, node, disk, map);
                                var single =
                                        loaded(
                                                world,
                                                node,
                                                other,
                                                ShardMap.hashed(map.layout(), 1));
                                var queries = new Queries(world, new LeasedShards(shards), 2);
                                var twin = new Twin(queries, single.database(ONE));
                                return ask(world, node, shards, twin, way, different);
                            });
            assertThat(moves).isGreaterThan(1);
        }

        assertThat(different).isEmpty();
    }

    private static Shards loaded(VirtualWorld world, Node node, MemoryDisk disk, ShardMap map) {
        var shards = Shards.create(world, node, disk, map);
        new Loader(world, node, shards, SHOP, _ -> {}).load();
        return shards;
    }

    /// Answers how many moves ended meanwhile.
    private static int ask(
            VirtualWorld world,
            Node node,
            Shards shards,
            Twin twin,
            Way way,
            List<String> different) {
        var column = shards.map().layout().column();
        var pause = new Random(SEED);
        int moves = 0;
        var moved = move(world, node, shards, way);
        for (int seed = 0; seed < QUERIES; seed++) {
            var query =
                    RandomQuery.draw(
                            seed,
                            column,
                            random ->
                                    new Constants(
                                            random,
                                            n -> SHOP.order((n - 1) % ORDERS).orderId(),
                                            PARAMETERS_IN));
            if (twin.check(query.sql(), query.values().toArray())
                    instanceof Verdict.Different(var how)) {
                different.add("seed %d: %s: %s".formatted(seed, query, how));
            }
            world.sleep(Duration.ofMillis(pause.nextInt(MOST_PAUSE_MILLIS)));
            if (moved.await(Duration.ZERO).isPresent()) {
                moves++;
                moved = move(world, node, shards, way);
            }
        }
        moved.await();
        return moves + 1;
    }

    /// Splits the first shard where there are two, and merges the third into it where there are three.
    private static Mailbox<Resharded> move(VirtualWorld world, Node node, Shards shards, Way way) {
        Mailbox<Resharded> moved = world.mailbox("moved", 1);
        var map = shards.map();
        var after =
                map.shards().size() == 2
                        ? way.split(map)
                        : map.strategy().merge(map.shards().last(), ONE);
        node.spawn(
                "move",
                () ->
                        moved.put(
                                new Resharding(world, shards, _ -> {})
                                        .run("move rows", map.next(after))));
        return moved;
    }
}
