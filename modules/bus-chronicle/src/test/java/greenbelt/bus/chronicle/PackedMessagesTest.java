package greenbelt.bus.chronicle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.bus.Bus.Entry;
import greenbelt.bus.BusException;
import greenbelt.bus.Topic;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.event.TraceContext;
import greenbelt.world.LiveWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Messages that are published together")
class PackedMessagesTest {
    private static final Topic ORDERS = new Topic("orders");
    private static final int MANY = 20_000; // more than are kept in memory

    @TempDir private Path folder;

    private void open(Consumer<ChronicleBus> use) {
        try (var world = new LiveWorld();
                var bus = ChronicleBus.open(world, folder)) {
            use.accept(bus);
        }
    }

    @Test
    @DisplayName("are read whole and in their order, also by the next process")
    void inOrder() {
        var messages = messages(MANY, "{}");
        open(bus -> {
            bus.publish(ORDERS, messages);
            assertThat(all(bus)).isEqualTo(messages);
        });
        open(bus -> assertThat(all(bus)).isEqualTo(messages));
    }

    private static List<Envelope> all(ChronicleBus bus) {
        var entries = bus.read(ORDERS, 0, MANY);
        var all = new ArrayList<Envelope>();
        while (!entries.isEmpty()) {
            entries.stream().map(Entry::message).forEach(all::add);
            entries = bus.read(ORDERS, entries.getLast().position(), MANY);
        }
        return all;
    }

    @Test
    @DisplayName("are found from any position on, with their partitions and offsets")
    void fromAnyPosition() {
        open(bus -> {
            bus.publish(ORDERS, messages(MANY, "{}"));
            var head = bus.read(ORDERS, 0, 1_000);
            for (long after : List.of(700L, 3L, 998L, 0L)) {
                assertThat(bus.read(ORDERS, after, 2))
                        .isEqualTo(
                                head.stream()
                                        .filter(entry -> entry.position() > after)
                                        .limit(2)
                                        .toList());
            }
            for (int partition = 0; partition < 4; partition++) {
                int number = partition;
                var offsets =
                        head.stream()
                                .filter(entry -> entry.partition() == number)
                                .map(Entry::offset)
                                .toList();
                assertThat(offsets)
                        .isEqualTo(LongStream.rangeClosed(1, offsets.size()).boxed().toList());
            }
        });
    }

    @Test
    @DisplayName("take as many records as it takes when they are large")
    void large() {
        var messages = messages(12, "\"" + "世".repeat((Envelope.MAX_DATA_BYTES - 2) / 3) + "\"");
        open(bus -> bus.publish(ORDERS, messages));
        open(bus -> assertThat(all(bus)).isEqualTo(messages));
    }

    @Test
    @DisplayName("are refused when one bit of them has changed on the disk")
    void changedBit() throws IOException {
        open(bus -> bus.publish(ORDERS, messages(100, "{}")));
        try (var files = Files.list(folder.resolve("topics/orders"))) {
            for (var file : files.filter(name -> name.toString().endsWith(".cq4")).toList()) {
                var content = Files.readAllBytes(file);
                content[new String(content, ISO_8859_1).indexOf("message-50")] ^= 1;
                Files.write(file, content);
            }
        }
        open(bus ->
                assertThatThrownBy(() -> bus.read(ORDERS, 0, 10))
                        .isInstanceOf(BusException.class)
                        .hasMessageContaining(
                                "is damaged: found a wrong checksum near position 1"));
    }

    private static List<Envelope> messages(int count, String data) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> message(number, data)).toList();
    }

    private static Envelope message(int number, String data) {
        return new Envelope(
                new MessageId("message-" + number),
                "test",
                "OrderPlaced",
                1,
                "order-" + number % 10,
                Instant.EPOCH,
                number % 2 == 0
                        ? Optional.empty()
                        : Optional.of(
                                new TraceContext("1".repeat(32), "2".repeat(16), number % 3 == 0)),
                number % 5 == 0 ? Optional.empty() : Optional.of(new MessageId("cause")),
                data);
    }
}
