package greenbelt.shard.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Measuring, by a clock that stands still but for what is measured,")
class MeasuringTest {
    private final VirtualWorld world = new VirtualWorld(1);
    private final Node node = world.start("bench");
    private final List<OrderKey> orders =
            IntStream.range(0, 10).mapToObj(n -> new OrderKey(n, n)).toList();

    @AfterEach
    void close() {
        world.close();
    }

    /// Takes this long each time.
    private Contender taking(Duration duration) {
        return taking(() -> duration);
    }

    private Contender taking(Supplier<Duration> durations) {
        return new Contender() {
            @Override
            public long ask(String sql, Object... values) {
                world.sleep(durations.get());
                return 1;
            }

            @Override
            public void change(String sql, Object... values) {
                world.sleep(durations.get());
            }
        };
    }

    private Measuring measuring(int rounds) {
        return new Measuring(
                world, node, orders, rounds, Duration.ofMillis(10), Duration.ofSeconds(1));
    }

    private <T> T inTask(Supplier<T> body) {
        return world.enter(node, "test", body);
    }

    @Test
    @DisplayName("finds how long each contender takes")
    void asks() {
        var contenders = List.of(taking(Duration.ofMillis(1)), taking(Duration.ofMillis(4)));

        assertThat(inTask(() -> measuring(3).ask(Question.BY_KEY, contenders)))
                .containsExactly(1_000.0, 4_000.0);
    }

    @Test
    @DisplayName("leaves out the round that warms up, and takes the median of the others")
    void medians() {
        var rounds = new ArrayDeque<>(List.of(500, 20, 900, 30));
        var one = taking(() -> Duration.ofMillis(rounds.removeFirst()));

        assertThat(inTask(() -> measuring(3).ask(Question.BY_KEY, List.of(one))))
                .containsExactly(30_000.0);
    }

    @Test
    @DisplayName("does not ask again what takes more than a second to warm up")
    void slow() {
        var asked = new AtomicInteger();
        var one =
                taking(() -> {
                    asked.incrementAndGet();
                    return Duration.ofSeconds(2);
                });

        assertThat(inTask(() -> measuring(3).ask(Question.BY_KEY, List.of(one))))
                .containsExactly(2_000_000.0);
        assertThat(asked).hasValue(1);
    }

    @Test
    @DisplayName("counts the updates of eight writers together")
    void contends() {
        assertThat(inTask(() -> measuring(1).contend(List.of(taking(Duration.ofMillis(2))))))
                .containsExactly(4_000.0);
    }

    @Test
    @DisplayName("says so when nothing is found, or there is nothing to ask for")
    void nothing() {
        assertThatThrownBy(() -> Measuring.mustBeFound(0)).hasMessage("nothing was found");
        assertThatThrownBy(() ->
                        new Measuring(
                                world, node, List.of(), 1, Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
