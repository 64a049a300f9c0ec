package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.testkit.ChildJvm;
import greenbelt.testkit.Divergence;
import greenbelt.testkit.Share;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What a session prints under the same seed")
class SameSeedSamePrintTest {
    /// A small share of the seeds; `./run.sh test --all` takes all 20.
    private static final int SEEDS = Share.of(1, 20);

    private static final int RUNS = 2;

    @TempDir Path folder;

    @Test
    @DisplayName("is the same, as text and as JSON, twice in each of two different JVMs")
    void samePrint() throws IOException, InterruptedException {
        var small = start("small", List.of("-Xmx192m", "-XX:ActiveProcessorCount=1"), SEEDS);
        var large =
                start(
                        "large",
                        List.of("-Xmx1g", "-XX:ActiveProcessorCount=2", "-XX:+UseParallelGC"),
                        SEEDS);
        small.mustSucceed();
        large.mustSucceed();

        for (int seed = 1; seed <= SEEDS; seed++) {
            var first = printed("small", seed, 1);
            assertThat(String.join("\n", first))
                    .contains("order-1 is confirmed", "POST /orders", "\"number\":\"order-24\"");
            assertThat(Divergence.between(first, printed("small", seed, 2))).isEmpty();
            assertThat(Divergence.between(first, printed("large", seed, 1))).isEmpty();
            assertThat(Divergence.between(first, printed("large", seed, 2))).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "is not when somebody reads the wall clock: the comparison shows the first line that differs")
    void wallClock() throws IOException, InterruptedException {
        start("planted", List.of("-Xmx192m"), 1, "wall-clock").mustSucceed();

        assertThat(Divergence.between(printed("planted", 1, 1), printed("planted", 1, 2)))
                .isPresent();
    }

    private ChildJvm start(String name, List<String> flags, int seeds, String... more)
            throws IOException {
        var out = Files.createDirectories(folder.resolve(name));
        var arguments =
                new ArrayList<>(
                        List.of(
                                out.toString(),
                                "1",
                                Integer.toString(seeds),
                                Integer.toString(RUNS)));
        arguments.addAll(List.of(more));
        return ChildJvm.start(
                folder.resolve(name + ".log"),
                flags,
                PrintMain.class,
                arguments.toArray(String[]::new));
    }

    private List<String> printed(String name, int seed, int run) throws IOException {
        return Files.readAllLines(folder.resolve(name).resolve("seed-%d-%d".formatted(seed, run)));
    }
}
