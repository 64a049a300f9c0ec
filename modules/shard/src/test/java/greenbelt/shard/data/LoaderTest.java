package greenbelt.shard.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.database.MemoryDisk;
import greenbelt.shard.data.Loader.Progress;
import greenbelt.shard.map.Directory;
import greenbelt.shard.map.HashRanges;
import greenbelt.shard.map.HistoryTables;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.Listed;
import greenbelt.shard.map.Modulo;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.map.ValueRanges;
import greenbelt.shard.store.OrderKeys;
import greenbelt.shard.store.Shards;
import greenbelt.shard.store.ShardsException;
import greenbelt.shard.store.TableRows;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The loader")
class LoaderTest {
    private static final Shop SHOP = new Shop(new ShopPlan(7, 300, 40, 20));

    static List<ShardMap> maps() {
        return List.of(
                ShardMap.hashed(Layout.BY_USER, 1),
                ShardMap.hashed(Layout.BY_USER, 3),
                ShardMap.first(Layout.BY_USER, new Modulo(4)),
                ShardMap.first(Layout.BY_USER, Directory.empty(2)),
                ShardMap.first(
                        Layout.BY_ORDER,
                        ValueRanges.cutAt(
                                List.of(
                                        OrderKeys.firstAt(
                                                Shop.BEGINNING.plus(Duration.ofHours(1)))))),
                ShardMap.first(Layout.BY_ORDER, HashRanges.equal(2)),
                ShardMap.first(Layout.BY_REGION, Listed.dealt(Shop.REGIONS, 3)));
    }

    @ParameterizedTest
    @MethodSource("maps")
    @DisplayName("puts every row on the shard it belongs to, once, and reference rows on all")
    void everyRowOnItsShard(ShardMap map) {
        try (var world = new VirtualWorld(7);
                var disk = new MemoryDisk(world)) {
            var node = world.start("shop");
            var loaded =
                    world.enter(
                            node,
                            "load",
                            () -> {
                                var shards = Shards.create(world, node, disk, map);
                                new Loader(world, node, shards, SHOP, _ -> {}).load();
                                return rows(shards);
                            });

            assertThat(loaded).isEqualTo(expected(map));
        }
    }

    /// The rows of each table of each shard, in key order.
    private static NavigableMap<String, List<List<Object>>> rows(Shards shards) {
        var found = new TreeMap<String, List<List<Object>>>();
        for (var shard : shards.map().shards()) {
            for (var table : shards.map().catalog().tables()) {
                var rows = new TableRows(table);
                found.put(
                        shard + " " + table.name(),
                        shards.database(shard)
                                .read("all", session -> rows.after(session, List.of(), 10_000)));
            }
        }
        return found;
    }

    private static NavigableMap<String, List<List<Object>>> expected(ShardMap map) {
        var all = new TreeMap<String, List<List<Object>>>();
        all.put("users", new ArrayList<>());
        all.put("items", new ArrayList<>());
        all.put("orders", new ArrayList<>());
        all.put("lines", new ArrayList<>());
        HistoryTables.all().forEach(table -> all.put(table.name(), List.of()));
        for (long user = 1; user <= 40; user++) {
            of(all, "users").add(SHOP.user(user));
        }
        for (long item = 1; item <= 20; item++) {
            of(all, "items").add(SHOP.item(item));
        }
        for (long n = 0; n < 300; n++) {
            of(all, "orders").add(SHOP.order(n).row());
            of(all, "lines").addAll(SHOP.order(n).lineRows());
        }
        var column = map.layout().column();
        for (var index : map.catalog().lookups()) {
            var indexed = new TableRows(map.catalog().table(index.table()).orElseThrow());
            all.put(
                    index.indexTable(),
                    of(all, index.table()).stream()
                            .map(row ->
                                    List.of(
                                            indexed.value(row, index.column()),
                                            indexed.value(row, column)))
                            .toList());
        }
        var expected = new TreeMap<String, List<List<Object>>>();
        for (var shard : map.shards()) {
            for (var table : map.catalog().tables()) {
                var rows = new TableRows(table);
                expected.put(
                        shard + " " + table.name(),
                        of(all, table.name()).stream()
                                .filter(row ->
                                        table.shardingColumn()
                                                .map(by ->
                                                        map.shardOf(table, rows.value(row, by))
                                                                .equals(shard))
                                                .orElse(true))
                                .toList());
            }
        }
        return expected;
    }

    private static List<List<Object>> of(
            NavigableMap<String, List<List<Object>>> rows, String table) {
        return Objects.requireNonNull(rows.get(table));
    }

    @Test
    @DisplayName("tells how far it is, and refuses shards that have orders already")
    void tellsAndRefuses() {
        try (var world = new VirtualWorld(7);
                var disk = new MemoryDisk(world)) {
            var node = world.start("shop");
            var told = new ArrayList<Progress>();
            world.enter(
                    node,
                    "load",
                    () -> {
                        var shards =
                                Shards.create(
                                        world, node, disk, ShardMap.hashed(Layout.BY_USER, 2));
                        var loader = new Loader(world, node, shards, SHOP, told::add);
                        loader.load();
                        assertThatThrownBy(loader::load)
                                .isInstanceOf(ShardsException.class)
                                .hasMessageStartingWith(
                                        "only empty shards can be loaded; there are orders: {");
                        return true;
                    });

            assertThat(told).hasSize(1);
            assertThat(told.getLast().orders()).isEqualTo(300);
            assertThat(told.getLast().lines()).isBetween(650L, 850L);
        }
    }
}
