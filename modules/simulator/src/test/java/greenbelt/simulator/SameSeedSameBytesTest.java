package greenbelt.simulator;

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

@DisplayName("The same seed")
class SameSeedSameBytesTest {
    private static final int SEEDS = Share.of(3, 20);
    private static final int ORDERS = 50;
    private static final int RUNS = 2;

    @TempDir Path folder;

    @Test
    @DisplayName("gives the same traces, messages and rows, twice in each of two different JVMs")
    void sameBytes() throws IOException, InterruptedException {
        var small =
                start(
                        "small",
                        List.of("-Xmx192m", "-XX:ActiveProcessorCount=1"),
                        SEEDS,
                        ORDERS,
                        RUNS);
        var large =
                start(
                        "large",
                        List.of("-Xmx1g", "-XX:ActiveProcessorCount=2", "-XX:+UseParallelGC"),
                        SEEDS,
                        ORDERS,
                        RUNS);
        small.mustSucceed();
        large.mustSucceed();

        for (int seed = 1; seed <= SEEDS; seed++) {
            for (var setting : Imprint.Setting.values()) {
                var first = imprint("small", seed, setting, 1);
                assertThat(first).hasSizeGreaterThan(ORDERS * 10);
                assertThat(Divergence.between(first, imprint("small", seed, setting, 2))).isEmpty();
                assertThat(Divergence.between(first, imprint("large", seed, setting, 1))).isEmpty();
                assertThat(Divergence.between(first, imprint("large", seed, setting, 2))).isEmpty();
            }
        }
    }

    @Test
    @DisplayName(
            "does not when somebody reads the wall clock: the comparison shows the first line that differs")
    void wallClock() throws IOException, InterruptedException {
        start("planted", List.of("-Xmx192m"), 1, 5, RUNS, "wall-clock").mustSucceed();

        var first = imprint("planted", 1, Imprint.Setting.SYNC, 1);
        var second = imprint("planted", 1, Imprint.Setting.SYNC, 2);
        assertThat(Divergence.between(first, second)).isPresent();
    }

    private ChildJvm start(
            String name, List<String> flags, int seeds, int orders, int runs, String... more)
            throws IOException {
        var out = Files.createDirectories(folder.resolve(name));
        var arguments = new ArrayList<String>();
        arguments.addAll(
                List.of(
                        out.toString(),
                        "1",
                        Integer.toString(seeds),
                        Integer.toString(orders),
                        Integer.toString(runs)));
        arguments.addAll(List.of(more));
        return ChildJvm.start(
                folder.resolve(name + ".log"),
                flags,
                ImprintMain.class,
                arguments.toArray(String[]::new));
    }

    private List<String> imprint(String name, int seed, Imprint.Setting setting, int run)
            throws IOException {
        return Files.readAllLines(
                folder.resolve(name).resolve("seed-%d-%s-%d".formatted(seed, setting, run)));
    }
}
