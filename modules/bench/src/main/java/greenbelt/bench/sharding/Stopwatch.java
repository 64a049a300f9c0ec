package greenbelt.bench.sharding;

import greenbelt.shard.data.Order;
import greenbelt.shard.data.Shop;
import greenbelt.shard.map.ShardId;
import greenbelt.world.LiveWorld;
import greenbelt.world.Mailbox;
import greenbelt.world.Node;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// Asks contestants in turns, for a while each, after a round that warms up. All of them have the rows of one shop.
final class Stopwatch {
    /// The orders that are asked for, one after the other.
    private static final int SAMPLE = 2_000;

    private static final int WRITERS = 8;

    /// Where updates contend: all writers update these, each in an order of its own.
    private static final int BUSY_ORDERS = 1_000;

    /// Has no factor in common with the number of busy orders.
    private static final int STRIDE = 7_919;

    private static final String UPDATE =
            "update orders set total = total + 1 where user_id = ? and order_id = ?";

    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;

    private final LiveWorld world;
    private final Node node;
    private final List<Contestant> all;
    private final List<Order> orders;
    private final int rounds;
    private final Duration length;

    /// @param length how long each is asked in each round, at least once
    Stopwatch(
            LiveWorld world,
            Node node,
            Shop shop,
            List<Contestant> all,
            int rounds,
            Duration length) {
        this.world = world;
        this.node = node;
        this.all = List.copyOf(all);
        this.rounds = rounds;
        this.length = length;
        long step = Math.max(1, shop.plan().orders() / SAMPLE);
        this.orders =
                IntStream.range(0, (int) Math.min(SAMPLE, shop.plan().orders()))
                        .mapToObj(
                                i -> shop.order(i * STRIDE % SAMPLE * step % shop.plan().orders()))
                        .toList();
    }

    /// Microseconds for each time it is asked, medians of the rounds: the one database itself, then all contestants.
    List<Double> ask(Question question) {
        return medians(
                all.size() + 1,
                i ->
                        microseconds(n -> {
                            var values = question.values().apply(order(n));
                            mustBeFound(
                                    i == 0
                                            ? all.getFirst().askDirectly(question.sql(), values)
                                            : all.get(i - 1).ask(question.sql(), values));
                        }));
    }

    private Order order(int n) {
        return orders.get(n % orders.size());
    }

    /// Microseconds for each read by key, by JDBC to the shard that has it, and by the layer, in turns.
    List<Double> direct(Question question, Contestant contestant) {
        var connections = new TreeMap<ShardId, Connection>();
        var statements = new TreeMap<ShardId, PreparedStatement>();
        try {
            for (var shard : contestant.shards().map().shards()) {
                var connection = contestant.connect(shard);
                connections.put(shard, connection);
                statements.put(shard, connection.prepareStatement(question.sql()));
            }
            return medians(
                    2,
                    i ->
                            microseconds(n -> {
                                var order = order(n);
                                var values = question.values().apply(order);
                                if (i == 0) {
                                    var shard = contestant.shards().map().shardOf(order.userId());
                                    var statement = Objects.requireNonNull(statements.get(shard));
                                    mustBeFound(read(statement, values));
                                } else {
                                    mustBeFound(contestant.ask(question.sql(), values));
                                }
                            }));
        } catch (SQLException failure) {
            throw new IllegalStateException("plain JDBC failed", failure);
        } finally {
            connections.values().forEach(Stopwatch::close);
        }
    }

    private static void mustBeFound(long rows) {
        if (rows == 0) {
            throw new IllegalStateException("nothing was found");
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

    /// Updates a second by several writers at a time, medians of the rounds: of the one database itself, then of all
    /// contestants.
    List<Double> contend() {
        return medians(all.size() + 1, this::updatesPerSecond);
    }

    private double updatesPerSecond(int i) {
        var count = new AtomicLong();
        long end = System.nanoTime() + length.toNanos();
        Mailbox<Boolean> ended = world.mailbox("ended writers", WRITERS);
        long began = System.nanoTime();
        for (int writer = 0; writer < WRITERS; writer++) {
            int first = writer;
            node.spawn(
                    "writer " + writer,
                    () -> {
                        try {
                            for (int n = first; System.nanoTime() < end; n++) {
                                update(i, order((int) ((long) n * STRIDE % BUSY_ORDERS)));
                                count.incrementAndGet();
                            }
                        } finally {
                            ended.put(true);
                        }
                    });
        }
        for (int writer = 0; writer < WRITERS; writer++) {
            ended.await();
        }
        return count.get() * NANOS_PER_SECOND / (System.nanoTime() - began);
    }

    private void update(int i, Order order) {
        if (i == 0) {
            all.getFirst().changeDirectly(UPDATE, order.userId(), order.orderId());
        } else {
            all.get(i - 1).change(UPDATE, order.userId(), order.orderId());
        }
    }

    private double microseconds(IntConsumer once) {
        long began = System.nanoTime();
        int n = 0;
        long now = began;
        while (n == 0 || now - began < length.toNanos()) {
            once.accept(n++);
            now = System.nanoTime();
        }
        return (now - began) / NANOS_PER_MICRO / n;
    }

    /// Measures each in turns, and answers the median of each.
    private List<Double> medians(int count, IntToDoubleFunction measure) {
        var found = new ArrayList<List<Double>>();
        for (int i = 0; i < count; i++) {
            found.add(new ArrayList<>());
        }
        for (int round = 0; round <= rounds; round++) {
            for (int i = 0; i < count; i++) {
                double value = measure.applyAsDouble(i);
                if (round > 0) { // the first warms up
                    found.get(i).add(value);
                }
            }
        }
        return found.stream()
                .map(values -> values.stream().sorted().toList().get(values.size() / 2))
                .toList();
    }
}
