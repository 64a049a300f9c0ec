package greenbelt.bus.chronicle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import greenbelt.bus.Bus;
import greenbelt.bus.Bus.GroupStatus;
import greenbelt.bus.Bus.TopicStatus;
import greenbelt.bus.BusException;
import greenbelt.bus.Group;
import greenbelt.bus.Topic;
import greenbelt.disk.DiskGuard;
import greenbelt.disk.DiskSpace;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.testkit.BusContract;
import greenbelt.world.LiveWorld;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A bus on Chronicle Queue")
class ChronicleBusTest {
    private static final Topic ORDERS = new Topic("orders");
    private static final Group BILLING = new Group("billing");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private Path folder;

    @TestFactory
    @DisplayName("keeps the contract")
    Stream<DynamicTest> contract() {
        var count = new AtomicInteger();
        return BusContract.of(
                LiveWorld::new,
                world ->
                        ChronicleBus.open(world, folder.resolve("bus-" + count.incrementAndGet())));
    }

    @Test
    @DisplayName("goes on where it was when it is opened again")
    void reopens() {
        try (var world = new LiveWorld()) {
            var bus = ChronicleBus.open(world, folder);
            publish(bus, 1, 10);
            listen(world, bus).awaitPositions(1, 10);
            awaitAcknowledged(world, bus, 10);
        }
        try (var world = new LiveWorld()) {
            var bus = ChronicleBus.open(world, folder);
            assertThat(bus.topics()).containsExactly(new TopicStatus(ORDERS, 4, 10));
            assertThat(bus.groups())
                    .extracting(
                            GroupStatus::acknowledged,
                            GroupStatus::lag,
                            GroupStatus::deadLetters,
                            GroupStatus::subscribed)
                    .containsExactly(tuple(10L, 0L, 0L, false));
            publish(bus, 11, 15);
            listen(world, bus).awaitPositions(11, 15);
        }
    }

    @Test
    @DisplayName("reads from any position when it is opened again")
    void readsOldMessages() {
        try (var world = new LiveWorld()) {
            publish(ChronicleBus.open(world, folder), 1, 5_000);
        }
        try (var world = new LiveWorld()) {
            var bus = ChronicleBus.open(world, folder);
            listen(world, bus).awaitPositions(1, 5_000);
            awaitAcknowledged(world, bus, 5_000);
            world.node("consumer").orElseThrow().crash();
            publish(bus, 5_001, 5_010);
        }
        try (var world = new LiveWorld()) {
            listen(world, ChronicleBus.open(world, folder)).awaitPositions(5_001, 5_010);
        }
    }

    @Test
    @DisplayName("keeps dead letters when it is opened again")
    void keepsDeadLetters() {
        List<Bus.DeadLetter> letters;
        try (var world = new LiveWorld()) {
            var bus = ChronicleBus.open(world, folder);
            bus.subscribe(
                    world.start("consumer"),
                    ORDERS,
                    BILLING,
                    delivery -> {
                        throw new AssertionError("broken");
                    });
            publish(bus, 1, 3);
            awaitAcknowledged(world, bus, 3);
            letters = bus.deadLetters(ORDERS, BILLING, 10);
        }
        assertThat(letters).extracting(Bus.DeadLetter::position).containsExactly(1L, 2L, 3L);
        try (var world = new LiveWorld()) {
            assertThat(ChronicleBus.open(world, folder).deadLetters(ORDERS, BILLING, 10))
                    .isEqualTo(letters);
        }
    }

    @Test
    @DisplayName("knows when it is opened again which dead letters have been handled since")
    void keepsRedrives() {
        List<Bus.DeadLetter> left;
        try (var world = new LiveWorld()) {
            var bus = ChronicleBus.open(world, folder);
            bus.subscribe(
                    world.start("consumer"),
                    ORDERS,
                    BILLING,
                    delivery -> {
                        if (delivery.attempt() == 1 || delivery.position() == 2) {
                            throw new AssertionError("broken " + delivery.attempt());
                        }
                    });
            publish(bus, 1, 3);
            awaitAcknowledged(world, bus, 3);
            assertThat(bus.redrive(ORDERS, BILLING, 10)).isEqualTo(3);
            left = awaitTriedAgain(world, bus);
        }
        assertThat(left).extracting(Bus.DeadLetter::position).containsExactly(2L);
        try (var world = new LiveWorld()) {
            var bus = ChronicleBus.open(world, folder);
            assertThat(bus.deadLetters(ORDERS, BILLING, 10)).isEqualTo(left);
            assertThat(bus.groups())
                    .extracting(
                            GroupStatus::acknowledged,
                            GroupStatus::lag,
                            GroupStatus::deadLetters,
                            GroupStatus::subscribed)
                    .containsExactly(tuple(3L, 0L, 1L, false));
        }
    }

