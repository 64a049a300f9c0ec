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
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Asks contestants in turns, for a while each, after a round that warms up. All of them have the rows of one shop.
final class Stopwatch {
    /// The orders that are asked for, one after the other.
    private static final int SAMPLE = 2_000;

    /// Has no factor in common with the number of orders that are asked for.
    private static final int STRIDE = 7_919;

    /// What takes so many times as long as a round is measured once, and nothing warms up for it.
    static final int SLOW = 2;

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
        this.measuring =
                new Measuring(world, node, orders, rounds, length, length.multipliedBy(SLOW));
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

    /// Microseconds for each read by key of an order's status and total, in turns: by JDBC to the shard that has it, with a
    /// statement that is kept; the same, prepared each time; by the layer, to which the text is given each time.
    List<Double> direct(Question question, Contestant contestant) {
        var connections = new TreeMap<ShardId, Connection>();
        var kept = new TreeMap<ShardId, PreparedStatement>();
        var byLayer = contestant.byShards();
        try {
            for (var shard : contestant.shards().map().shards()) {
                var connection = contestant.connect(shard);
                connections.put(shard, connection);
                kept.put(shard, connection.prepareStatement(question.sql()));
            }
            return measuring.medians(
                    3,
                    i ->
                            measuring.microseconds(n -> {
                                var order = measuring.order(n);
                                switch (i) {
                                    case 0 -> read(of(contestant, order, kept), order);
                                    case 1 ->
                                            prepareAndRead(
                                                    of(contestant, order, connections),
                                                    question.sql(),
                                                    order);
                                    default ->
                                            Measuring.mustBeFound(
                                                    byLayer.ask(
                                                            question.sql(),
                                                            question.values().apply(order)));
                                }
                            }));
        } catch (SQLException failure) {
            throw new IllegalStateException("plain JDBC failed", failure);
        } finally {
            connections.values().forEach(Stopwatch::close);
        }
    }

    private static <T> T of(Contestant contestant, OrderKey order, Map<ShardId, T> ofShard) {
        return Objects.requireNonNull(
                ofShard.get(contestant.shards().map().shardOf(order.userId())));
    }

    private static void prepareAndRead(Connection connection, String sql, OrderKey order) {
        try (var statement = connection.prepareStatement(sql)) {
            read(statement, order);
        } catch (SQLException failure) {
            throw new IllegalStateException("plain JDBC failed", failure);
        }
    }

    private static void read(PreparedStatement statement, OrderKey order) {
        try {
            statement.setLong(1, order.userId());
            statement.setLong(2, order.orderId());
            try (var rows = statement.executeQuery()) {
                long found = 0;
                while (rows.next()) {
                    found += rows.getString(1).length() + rows.getBigDecimal(2).signum();
                }
                Measuring.mustBeFound(found);
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
