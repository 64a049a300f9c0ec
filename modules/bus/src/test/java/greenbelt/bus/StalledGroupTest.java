package greenbelt.bus;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.bus.Bus.BlockedKey;
import greenbelt.bus.Bus.Delivery;
import greenbelt.bus.Bus.GroupStatus;
import greenbelt.disk.DiskFull;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A group of which one key stays blocked")
class StalledGroupTest {
    private static final Topic ORDERS = new Topic("orders");
    private static final Group BILLING = new Group("billing");
    private static final String STUCK = "order-1";

    private final VirtualWorld world = new VirtualWorld(1);
    private final Bus bus = new MemoryBus(world);
    private final List<Delivery> seen = new ArrayList<>();
    private boolean stuck = true;

    @AfterEach
    void close() {
        world.close();
    }

    /// A full disk, because a message is not given up for that.
    private void handle(Delivery delivery) {
        if (stuck && delivery.message().subject().equals(STUCK)) {
            throw new IllegalStateException("write", new DiskFull("disk is full"));
        }
        seen.add(delivery);
    }

    private GroupStatus publish(List<String> keys) {
        inWorld(() -> {
            bus.create(ORDERS, 1);
            bus.subscribe(world.start("consumer"), ORDERS, BILLING, this::handle);
            bus.publish(
                    ORDERS,
                    IntStream.range(0, keys.size())
                            .mapToObj(number -> message(keys.get(number), number))
                            .toList());
            world.sleep(Duration.ofSeconds(10));
        });
        return bus.groups().getFirst();
    }

    private GroupStatus unblock() {
        stuck = false;
        inWorld(() -> world.sleep(Duration.ofMinutes(1)));
        return bus.groups().getFirst();
    }

    private void inWorld(Runnable body) {
        world.<Optional<Void>>enter(
                world.node("test").orElseGet(() -> world.start("test")),
                "test",
                () -> {
                    body.run();
                    return Optional.empty();
                });
    }

    private static Envelope message(String key, int number) {
        return new Envelope(
                new MessageId(key + "/" + number),
                "test",
                "OrderPlaced",
                1,
                key,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Integer.toString(number));
    }

    private static List<String> others(int count) {
        return IntStream.rangeClosed(2, count + 1).mapToObj(order -> "order-" + order).toList();
    }

    private static List<String> behind(String first, List<String> keys) {
        var all = new ArrayList<>(List.of(first));
        all.addAll(keys);
        return all;
    }

    @Test
    @DisplayName("goes on with all others, and is not stalled, as long as few lie beyond")
    void goesOn() {
        int others = Cursor.WINDOW - 1;
        var status = publish(behind(STUCK, others(others)));

        assertThat(seen).hasSize(others);
        assertThat(status.blocked()).extracting(BlockedKey::key).containsExactly(STUCK);
        assertThat(status.stalledBy()).isEmpty();
    }

    @Test
    @DisplayName("stalls when too many lie beyond, says so, and catches up when the key is free")
    void stalls() {
        var keys = behind(STUCK, others(Cursor.WINDOW + 100));
        var status = publish(keys);

        assertThat(seen).hasSize(Cursor.WINDOW - 1);
        assertThat(status.stalledBy()).map(BlockedKey::key).contains(STUCK);

        var after = unblock();
        assertThat(seen).hasSize(keys.size()).doesNotHaveDuplicates();
        assertThat(after.stalledBy()).isEmpty();
        assertThat(after.lag()).isZero();
    }

    @Test
    @DisplayName("stalls when as many of that key wait as may be in hand")
    void tooManyOfOneKey() {
        var keys = new ArrayList<String>();
        IntStream.range(0, Cursor.MOST_IN_HAND).forEach(_ -> keys.add(STUCK));
        keys.add("order-2");
        var status = publish(keys);

        assertThat(seen).isEmpty();
        assertThat(status.stalledBy()).map(BlockedKey::key).contains(STUCK);

        assertThat(unblock().lag()).isZero();
        assertThat(seen.stream().map(Delivery::position).sorted().toList())
                .hasSize(keys.size())
                .doesNotHaveDuplicates();
    }
}
