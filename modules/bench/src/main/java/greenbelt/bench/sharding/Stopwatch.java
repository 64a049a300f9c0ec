package greenbelt.bench.sharding;

import greenbelt.shard.data.Shop;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.measure.Contender;
import greenbelt.shard.measure.Measuring;
import greenbelt.shard.measure.OrderKey;
import greenbelt.shard.measure.Question;
import greenbelt.world.LiveWorld;
import greenbelt.world.Node;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Asks contestants in turns, for a while each, after a round that warms up. All of them have the rows of one shop.
final class Stopwatch {
    /// The orders that are asked for, one after the other.
    private static final int SAMPLE = 2_000;

    /// Has no factor in common with the number of orders that are asked for.
    private static final int STRIDE = 7_919;

    private final Measuring measuring;
    private final List<Contender> contenders = new ArrayList<>();

    /// @param length how long each is asked in each round, at least once
    Stopwatch(
            LiveWorld world,
            Node node,
            Shop shop,
            List<Contestant> all,
            int rounds,
            Duration length) {
        long step = Math.max(1, shop.plan().orders() / SAMPLE);
        var orders =
                IntStream.range(0, (int) Math.min(SAMPLE, shop.plan().orders()))
                        .mapToObj(
                                i -> shop.order(i * STRIDE % SAMPLE * step % shop.plan().orders()))
                        .map(order -> new OrderKey(order.orderId(), order.userId()))
                        .toList();
        this.measuring = new Measuring(world, node, orders, rounds, length, Duration.ofDays(1));
        contenders.add(all.getFirst().directly());
        all.forEach(one -> contenders.add(one.byShards()));
    }

    /// Microseconds for each time it is asked, medians of the rounds: the one database itself, then all contestants.
    List<Double> ask(Question question) {
        return measuring.ask(question, contenders);
    }

    /// Updates a second by several writers at a time, medians of the rounds: of the one database itself, then of all
    /// contestants.
    List<Double> contend() {
        return measuring.contend(contenders);
    }

    /// Microseconds for each read by key, by JDBC to the shard that has it, and by the layer, in turns.
    List<Double> direct(Question question, Contestant contestant) {
        var connections = new TreeMap<ShardId, Connection>();
        var statements = new TreeMap<ShardId, PreparedStatement>();
        var byLayer = contestant.byShards();
        try {
            for (var shard : contestant.shards().map().shards()) {
                var connection = contestant.connect(shard);
                connections.put(shard, connection);
                statements.put(shard, connection.prepareStatement(question.sql()));
            }
            return measuring.medians(
                    2,
                    i ->
                            measuring.microseconds(n -> {
                                var order = measuring.order(n);
                                var values = question.values().apply(order);
                                if (i == 0) {
                                    var shard = contestant.shards().map().shardOf(order.userId());
                                    var statement = Objects.requireNonNull(statements.get(shard));
                                    Measuring.mustBeFound(read(statement, values));
                                } else {
                                    Measuring.mustBeFound(byLayer.ask(question.sql(), values));
                                }
                            }));
        } catch (SQLException failure) {
            throw new IllegalStateException("plain JDBC failed", failure);
        } finally {
            connections.values().forEach(Stopwatch::close);
        }
    }

    /// Answers how many rows it has read.
    private static long read(PreparedStatement statement, Object... values) {
        try {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                int columns = rows.getMetaData().getColumnCount();
                long count = 0;
                while (rows.next()) {
                    for (int i = 1; i <= columns; i++) {
                        rows.getObject(i);
                    }
                    count++;
                }
                return count;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("plain JDBC failed", failure);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw new IllegalStateException("plain JDBC failed", failure);
        }
    }
}
