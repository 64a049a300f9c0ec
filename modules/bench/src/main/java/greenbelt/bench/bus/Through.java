package greenbelt.bench.bus;

import greenbelt.bus.Bus;
import greenbelt.bus.Bus.BatchHandler;
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
import java.util.stream.IntStream;

/// Messages through a bus, from the first publish until the last is handled.
final class Through {
    static final Group GROUP = new Group("bench");
    private static final Topic TOPIC = new Topic("orders");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int KEYS = 1_000;
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123456Z");
    private static final TraceContext TRACE =
            new TraceContext("1".repeat(32), "2".repeat(16), true);
    private static final String DATA = "{\"note\":\"" + "x".repeat(189) + "\"}";

    private Through() {}

    static List<Envelope> messages(int count) {
        return IntStream.range(0, count).mapToObj(Through::message).toList();
    }

    private static Envelope message(int number) {
        return new Envelope(
                new MessageId("message-" + number),
                "order",
                "OrderPlaced",
                1,
                "order-" + number % KEYS,
                AT,
                Optional.of(TRACE),
                Optional.of(new MessageId("cause-" + number)),
                DATA);
    }

    /// Publishes while a consumer handles; answers how many nanoseconds it took until all were acknowledged to the consumer.
    static long nanos(World world, Bus bus, int count, BatchHandler handler) {
        var messages = messages(count);
        var seen = world.watermark("messages handled", 0);
        var counted = new AtomicLong();
        bus.subscribe(
                world.start("consumer"),
                TOPIC,
                GROUP,
                BusBench.BATCH,
                deliveries -> {
                    handler.handle(deliveries);
                    seen.advanceTo(counted.addAndGet(deliveries.size()));
                });
        long began = world.nanoTime();
        world.start("publisher").spawn("publish", () -> publish(bus, messages));
        if (!seen.awaitBeyond(count - 1L, PATIENCE)) {
            throw new IllegalStateException(
                    "expected %d messages within %s, saw %d; %s"
                            .formatted(count, PATIENCE, seen.value(), world.failures()));
        }
        return world.nanoTime() - began;
    }

    private static void publish(Bus bus, List<Envelope> messages) {
        for (int from = 0; from < messages.size(); from += BusBench.BATCH) {
            int to = Math.min(messages.size(), from + BusBench.BATCH);
            bus.publish(TOPIC, messages.subList(from, to));
        }
    }
}
