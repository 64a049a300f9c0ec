package greenbelt.bus.chronicle;

import greenbelt.bus.Topic;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.world.LiveWorld;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A process that publishes from several tasks, and says of each message when it is acknowledged, until it is killed.
final class Publisher {
    static final Topic ORDERS = new Topic("orders");

    private static final int TASKS = 4;

    private Publisher() {}

    @SuppressWarnings("SystemOut") // how the other process learns of it
    public static void main(String... args) {
        var world = new LiveWorld();
        var bus = ChronicleBus.open(world, Path.of(args[0]));
        var node = world.start("publisher");
        for (int task = 0; task < TASKS; task++) {
            var prefix = "message-" + task + "-";
            node.spawn("publish", () -> publish(bus, prefix));
        }
        while (world.failures().isEmpty()) {
            world.sleep(Duration.ofMillis(10));
        }
        world.failures().forEach(failure -> failure.cause().printStackTrace(System.out));
        System.exit(1);
    }

    private static void publish(ChronicleBus bus, String prefix) {
        for (int number = 0; number < Integer.MAX_VALUE; number++) {
            bus.publish(ORDERS, message(prefix + number));
            System.out.println(prefix + number + ";");
        }
    }

    static Envelope message(String id) {
        return new Envelope(
                new MessageId(id),
                "test",
                "OrderPlaced",
                1,
                "order-" + id,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                "{}");
    }
}
