package greenbelt.shard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Keys of orders")
class OrderKeysTest {
    private static final Instant NOW = VirtualWorld.BEGINNING;

    private final VirtualWorld world = new VirtualWorld(7);
    private final Node node = world.start("shop");

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("say when they were made and by whom, and are in the order of time")
    void sayWhenAndWho() {
        var keys = new OrderKeys(world, 3, 0);
        long first = inTask(keys::next);
        inTask(() -> {
            world.sleep(Duration.ofMillis(5));
            return 0L;
        });
        long second = inTask(keys::next);

        assertThat(OrderKeys.time(first)).isEqualTo(NOW);
        assertThat(OrderKeys.time(second)).isEqualTo(NOW.plusMillis(5));
        assertThat(OrderKeys.node(first)).isEqualTo(3);
        assertThat(first).isEqualTo(OrderKeys.at(NOW, 3)).isLessThan(second);
        assertThat(OrderKeys.firstAt(NOW)).isLessThan(first);
    }

    @Test
    @DisplayName(
            "ascend and differ when more than 4,096 are made in a millisecond, and between nodes")
    void ascendWithinAMillisecond() {
        var ours = new OrderKeys(world, 1, 0);
        var theirs = new OrderKeys(world, 2, 0);
        var keys = inTask(() -> many(ours));
        var others = inTask(() -> many(theirs));

        assertThat(keys).isSorted().doesNotHaveDuplicates().doesNotContainAnyElementsOf(others);
        assertThat(OrderKeys.time(keys.getLast())).isEqualTo(NOW.plusMillis(2));
    }

    @Test
    @DisplayName("ascend when the clock is set back, also over a restart")
    void ascendWhenTheClockIsSetBack() {
        var keys = new OrderKeys(world, 1, 0);
        long before = inTask(keys::next);
        inTask(() -> {
            node.skew(Duration.ofHours(-1));
            return 0L;
        });

        assertThat(inTask(keys::next)).isEqualTo(before + 1);
        assertThat(inTask(new OrderKeys(world, 1, before)::next))
                .isEqualTo(OrderKeys.at(NOW.plusMillis(1), 1));
    }

    @Test
    @DisplayName("are not given twice after a restart, though another node has counted less far")
    void notGivenTwice() {
        var given = inTask(() -> many(new OrderKeys(world, 1, 0)));
        long greatest = OrderKeys.at(OrderKeys.time(given.getLast()), 9);

        assertThat(inTask(() -> many(new OrderKeys(world, 1, greatest))))
                .doesNotContainAnyElementsOf(given);
    }

    @Test
    @DisplayName("refuse a node that does not fit into ten bits")
    void refuseANode() {
        assertThatThrownBy(() -> new OrderKeys(world, 1_024, 0))
                .hasMessage("a node is 0 to 1023, was 1024");
    }

    private static List<Long> many(OrderKeys keys) {
        return LongStream.range(0, 10_000).map(_ -> keys.next()).boxed().toList();
    }

    private <T> T inTask(Supplier<T> body) {
        return world.enter(node, "test", body);
    }
}
