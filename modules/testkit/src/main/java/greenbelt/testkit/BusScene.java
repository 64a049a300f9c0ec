package greenbelt.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.bus.Bus;
import greenbelt.bus.Bus.DeadLetter;
import greenbelt.bus.Bus.Delivery;
import greenbelt.bus.Bus.GroupStatus;
import greenbelt.bus.Group;
import greenbelt.bus.Partitions;
import greenbelt.bus.Topic;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.world.Node;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/// A world, a bus in it, and what tests do with them.
///
/// @param world where it happens
/// @param bus the one that is checked
public record BusScene(World world, Bus bus) {
    static final Topic ORDERS = new Topic("orders");
    static final Group BILLING = new Group("billing");
    static final Group SHIPPING = new Group("shipping");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(5);

    static Envelope message(String subject, int number) {
        return new Envelope(
                MessageId.derivedFrom(subject + "/" + number),
                "test",
                "OrderPlaced",
                1,
                subject,
                Instant.parse("2026-01-01T00:00:00.123456789Z").plusSeconds(number),
                Optional.empty(),
                number == 1 ? Optional.empty() : Optional.of(new MessageId("the one before")),
                "{\"number\":" + number + ",\"text\":\"Grüße, \\\"世界\\\" 🌍\"}");
    }

    private static int number(Envelope message) {
        var start = message.data().indexOf(':') + 1;
        return Integer.parseInt(message.data().substring(start, message.data().indexOf(',')));
    }

    /// A key that is in this partition of a topic with so many as it has by default.
    static String keyIn(int partition) {
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> "order-" + number)
                .filter(key -> partitionOf(key) == partition)
                .findFirst()
                .orElseThrow();
    }

    static int partitionOf(String key) {
        return Partitions.of(key, Partitions.DEFAULT);
    }

    static Delivery delivery(long position, int attempt, Envelope message) {
        return new Delivery(ORDERS, partitionOf(message.subject()), position, attempt, message);
    }

    Recorder recorder() {
        return new Recorder(world);
    }

    Recorder listen(String node, Group group) {
        var recorder = recorder();
        bus.subscribe(world.start(node), ORDERS, group, recorder::handle);
        return recorder;
    }

    void subscribe(Node node, Bus.Handler handler) {
        bus.subscribe(node, ORDERS, BILLING, handler);
    }

    void publish(String subject, int first, int last) {
        for (int number = first; number <= last; number++) {
            bus.publish(ORDERS, message(subject, number));
        }
    }

    /// The status of a group, if there is one.
    Optional<GroupStatus> status(Group group) {
        return bus.groups().stream()
                .filter(status -> status.topic().equals(ORDERS) && status.group().equals(group))
                .findFirst();
    }

    /// What is waited for of the status of a group.
    record Standing(long acknowledged, long lag, long deadLetters, boolean subscribed) {}

    void awaitStanding(Group group, Standing expected) {
        await(
                group + ": " + expected,
                () ->
                        status(group)
                                .map(found ->
                                        new Standing(
                                                found.acknowledged(),
                                                found.lag(),
                                                found.deadLetters(),
                                                found.subscribed()))
                                .equals(Optional.of(expected)));
    }

    /// What most tests want to know of a dead letter.
    record GivenUp(long position, int attempts, String error, Envelope message) {
        private static GivenUp of(DeadLetter letter) {
            return new GivenUp(
                    letter.position(), letter.attempts(), letter.error(), letter.message());
        }
    }

    List<GivenUp> deadLetters() {
        return bus.deadLetters(ORDERS, BILLING, 10).stream().map(GivenUp::of).toList();
    }

    void await(String what, BooleanSupplier condition) {
        var end = world.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(world.now())
                    .as(() -> what + "; the groups are " + bus.groups())
                    .isBefore(end);
            world.sleep(PAUSE);
        }
    }

    /// A handler that remembers what it was given.
    static final class Recorder {
        final List<Delivery> seen = new CopyOnWriteArrayList<>();
        private final Watermark count;

        Recorder(World world) {
            count = world.watermark("messages seen", 0);
        }

        void handle(Delivery delivery) {
            seen.add(delivery);
            count.advanceTo(seen.size());
        }

        void awaitSeen(int expected) {
            assertThat(count.awaitBeyond(expected - 1L, PATIENCE))
                    .as(() -> "expected " + expected + " messages, saw " + seen)
                    .isTrue();
        }

        List<Integer> numbersOf(String subject) {
            return seen.stream()
                    .map(Delivery::message)
                    .filter(message -> message.subject().equals(subject))
                    .map(BusScene::number)
                    .toList();
        }
    }
}
