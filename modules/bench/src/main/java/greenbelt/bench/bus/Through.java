package greenbelt.bench.bus;

import greenbelt.bus.Bus;
import greenbelt.bus.Bus.BatchHandler;
import greenbelt.bus.Bus.Delivery;
import greenbelt.bus.Group;
import greenbelt.bus.Topic;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.event.TraceContext;
import greenbelt.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/// Messages through a bus, from the first publish until the last is handled.
///
/// Ids, causes and keys are UUIDs in no order, as those of the system are; each message says in its data which batch it
/// belongs to. A step is the way of a batch: from where its publishing begins until it has been handled.
final class Through {
    static final Group GROUP = new Group("bench");
    private static final Topic TOPIC = new Topic("orders");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> KEYS =
            IntStream.range(0, 1_000)
                    .mapToObj(order -> MessageId.derivedFrom("order-" + order).value())
                    .toList();
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123456Z");
    private static final TraceContext TRACE =
            new TraceContext("1".repeat(32), "2".repeat(16), true);
    private static final String DATA = "{\"batch\":%08d,\"note\":\"" + "x".repeat(173) + "\"}";
    private static final int BATCH_AT = DATA.indexOf('%');
    private static final int BATCH_END = BATCH_AT + 8;

    private final Bus bus;
    private final List<Envelope> messages;
    private final AtomicLongArray began;
    private final Rates rates;

    private Through(Bus bus, List<Envelope> messages, Rates rates) {
        this.bus = bus;
        this.messages = messages;
        this.began = new AtomicLongArray(messages.size() / BusBench.BATCH + 1);
        this.rates = rates;
    }

    static List<Envelope> messages(int count) {
        var data =
                IntStream.rangeClosed(0, count / BusBench.BATCH).mapToObj(DATA::formatted).toList();
        return IntStream.range(0, count)
                .mapToObj(number -> message(number, data.get(number / BusBench.BATCH)))
                .toList();
    }

    private static Envelope message(int number, String data) {
        return new Envelope(
                MessageId.derivedFrom("message-" + number),
                "order",
                "OrderPlaced",
                1,
                KEYS.get(number % KEYS.size()),
                AT,
                Optional.of(TRACE),
                Optional.of(MessageId.derivedFrom("cause-" + number)),
                data);
    }

    /// Publishes while a consumer handles; the round ends when all messages have been handled.
    static void run(World world, Bus bus, int count, BatchHandler handler, Rates rates) {
        new Through(bus, messages(count), rates).run(world, handler);
    }

    private void run(World world, BatchHandler handler) {
        var seen = world.watermark("messages handled", 0);
        var counted = new AtomicLong();
        bus.subscribe(
                world.start("consumer"),
                TOPIC,
                GROUP,
                BusBench.BATCH,
                deliveries -> {
                    handler.handle(deliveries);
                    rates.step(began.get(batchOf(deliveries.getFirst())));
                    seen.advanceTo(counted.addAndGet(deliveries.size()));
                });
        System.gc(); // so that the messages, which were made just now, are not part of the bill
        rates.begin();
        var node = world.start("publisher");
        for (int publisher = 0; publisher < BusBench.PUBLISHERS; publisher++) {
            int first = publisher;
            node.spawn("publish", () -> publish(first));
        }
        if (!seen.awaitBeyond(messages.size() - 1L, PATIENCE)) {
            throw new IllegalStateException(
                    "expected %d messages within %s, saw %d; %s"
                            .formatted(messages.size(), PATIENCE, seen.value(), world.failures()));
        }
        rates.end(messages.size());
    }

    private static int batchOf(Delivery delivery) {
        return Integer.parseInt(delivery.message().data(), BATCH_AT, BATCH_END, 10);
    }

    private void publish(int first) {
        for (int batch = first; batch < began.length(); batch += BusBench.PUBLISHERS) {
            int from = batch * BusBench.BATCH;
            began.set(batch, System.nanoTime());
            bus.publish(
                    TOPIC,
                    messages.subList(from, Math.min(messages.size(), from + BusBench.BATCH)));
        }
    }
}
