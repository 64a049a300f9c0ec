package greenbelt.fault;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.fault.Scene.TestWorld;
import greenbelt.fault.Target.OfProjection;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Poison for a consumer that stands on no port")
class PoisonTest {
    @TempDir Path folder;

    /// Which of the events 1 to 40 are poisonous to the order list.
    private static List<Long> poisonous(Scene scene) {
        var poison = new Poison(scene.faults(), new OfProjection("order-list"));
        return scene.inTask(() ->
                LongStream.rangeClosed(1, 40)
                        .filter(n -> poison.in("event " + n, "id " + n, n).isPresent())
                        .boxed()
                        .toList());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("is in the same things in every attempt, until it is taken off")
    void lasts(TestWorld world) {
        try (var scene = Scene.in(world, folder)) {
            scene.add("poison order-list --probability 0.3 --name bad");
            var first = poisonous(scene);
            assertThat(first).hasSizeBetween(4, 25);
            assertThat(poisonous(scene)).isEqualTo(first);

            scene.remove("bad");
            assertThat(poisonous(scene)).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @DisplayName("is in each n-th place, and in nothing that another consumer takes")
    void everyNth(TestWorld world) {
        try (var scene = Scene.in(world, folder)) {
            scene.add("poison order-list --every 10");
            scene.add("poison sales");
            assertThat(poisonous(scene)).containsExactly(10L, 20L, 30L, 40L);
        }
    }

    @Test
    @DisplayName("is what the consumer fails with, and counts as a hit")
    void isWhatItFailsWith() {
        try (var scene = Scene.in(TestWorld.VIRTUAL, folder)) {
            scene.add("poison order-list");
            var poison = new Poison(scene.faults(), new OfProjection("order-list"));
            assertThat(scene.inTask(() -> poison.in("event 7", "id 7", 7)))
                    .hasValueSatisfying(failure ->
                            assertThat(failure)
                                    .hasMessage("event 7 is poisonous to projection:order-list"));
            assertThat(scene.status().hits()).isEqualTo(1);
        }
    }
}
