package greenbelt.shard.move;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.database.MemoryDisk;
import greenbelt.shard.data.Loader;
import greenbelt.shard.data.Order;
import greenbelt.shard.data.Shop;
import greenbelt.shard.data.ShopPlan;
import greenbelt.shard.data.ShopWriter;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.store.Shards;
import greenbelt.shard.store.TableRows;
import greenbelt.world.Mailbox;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/// A small sharded shop in a virtual world that is read and written all the time, and a model of what must be in it.
final class BusyShop implements AutoCloseable {
    private static final int LOADED = 40;
    private static final Shop SHOP = new Shop(new ShopPlan(7, LOADED, 25, 10));

    final VirtualWorld world;
    final MemoryDisk disk;
    private final TreeMap<Long, Order> model = new TreeMap<>();
    private final TreeSet<Long> touched = new TreeSet<>();
    private Node node;
    private Optional<Shards> shards;
    private boolean closing;

    BusyShop(long seed, ShardMap map) {
        world = new VirtualWorld(seed);
        disk = new MemoryDisk(world);
        node = world.start("shop");
        shards =
                inTask(() -> {
                    var made = Shards.create(world, node, disk, map);
                    new Loader(world, node, made, SHOP, _ -> {}).load();
                    return Optional.of(made);
                });
        for (long n = 0; n < LOADED; n++) {
            model.put(SHOP.order(n).orderId(), SHOP.order(n));
        }
    }

    Shards shards() {
        return shards.orElseThrow();
    }

    Node node() {
        return node;
    }

    <T> T inTask(Supplier<T> body) {
        return world.enter(node, "test", body);
    }

    /// Does `work` while `writers` tasks place, change and delete orders, and one reads them.
    <T> T whileBusy(int writers, Supplier<T> work) {
        closing = false;
        return inTask(() -> {
            Mailbox<Boolean> ended = world.mailbox("ended tasks", writers + 1);
            node.spawn("reader", () -> read(ended));
            for (int i = 0; i < writers; i++) {
                int first = LOADED + 1_000 * i;
                node.spawn("writer " + Integer.toString(i), () -> write(first, ended));
            }
            T answer = work.get();
            closing = true;
            for (int i = 0; i < writers + 1; i++) {
                ended.await();
            }
            return answer;
        });
    }

    /// Reads all orders over and over: those that were there from the beginning are always there, once.
    private void read(Mailbox<Boolean> ended) {
        var always =
                java.util.stream.LongStream.range(0, LOADED)
                        .mapToObj(n -> SHOP.order(n).orderId())
                        .toList();
        while (!closing) {
            var seen = new ArrayList<Long>();
            try (var lease = shards().read()) {
                var rows = new TableRows(lease.map().catalog().table("orders").orElseThrow());
                for (var shard : lease.map().shards()) {
                    world.step("before scan");
                    lease.database(shard)
                            .read("scan", session -> rows.after(session, List.of(), 9_999))
                            .forEach(row -> seen.add((Long) row.getFirst()));
                }
            }
            assertThat(seen).doesNotHaveDuplicates().containsAll(always);
        }
        ended.put(true);
    }

    private void write(int first, Mailbox<Boolean> ended) {
        var writer = new ShopWriter(shards());
        for (int n = first; !closing; n++) {
            var order = SHOP.order(n);
            touch(order, () -> writer.place(order), Optional.of(order));
            var old = SHOP.order(n % LOADED);
            if (model.containsKey(old.orderId()) && !touched.contains(old.orderId())) {
                var paid = withStatus(old, "paid " + Integer.toString(n));
                touch(old, () -> writer.setStatus(old, paid.status()), Optional.of(paid));
            }
            if (n % 3 == 0) {
                touch(order, () -> writer.delete(order), Optional.empty());
            }
        }
        ended.put(true);
    }

    private void touch(Order order, Runnable write, Optional<Order> afterwards) {
        touched.add(order.orderId());
        write.run();
        afterwards.ifPresentOrElse(
                now -> model.put(now.orderId(), now), () -> model.remove(order.orderId()));
        touched.remove(order.orderId());
    }

    private static Order withStatus(Order order, String status) {
        return new Order(
                order.orderId(),
                order.userId(),
                order.region(),
                status,
                order.placedAt(),
                order.total(),
                order.note(),
                order.lines());
    }

    /// Opens the shards again after a crash.
    Shards restarted() {
        world.node("shop").ifPresent(Node::crash);
        node = world.start("shop");
        var opened = inTask(() -> Shards.open(world, node, disk));
        shards = Optional.of(opened);
        return opened;
    }

    /// Every row is where the map says, once, and as the model has it; of an order that was being written when the node
    /// crashed, the write is done or not.
    void mustBeWhole() {
        assertThat(world.failures()).isEmpty();
        var map = shards().map();
        var orders = rows(map, "orders");
        var lines = rows(map, "lines");
        assertThat(settled(orders)).isEqualTo(settled(expected(order -> List.of(order.row()))));
        assertThat(settled(lines)).isEqualTo(settled(expected(Order::lineRows)));
        assertThat(ids(orders)).doesNotHaveDuplicates();
        if (map.catalog().table(Layout.ORDERS_BY_ID).isPresent()) {
            var index = rows(map, Layout.ORDERS_BY_ID);
            assertThat(ids(index)).doesNotHaveDuplicates().containsAll(ids(orders));
            assertThat(ids(settled(index))).isEqualTo(ids(settled(orders)));
        }
        var users = inTask(() -> shards().count(map.catalog().table("users").orElseThrow()));
        assertThat(users.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(25);
    }

    private static List<Long> ids(List<List<Object>> rows) {
        return rows.stream().map(row -> (Long) row.getFirst()).sorted().toList();
    }

    private List<List<Object>> settled(List<List<Object>> rows) {
        return rows.stream()
                .filter(row -> !touched.contains((Long) row.getFirst()))
                .sorted(java.util.Comparator.comparing(Object::toString))
                .toList();
    }

    private List<List<Object>> expected(Function<Order, List<List<Object>>> rows) {
        return model.values().stream().flatMap(order -> rows.apply(order).stream()).toList();
    }

    private List<List<Object>> rows(ShardMap map, String name) {
        var table = map.catalog().table(name).orElseThrow();
        var rows = new TableRows(table);
        var found = new ArrayList<List<Object>>();
        for (var shard : map.shards()) {
            var there =
                    inTask(() ->
                            shards().database(shard)
                                    .read("all", session -> rows.after(session, List.of(), 9_999)));
            assertThat(there)
                    .allSatisfy(row ->
                            assertThat(
                                            map.shardOf(
                                                    table,
                                                    rows.value(
                                                            row,
                                                            table.shardingColumn().orElseThrow())))
                                    .isEqualTo(shard));
            found.addAll(there);
        }
        return found;
    }

    @Override
    public void close() {
        world.close();
        disk.close();
    }
}
