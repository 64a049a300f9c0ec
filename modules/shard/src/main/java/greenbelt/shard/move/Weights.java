package greenbelt.shard.move;

import greenbelt.database.Database;
import greenbelt.shard.map.HistoryTables;
import greenbelt.shard.map.KeyHash;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.map.Strategy;
import greenbelt.shard.store.Shards;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// How many orders there are for each sharding value: of all values, or when they are many, of a part that stands for all.
final class Weights {
    /// About how many values are kept.
    private static final int MAX_KEPT = 100_000;

    /// A value with as many orders is kept whatever the part.
    private static final long HEAVY = 1_000;

    /// A value, and how many orders it stands for.
    record Weight(Object key, long orders) {}

    private List<Weight> kept = new ArrayList<>();
    private long oneOf = 1;

    /// Counts orders by their sharding value, those of the order history included.
    static Weights of(Shards shards) {
        var weights = new Weights();
        try (var lease = shards.read()) {
            var column = lease.map().layout().column();
            for (var shard : lease.map().shards()) {
                var database = lease.database(shard);
                weights.count(database, "orders", column, isText(lease.map()));
                if (lease.map().catalog().tables().contains(HistoryTables.ORDERS)) {
                    weights.count(database, HistoryTables.ORDERS.name(), column, true);
                }
            }
        }
        return weights;
    }

    private void count(Database database, String table, String column, boolean isText) {
        database.read(
                "count orders",
                session ->
                        session.each(
                                "select %s as sharded, count(*) as orders from %s group by %s order by %s"
                                        .formatted(column, table, column, column),
                                row ->
                                        add(
                                                isText
                                                        ? row.text("sharded")
                                                        : (Object) row.number("sharded"),
                                                row.number("orders"))));
    }

    private static boolean isText(ShardMap map) {
        return map.layout() == greenbelt.shard.map.Layout.BY_REGION;
    }

    void add(Object key, long orders) {
        if (orders >= HEAVY) {
            kept.add(new Weight(key, orders));
        } else if (isPicked(key)) {
            kept.add(new Weight(key, orders * oneOf));
        }
        if (kept.size() > 2 * MAX_KEPT) {
            thin();
        }
    }

    private boolean isPicked(Object key) {
        // Not the bits that hash ranges go by.
        return Long.remainderUnsigned(KeyHash.of(key), oneOf) == 0;
    }

    private void thin() {
        long before = oneOf;
        oneOf *= 2;
        kept =
                new ArrayList<>(
                        kept.stream()
                                .filter(one ->
                                        one.orders() >= HEAVY * before || isPicked(one.key()))
                                .map(one ->
                                        one.orders() >= HEAVY * before
                                                ? one
                                                : new Weight(one.key(), 2 * one.orders()))
                                .toList());
    }

    /// How many orders each shard has under this strategy.
    NavigableMap<ShardId, Long> on(Strategy strategy) {
        var sums = new TreeMap<ShardId, Long>();
        strategy.shards().forEach(shard -> sums.put(shard, 0L));
        kept.forEach(one -> sums.merge(strategy.shardOf(one.key()), one.orders(), Long::sum));
        return sums;
    }

    /// The values on this shard, in this order.
    List<Weight> of(Strategy strategy, ShardId shard, Comparator<Object> order) {
        return kept.stream()
                .filter(one -> strategy.shardOf(one.key()).equals(shard))
                .sorted(Comparator.comparing(Weight::key, order))
                .toList();
    }

    /// How many times the mean the fullest of these shards has; 1 when there is nothing.
    static double imbalance(NavigableMap<ShardId, Long> orders) {
        double mean = orders.values().stream().mapToLong(Long::longValue).average().orElse(0);
        long most = orders.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return mean == 0 ? 1 : most / mean;
    }
}
