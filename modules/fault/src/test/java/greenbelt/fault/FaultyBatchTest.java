package greenbelt.fault;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.fault.Scene.TestWorld;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A fault, with messages that travel together,")
class FaultyBatchTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(TestWorld.class)
    @DisplayName(
            "ends publishing where it strikes; those before are published, those behind are not")
    void publishing(TestWorld world) {
        try (var scene = Scene.in(world, folder)) {
            scene.add("refused topic:order.news --every 2 --name bad");
            assertThat(scene.publishTogether("a", "b", "c")).isEqualTo("failed");
            assertThat(scene.status().hits()).isEqualTo(1);
            scene.remove("bad");
            assertThat(scene.publishTogether("a", "b", "c")).isEqualTo("published");
            assertThat(scene.carriedOut(4)).isEqualTo(quoted("a", "a", "b", "c"));
        }
    }

    @Test
    @DisplayName("strikes one delivery, not its batch: the others of the batch are handled")
    void handling() {
        try (var scene = Scene.in(TestWorld.VIRTUAL, folder)) {
            scene.add("poison order.news~inventory --every 2 --name bad");
            assertThat(scene.publishTogether("a", "b", "c")).isEqualTo("published");
            scene.pass(Duration.ofMinutes(1));
            assertThat(scene.carriedOut(2)).contains("\"a\"", "\"c\"").doesNotContain("\"b\"");
        }
    }

    private static List<String> quoted(String... texts) {
        return Stream.of(texts).map(text -> "\"" + text + "\"").toList();
    }
}
