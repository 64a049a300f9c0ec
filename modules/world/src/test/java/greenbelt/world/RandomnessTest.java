package greenbelt.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A random stream")
class RandomnessTest {
    private static List<Integer> ten(Randomness random) {
        return Stream.generate(() -> random.nextInt(1_000)).limit(10).toList();
    }

    @Test
    @DisplayName("is a function of seed and name")
    void functionOfSeedAndName() {
        assertThat(ten(Randomness.of(7, "latency/order-3")))
                .isEqualTo(ten(Randomness.of(7, "latency/order-3")))
                .isNotEqualTo(ten(Randomness.of(7, "latency/order-4")))
                .isNotEqualTo(ten(Randomness.of(8, "latency/order-3")));
    }

    @Test
    @DisplayName("is not disturbed by another one")
    void undisturbed() {
        try (var alone = new VirtualWorld(7);
                var among = new VirtualWorld(7)) {
            var expected = ten(alone.random("a"));
            among.random("b").nextLong();
            var first = among.random("a").nextInt(1_000);
            among.random("c").nextLong();
            assertThat(first).isEqualTo(expected.getFirst());
            assertThat(among.random("a").nextInt(1_000)).isEqualTo(expected.get(1));
        }
    }

    @Test
    @DisplayName("goes on where it was left, by whoever draws from it, and is the one of its seed")
    void goesOn() {
        try (var world = new VirtualWorld(7)) {
            var first = world.random("a");
            var second = world.random("a");
            var drawn =
                    Stream.of(first, second, first, world.random("a"))
                            .map(random -> random.nextInt(1_000))
                            .toList();
            assertThat(drawn).isEqualTo(ten(Randomness.of(7, "a")).subList(0, 4));
        }
    }

    @Test
    @DisplayName("gives every number below its bound about as often as any other")
    void even() {
        var random = Randomness.of(1, "dice");
        var counts = new int[6];
        for (int i = 0; i < 60_000; i++) {
            counts[random.nextInt(6)]++;
        }
        assertThat(IntStream.of(counts)).allMatch(count -> count > 9_500 && count < 10_500);
    }

    @Test
    @DisplayName("includes both ends of a range of durations")
    void bothEnds() {
        var random = Randomness.of(1, "range");
        var least = Duration.ofNanos(5);
        var most = Duration.ofNanos(7);
        assertThat(Stream.generate(() -> random.between(least, most)).limit(100).distinct())
                .containsExactlyInAnyOrder(least, Duration.ofNanos(6), most);
    }

    @Test
    @DisplayName("gives UUIDs of version 4")
    void uuids() {
        var random = Randomness.of(1, "ids");
        assertThat(Stream.generate(random::nextUuid).limit(100))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.version() == 4 && id.variant() == 2);
    }

    @Test
    @DisplayName("refuses a bound below 1")
    void refusesBound() {
        assertThatThrownBy(() -> Randomness.of(1, "x").nextInt(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bound must be >= 1, was 0");
    }
}
