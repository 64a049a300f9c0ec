package greenbelt.shard.measure;

import greenbelt.world.Mailbox;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;

/// Asks contenders in turns, for a while each, after a round that warms up. All of them have the same rows.
///
/// It measures by the clock of its world, so it says something in the live one only.
public final class Measuring {
    /// Has no factor in common with the number of orders that are asked for.
    static final long STRIDE = 7_919;

    private static final int WRITERS = 8;

    /// Where updates contend: all writers update these, each in an order of its own.
    public static final int BUSY_ORDERS = 1_000;

    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;

    private final World world;
    private final Node node;
    private final List<OrderKey> orders;
    private final int rounds;
    private final Duration length;
    private final Duration mostToWarmUp;

    /// @param node whose tasks the writers are
    /// @param orders that are asked for, one after the other; at least one
    /// @param rounds how often each is measured, for the median
    /// @param length how long each is asked in each round, at least once
    /// @param mostToWarmUp who takes longer than this for the first time is not asked again: that is what counts then
    public Measuring(
            World world,
            Node node,
            List<OrderKey> orders,
            int rounds,
            Duration length,
            Duration mostToWarmUp) {
        this.world = world;
        this.node = node;
        this.orders = List.copyOf(orders);
        this.rounds = rounds;
        this.length = length;
        this.mostToWarmUp = mostToWarmUp;
        if (orders.isEmpty()) {
            throw new IllegalArgumentException("there are no orders to ask for");
        }
    }

    /// Microseconds for each time it is asked, medians of the rounds, in the order of the contenders.
    public List<Double> ask(Question question, List<Contender> contenders) {
        return medians(
                contenders.size(),
                i ->
                        microseconds(n -> {
                            var values = question.values().apply(order(n));
                            mustBeFound(contenders.get(i).ask(question.sql(), values));
                        }));
    }

    /// The n-th order to ask for.
    public OrderKey order(int n) {
        return orders.get(n % orders.size());
    }

    /// The orders that [#contend] updates.
    public List<OrderKey> busyOrders() {
        return orders.stream().limit(BUSY_ORDERS).toList();
    }

    /// Throws when there were no rows: then something else was measured than was meant.
    public static void mustBeFound(long rows) {
        if (rows == 0) {
            throw new IllegalStateException("nothing was found");
        }
    }

    /// Updates a second by several writers at a time, medians of the rounds, in the order of the contenders.
    public List<Double> contend(List<Contender> contenders) {
        return medians(contenders.size(), i -> updatesPerSecond(contenders.get(i)));
    }

    private double updatesPerSecond(Contender contender) {
        var busy = busyOrders();
        var count = new AtomicLong();
        long began = world.nanoTime();
        long end = began + length.toNanos();
        Mailbox<Boolean> ended = world.mailbox("ended writers", WRITERS);
        for (int writer = 0; writer < WRITERS; writer++) {
            int first = writer;
            node.spawn(
                    "writer " + writer,
                    () -> {
                        try {
                            for (int n = first; world.nanoTime() < end; n++) {
                                var order = busy.get((int) (n * STRIDE % busy.size()));
                                contender.change(
                                        Question.UPDATES.sql(), order.userId(), order.orderId());
                                count.incrementAndGet();
                            }
                        } finally {
                            ended.offer(true);
                        }
                    });
        }
        for (int writer = 0; writer < WRITERS; writer++) {
            ended.await();
        }
        return count.get() * NANOS_PER_SECOND / (world.nanoTime() - began);
    }

    /// Microseconds for each time that `once` is done, for as long as a round.
    public double microseconds(IntConsumer once) {
        long began = world.nanoTime();
        int n = 0;
        long now = began;
        while (n == 0 || now - began < length.toNanos()) {
            once.accept(n++);
            now = world.nanoTime();
        }
        return (now - began) / NANOS_PER_MICRO / n;
    }

    /// Measures each in turns, and answers the median of each.
    public List<Double> medians(int count, IntToDoubleFunction measure) {
        var found = new ArrayList<List<Double>>();
        for (int i = 0; i < count; i++) {
            found.add(new ArrayList<>());
        }
        for (int round = 0; round <= rounds; round++) {
            for (int i = 0; i < count; i++) {
                var values = found.get(i);
                boolean isWarmUp = round == 0;
                boolean hasCounted = values.size() >= Math.max(1, round);
                if (isWarmUp || !hasCounted) {
                    long began = world.nanoTime();
                    double value = measure.applyAsDouble(i);
                    boolean isSlow = world.nanoTime() - began > mostToWarmUp.toNanos();
                    int times = !isWarmUp ? 1 : isSlow ? rounds : 0;
                    for (int n = 0; n < times; n++) {
                        values.add(value);
                    }
                }
            }
        }
        return found.stream()
                .map(values -> values.stream().sorted().toList().get(values.size() / 2))
                .toList();
    }
}
