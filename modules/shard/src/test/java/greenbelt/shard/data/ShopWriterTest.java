package greenbelt.shard.data;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.database.MemoryDisk;
import greenbelt.shard.map.HashRanges;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.Listed;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.map.Strategy;
import greenbelt.shard.store.Shards;
import greenbelt.world.VirtualWorld;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Who writes orders")
class ShopWriterTest {
    private static final Shop SHOP = new Shop(new ShopPlan(7, 100, 40, 20));

    @ParameterizedTest
    @EnumSource(Layout.class)
    @DisplayName("places, changes and deletes them on their shards, and in the lookup index")
    void writes(Layout layout) {
        Strategy strategy =
                layout == Layout.BY_REGION ? Listed.dealt(Shop.REGIONS, 3) : HashRanges.equal(3);
        try (var world = new VirtualWorld(7);
                var disk = new MemoryDisk(world)) {
            var node = world.start("shop");
            world.enter(
                    node,
                    "write",
                    () -> {
                        var shards =
                                Shards.create(world, node, disk, ShardMap.first(layout, strategy));
                        var writer = new ShopWriter(shards);
                        for (long n = 0; n < 10; n++) {
                            writer.place(SHOP.order(n));
                        }
                        writer.delete(SHOP.order(3));

                        assertThat(writer.setStatus(SHOP.order(4), "lost")).isTrue();
                        assertThat(writer.setStatus(SHOP.order(3), "lost")).isFalse();
                        for (var table : shards.map().catalog().shardedTables()) {
                            if (table.key().equals(java.util.List.of("order_id"))) {
                                assertThat(sum(shards, table.name())).isEqualTo(9);
                            }
                        }
                        return true;
                    });
        }
    }

    private static long sum(Shards shards, String table) {
        return shards.count(shards.map().catalog().table(table).orElseThrow()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