    /// Waits until no dead letter is left that was tried only once.
    private static List<Bus.DeadLetter> awaitTriedAgain(World world, Bus bus) {
        var end = world.now().plus(PATIENCE);
        while (bus.deadLetters(ORDERS, BILLING, 10).stream()
                .anyMatch(letter -> letter.attempts() == 1)) {
            assertThat(world.now()).isBefore(end);
            world.sleep(Duration.ofMillis(2));
        }
        return bus.deadLetters(ORDERS, BILLING, 10);
    }

    @Test
    @DisplayName("refuses a folder that is in use")
    void oneProcessAtATime() {
        try (var world = new LiveWorld();
                var other = new LiveWorld()) {
            ChronicleBus.open(world, folder);
            assertThatThrownBy(() -> ChronicleBus.open(other, folder))
                    .isInstanceOf(BusException.class)
                    .hasMessage(
                            "the bus folder %s is in use; stop who uses it, or choose another folder",
                            folder);
        }
    }

    @Test
    @DisplayName("refuses the folder of another version")
    void otherVersion() throws IOException {
        Files.writeString(folder.resolve("format"), "greenbelt bus 1\n");
        refusesToOpen(
                "found \"greenbelt bus 1\": the folder was written by another version; remove it to begin anew");
    }

    @Test
    @DisplayName("refuses a folder of something else")
    void otherFolder() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "do not touch");
        refusesToOpen("expected a bus folder or an empty one, found [lock, thesis.txt]");
    }

    @Test
    @DisplayName("refuses damaged positions")
    void damagedPositions() throws IOException {
        try (var world = new LiveWorld()) {
            ChronicleBus.open(world, folder);
        }
        Files.write(folder.resolve("positions"), new byte[] {-1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
        refusesToOpen("are damaged at slot 0; remove the bus folder to begin anew");
    }

    @Test
    @DisplayName("refuses a topic whose messages were lost")
    void lostMessages() throws IOException {
        try (var world = new LiveWorld()) {
            var bus = ChronicleBus.open(world, folder);
            publish(bus, 1, 3);
            listen(world, bus).awaitPositions(1, 3);
            awaitAcknowledged(world, bus, 3);
        }
        delete(folder.resolve("topics/orders"));
        try (var world = new LiveWorld()) {
            var bus = ChronicleBus.open(world, folder);
            assertThatThrownBy(() -> publish(bus, 4, 4))
                    .isInstanceOf(BusException.class)
                    .hasMessageContaining(
                            "billing has acknowledged 3 messages of topic orders, which has only 0");
        }
    }

    @Test
    @DisplayName("refuses a queue whose files are something else")
    void damagedFile() throws IOException {
        try (var world = new LiveWorld()) {
            publish(ChronicleBus.open(world, folder), 1, 3);
        }
        Files.writeString(folder.resolve("topics/orders/metadata.cq4t"), "this is no queue");
        try (var world = new LiveWorld()) {
            assertThatThrownBy(ChronicleBus.open(world, folder)::ping)
                    .isInstanceOf(BusException.class)
                    .hasMessageEndingWith(
                            "is damaged: metadata.cq4t is not a file of Chronicle Queue");
        }
    }

    @Test
    @DisplayName("refuses to read damaged records")
    void damagedRecords() throws IOException {
        try (var world = new LiveWorld()) {
            publish(ChronicleBus.open(world, folder), 1, 300);
        }
        for (var file : files(folder.resolve("topics/orders"))) {
            damage(file, "message-17");
        }
        try (var world = new LiveWorld()) {
            listen(world, ChronicleBus.open(world, folder));
            awaitFailure(world);
            assertThat(world.failures())
                    .extracting(failure -> failure.cause().getMessage())
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains("topics/orders");
        }
    }

    private static void damage(Path file, String where) throws IOException {
        var content = Files.readAllBytes(file);
        int at = new String(content, ISO_8859_1).indexOf(where);
        if (at >= 0) {
            Arrays.fill(content, at - 20, at + 20, (byte) '?');
            Files.write(file, content);
        }
    }

    private static void awaitFailure(World world) {
        var end = world.now().plus(PATIENCE);
        while (world.failureCount() == 0) {
            assertThat(world.now()).isBefore(end);
            world.sleep(Duration.ofMillis(2));
        }
    }

    @Test
    @DisplayName("refuses to publish on a full disk, and goes on when there is room")
    void fullDisk() {
        var usable = new AtomicLong(DiskGuard.RESERVE_BYTES - 1);
        DiskSpace disk = path -> usable.get();
        try (var world = new LiveWorld()) {
            var bus = ChronicleBus.open(world, folder, disk);
            assertThatThrownBy(() -> publish(bus, 1, 1))
                    .isInstanceOf(BusException.class)
                    .hasMessageStartingWith("the disk is full: 32767 KiB are free for");
            assertThatThrownBy(bus::ping).hasMessageStartingWith("the disk is full");
            assertThat(bus.topics()).containsExactly(new TopicStatus(ORDERS, 4, 0));
            usable.set(DiskGuard.RESERVE_BYTES);
            publish(bus, 1, 2);
            listen(world, bus).awaitPositions(1, 2);
        }
    }

    @Test
    @DisplayName("carries the largest message there is")
    void largestMessage() {
        try (var world = new LiveWorld()) {
            var bus = ChronicleBus.open(world, folder);
            var data = "\"" + "世".repeat((Envelope.MAX_DATA_BYTES - 2) / 3) + "\"";
            for (int number = 1; number <= 8; number++) { // more than is kept in memory
                bus.publish(ORDERS, message(number, data));
            }
            var seen = listen(world, bus);
            seen.awaitPositions(1, 8);
            assertThat(seen.deliveries)
                    .allSatisfy(delivery -> assertThat(delivery.message().data()).isEqualTo(data));
        }
    }

    @Test
    @DisplayName("refuses everything once it is closed")
    void closed() {
        try (var world = new LiveWorld()) {
            var bus = ChronicleBus.open(world, folder);
            publish(bus, 1, 1);
            bus.close();
            assertThatThrownBy(() -> publish(bus, 2, 2)).isInstanceOf(BusException.class);
        }
    }

    private void refusesToOpen(String why) {
        try (var world = new LiveWorld()) {
            assertThatThrownBy(() -> ChronicleBus.open(world, folder))
                    .isInstanceOf(BusException.class)
                    .hasMessageContaining(why);
            assertThat(world.nodes()).isEmpty();
        }
    }

    private static void publish(Bus bus, int first, int last) {
        for (int number = first; number <= last; number++) {
            bus.publish(ORDERS, message(number, "{}"));
        }
    }

    private static Envelope message(int number, String data) {
        return new Envelope(
                new MessageId("message-" + number),
                "test",
                "OrderPlaced",
                1,
                "order-" + number,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                data);
    }

    private static void awaitAcknowledged(World world, Bus bus, long position) {
        var end = world.now().plus(PATIENCE);
        while (bus.groups().getFirst().acknowledged() < position) {
            assertThat(world.now()).isBefore(end);
            world.sleep(Duration.ofMillis(2));
        }
    }

    private static Seen listen(World world, Bus bus) {
        var seen = new Seen(world, world.watermark("seen", 0));
        bus.subscribe(world.start("consumer"), ORDERS, BILLING, seen::handle);
        return seen;
    }

    private static List<Path> files(Path parent) throws IOException {
        try (var files = Files.walk(parent)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void delete(Path parent) throws IOException {
        try (var files = Files.walk(parent)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// What a consumer was given.
    private static final class Seen {
        private final List<Bus.Delivery> deliveries = new CopyOnWriteArrayList<>();
        private final World world;
        private final Watermark count;

        Seen(World world, Watermark count) {
            this.world = world;
            this.count = count;
        }

        void handle(Bus.Delivery delivery) {
            deliveries.add(delivery);
            count.advanceTo(deliveries.size());
        }

        /// Waits for these messages and no others, in any order.
        void awaitPositions(long first, long last) {
            assertThat(count.awaitBeyond(last - first, PATIENCE))
                    .as(() -> deliveries + " " + world.failures())
                    .isTrue();
            assertThat(deliveries.stream().map(Bus.Delivery::position).sorted())
                    .isEqualTo(LongStream.rangeClosed(first, last).boxed().toList());
        }
    }
}
