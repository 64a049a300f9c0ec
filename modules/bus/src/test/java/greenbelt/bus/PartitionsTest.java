package greenbelt.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The partition of a key")
class PartitionsTest {
    @Test
    @DisplayName("is the same for ever, or a key would be parted from its past")
    void stable() {
        assertThat(IntStream.rangeClosed(1, 12).mapToObj(i -> Partitions.of("order-" + i, 4)))
                .containsExactly(1, 0, 1, 0, 2, 0, 2, 0, 1, 1, 1, 2);
        assertThat(Partitions.of("", 4)).isZero();
        assertThat(Partitions.of("Grüße", 64)).isEqualTo(47);
    }

    @Test
    @DisplayName("is any of them about equally often")
    void even() {
        var counts =
                IntStream.range(0, 10_000)
                        .mapToObj(i -> Partitions.of("order-" + i, 8))
                        .collect(Collectors.groupingBy(it -> it, Collectors.counting()));
        assertThat(counts).hasSize(8);
        assertThat(counts.values())
                .allSatisfy(count -> assertThat(count).isBetween(1_100L, 1_400L));
    }
}
