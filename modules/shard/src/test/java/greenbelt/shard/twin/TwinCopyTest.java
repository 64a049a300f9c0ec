package greenbelt.shard.twin;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.database.MemoryDisk;
import greenbelt.shard.data.Loader;
import greenbelt.shard.data.Shop;
import greenbelt.shard.data.ShopPlan;
import greenbelt.shard.map.Directory;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.Listed;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.measure.Contender;
import greenbelt.shard.measure.OrderKey;
import greenbelt.shard.measure.Totals;
import greenbelt.shard.run.LeasedShards;
import greenbelt.shard.run.Queries;
import greenbelt.shard.store.Shards;
import greenbelt.world.VirtualWorld;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The twin that is made of loaded shards")
class TwinCopyTest {
    static Stream<ShardMap> maps() {
        return Stream.of(
                ShardMap.hashed(Layout.BY_USER, 3),
                ShardMap.first(Layout.BY_USER, Directory.empty(2)),
                ShardMap.hashed(Layout.BY_ORDER, 2),
                ShardMap.first(Layout.BY_REGION, Listed.dealt(Shop.REGIONS, 2)));
    }

    @ParameterizedTest
    @MethodSource("maps")
    @DisplayName("has the same rows, opens again, and is left as it was by what is measured")
    void same(ShardMap map) {
        try (var world = new VirtualWorld(1);
                var disk = new MemoryDisk(world);
                var other = new MemoryDisk(world)) {
            var node = world.start("shop");
            world.enter(
                    node,
                    "work",
                    () -> {
                        var shards = Shards.create(world, node, disk, map);
                        new Loader(world, node, shards, new Shop(ShopPlan.of(3, 120)), _ -> {})
                                .load();
                        var heard = new ArrayList<Long>();
                        new TwinCopy(shards, heard::add).make(world, node, other);
                        assertThat(heard).isNotEmpty().isSorted();
                        var opened = Shards.open(world, node, other);
                        assertThat(opened.notes()).isEmpty();

                        var unsharded = opened.database(new ShardId(1));
                        var queries = new Queries(world, new LeasedShards(shards), 2);
                        var orders = OrderKey.sample(unsharded, 50);
                        assertThat(orders).hasSizeGreaterThan(20).doesNotHaveDuplicates();
                        var totals = Totals.of(unsharded, orders);
                        queries.update("update orders set total = 0");
                        totals.restore(Contender.of(queries));
                        queries.update("update orders set note = 'x' where note is null");
                        unsharded.write(
                                "same",
                                session ->
                                        session.update(
                                                "update orders set note = 'x' where note is null"));
                        var left =
                                queries.all("select count(*) from orders where total = 0")
                                        .getFirst()[0];
                        assertThat(((Number) left).intValue()).isEqualTo(120 - orders.size());
                        var twin = new Twin(queries, unsharded);
                        for (var sql :
                                new String[] {
                                    "select * from users order by user_id",
                                    "select * from items order by item_id",
                                    "select * from lines order by order_id, line_no",
                                    "select order_id, user_id, note from orders order by order_id"
                                }) {
                            assertThat(twin.check(sql)).isInstanceOf(Verdict.Same.class);
                        }
                        return true;
                    });
        }
    }
}
