package greenbelt.shard.run;

import greenbelt.database.Durability;
import greenbelt.database.FileDisk;
import greenbelt.disk.DiskSpace;
import greenbelt.shard.data.Loader;
import greenbelt.shard.data.Shop;
import greenbelt.shard.data.ShopPlan;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.store.Shards;
import greenbelt.world.LiveWorld;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A program that loads a shop on shards, or opens it when it is there, and asks what needs most memory. It says how many rows
/// each query gave, and how long it took.
final class LittleMemory {
    private static final int MAX_ROWS = 1_000;
    private static final double NANOS_PER_MILLI = 1e6;

    static final List<String> QUERIES =
            """
            select order_id, count(*), sum(price) from lines group by order_id having count(*) > 3 and sum(price * quantity) > 200 order by 3 desc, 1 limit 20
            select order_id, sum(price * quantity) as s from lines group by order_id having sum(price * quantity) / count(*) > 80 order by s desc, order_id limit 50
            select placed_at, max(total) from orders group by placed_at having max(total) is not null order by 2 desc, 1 limit 10 offset 500
            select total, count(*) from orders group by total having count(*) > 3 order by count(*) desc, total limit 20
            select user_id, count(*), sum(total) as s from orders group by user_id having sum(total) / count(*) > 50 order by s desc limit 100
            select order_id, user_id, avg(price) from lines group by order_id, user_id order by 3 desc, 1 limit 10
            select user_id, order_id, max(price) from lines where user_id = 1 group by user_id, order_id order by 3 desc, 2 limit 10
            select distinct count(*), sum(total) from orders group by placed_at order by 2 desc, 1 limit 10
            select user_id, count(distinct order_id) from lines group by user_id order by 2 desc, 1 limit 10
            select count(distinct user_id), count(distinct order_id) from lines
            select status, count(distinct user_id), avg(distinct total), stddev(total) from orders group by status order by 1
            select distinct user_id from orders order by user_id desc limit 20
            select distinct total, status from orders order by 1, 2 limit 50 offset 2000
            select order_id, total from orders order by order_id limit 10 offset %1$d
            select order_id, total from orders order by total, order_id limit 10 offset %1$d
            select order_id, total from orders order by total desc, order_id limit 1000
            select order_id from orders union all select order_id from lines order by 1 limit 10
            select order_id, total from orders union all select order_id, price from lines limit 1000 offset %1$d
            select user_id from orders union select user_id from users order by 1 desc limit 100
            select i.category, sum(l.quantity), count(distinct l.user_id) from lines l join items i on i.item_id = l.item_id group by i.category order by 1
            select o.status, count(distinct l.item_id), sum(l.price) from orders o join lines l on o.order_id = l.order_id and o.user_id = l.user_id group by o.status order by 1
            select o.order_id, sum(l.quantity) from orders o join lines l on o.order_id = l.order_id and o.user_id = l.user_id group by o.order_id having sum(l.quantity) > 11 order by 2 desc, 1 limit 10
            select max(n), avg(n) from (select user_id, count(*) as n from orders group by user_id) g
            select count(*) from users u where exists (select 1 from orders o where o.user_id = u.user_id and o.total > 100)
            """
                    .lines()
                    .toList();

    private LittleMemory() {}

    /// Loads, or opens, and asks.
    ///
    /// @param arguments a folder, how many orders and shards, and the kilobytes of cache for each database
    public static void main(String[] arguments) {
        var folder = Path.of(arguments[0]);
        long orders = Long.parseLong(arguments[1]);
        int count = Integer.parseInt(arguments[2]);
        int cache = Integer.parseInt(arguments[3]);
        try (var world = new LiveWorld()) {
            var node = world.start("shop");
            var disk = new FileDisk(world, folder, Durability.HEAP, DiskSpace.REAL, cache);
            world.enter(
                    node,
                    "queries",
                    () -> {
                        boolean isThere = !disk.names().isEmpty();
                        var shards =
                                isThere
                                        ? Shards.open(world, node, disk)
                                        : Shards.create(
                                                world,
                                                node,
                                                disk,
                                                ShardMap.hashed(Layout.BY_USER, count));
                        if (!isThere) {
                            var shop = new Shop(ShopPlan.of(7, orders));
                            new Loader(world, node, shards, shop, _ -> {}).load();
                            System.out.println("loaded");
                        }
                        var queries = new Queries(world, new LeasedShards(shards), 2);
                        for (var query : QUERIES) {
                            ask(world, queries, query.formatted(orders / 2));
                        }
                        return Optional.empty();
                    });
        }
        System.out.println("done");
    }

    private static void ask(LiveWorld world, Queries queries, String sql) {
        long begin = world.nanoTime();
        var rows = queries.query(Options.USUAL, sql).rest(MAX_ROWS + 1);
        System.out.printf(
                "%d rows in %.0f ms: %s%n",
                rows.size(), (world.nanoTime() - begin) / NANOS_PER_MILLI, sql);
    }
}
