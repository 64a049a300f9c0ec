package greenbelt.bus.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.bus.Bus;
import greenbelt.bus.Bus.GroupStatus;
import greenbelt.bus.Bus.PartitionStatus;
import greenbelt.bus.Bus.TopicStatus;
import greenbelt.bus.Group;
import greenbelt.bus.Topic;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.world.LiveWorld;
import greenbelt.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The groups of a bus that is opened again")
class ReopenedGroupsTest {
    private static final Topic ORDERS = new Topic("orders");
    private static final Group BILLING = new Group("billing");
    private static final Group AGAIN = new Group("billing-again");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private Path folder;

    @Test
    @DisplayName("find as many partitions as the topic was made with")
    void partitions() {
        try (var world = new LiveWorld()) {
            var bus = ChronicleBus.open(world, folder);
            bus.create(ORDERS, 7);
            publish(bus, 20);
        }
        try (var world = new LiveWorld()) {
            var bus = ChronicleBus.open(world, folder);
            assertThat(bus.topics()).containsExactly(new TopicStatus(ORDERS, 7, 20));
            publish(bus, 1);
            assertThat(bus.read(ORDERS, 0, 100)).hasSize(21);
        }
    }

    @Test
    @DisplayName("are paused if they were, and know whose handler they replay to")
    void pausedReplay() {
        try (var world = new LiveWorld()) {
            var bus = ChronicleBus.open(world, folder);
            publish(bus, 10);
            bus.subscribe(world.start("consumer"), ORDERS, BILLING, delivery -> {});
            awaitLag(world, bus, BILLING, 0);
            bus.pause(ORDERS, BILLING);
            bus.replay(ORDERS, BILLING, 6, AGAIN);
            awaitLag(world, bus, AGAIN, 0);
        }
        try (var world = new LiveWorld()) {
            var bus = ChronicleBus.open(world, folder);
            publish(bus, 3);
            bus.subscribe(world.start("consumer"), ORDERS, BILLING, delivery -> {});
            awaitLag(world, bus, AGAIN, 0);
            assertThat(status(bus, BILLING).lag()).isEqualTo(3);
            assertThat(status(bus, BILLING).paused()).isTrue();
            bus.resume(ORDERS, BILLING);
            awaitLag(world, bus, BILLING, 0);
        }
    }

    @Test
    @DisplayName("begin anew, with every message counted, when their positions are gone")
    void positionsAreGone() throws IOException {
        try (var world = new LiveWorld()) {
            publish(ChronicleBus.open(world, folder), 3_000);
        }
        Files.delete(folder.resolve("positions"));
        try (var world = new LiveWorld()) {
            var bus = ChronicleBus.open(world, folder);
            bus.subscribe(world.start("consumer"), ORDERS, BILLING, delivery -> {});
            awaitLag(world, bus, BILLING, 0);
            assertThat(
                            status(bus, BILLING).partitions().stream()
                                    .mapToLong(PartitionStatus::done)
                                    .sum())
                    .isEqualTo(3_000);
        }
    }

    @Test
    @DisplayName("do not know one that was removed, whose name begins anew")
    void removed() {
        try (var world = new LiveWorld()) {
            var bus = ChronicleBus.open(world, folder);
            publish(bus, 10);
            bus.subscribe(world.start("consumer"), ORDERS, BILLING, delivery -> fail());
            awaitLag(world, bus, BILLING, 0);
            bus.replay(ORDERS, BILLING, 4, AGAIN);
            awaitLag(world, bus, AGAIN, 0);
            bus.remove(ORDERS, AGAIN);
        }
        try (var world = new LiveWorld()) {
            var bus = ChronicleBus.open(world, folder);
            assertThat(bus.groups()).extracting(GroupStatus::group).containsExactly(BILLING);
            bus.remove(ORDERS, BILLING);
            assertThat(bus.groups()).isEmpty();
        }
        try (var world = new LiveWorld()) {
            var bus = ChronicleBus.open(world, folder);
            bus.subscribe(world.start("consumer"), ORDERS, BILLING, delivery -> {});
            awaitLag(world, bus, BILLING, 0);
            assertThat(status(bus, BILLING).deadLetters()).isZero();
            assertThat(status(bus, BILLING).partitions())
                    .allSatisfy(
                            partition -> assertThat(partition.done()).isEqualTo(partition.end()));
        }
    }

    private static void fail() {
        throw new AssertionError("broken");
    }

    @Test
    @DisplayName("have room for new ones as long as old ones are removed")
    void room() {
        for (int process = 0; process < 4; process++) {
            try (var world = new LiveWorld()) {
                var bus = ChronicleBus.open(world, folder);
                bus.create(ORDERS, 64);
                for (int number = 0; number < 20; number++) {
                    var group = new Group("group-%d-%d".formatted(process, number));
                    var node = world.start("consumer");
                    bus.subscribe(node, ORDERS, group, delivery -> {});
                    node.crash();
                    bus.remove(ORDERS, group);
                }
                assertThat(bus.groups()).isEmpty();
            }
        }
    }

    private static void publish(Bus bus, int count) {
        bus.publish(
                ORDERS,
                IntStream.rangeClosed(1, count).mapToObj(ReopenedGroupsTest::message).toList());
    }

    private static GroupStatus status(Bus bus, Group group) {
        return bus.groups().stream()
                .filter(status -> status.group().equals(group))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitLag(World world, Bus bus, Group group, long lag) {
        var end = world.now().plus(PATIENCE);
        while (status(bus, group).lag() != lag || bus.topics().getFirst().end() == 0) {
            assertThat(world.now()).as(() -> bus.groups() + " " + world.failures()).isBefore(end);
            world.sleep(Duration.ofMillis(2));
        }
    }

    private static Envelope message(int number) {
        return new Envelope(
                new MessageId("message-" + number),
                "test",
                "OrderPlaced",
                1,
                "order-" + number,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                "{}");
    }
}
