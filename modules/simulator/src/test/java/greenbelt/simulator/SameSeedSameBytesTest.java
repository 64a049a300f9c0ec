package greenbelt.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The same seed")
class SameSeedSameBytesTest {
    private static final int SEEDS = 20;
    private static final int ORDERS = 50;
    private static final int RUNS = 2;

    @TempDir Path folder;

    @Test
    @DisplayName(
            "gives the same traces, messages, rows and output, twice in each of two different JVMs")
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
        mustSucceed(small);
        mustSucceed(large);

        for (int seed = 1; seed <= SEEDS; seed++) {
            for (var setting : Imprint.Setting.values()) {
                var first = imprint("small", seed, setting, 1);
                assertThat(first).hasSizeGreaterThan(ORDERS * 10);
                assertThat(divergence(first, imprint("small", seed, setting, 2))).isEmpty();
                assertThat(divergence(first, imprint("large", seed, setting, 1))).isEmpty();
                assertThat(divergence(first, imprint("large", seed, setting, 2))).isEmpty();
            }
        }
    }

    @Test
    @DisplayName(
            "does not when somebody reads the wall clock: the comparison shows the first line that differs")
    void wallClock() throws IOException, InterruptedException {
        mustSucceed(start("planted", List.of("-Xmx192m"), 1, 5, RUNS, "wall-clock"));

        var first = imprint("planted", 1, Imprint.Setting.SYNC, 1);
        var second = imprint("planted", 1, Imprint.Setting.SYNC, 2);
        assertThat(divergence(first, second)).isPresent();
    }

    private Process start(
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
        var command = ChildJvm.command(flags, ImprintMain.class, arguments.toArray(String[]::new));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
    }

    private void mustSucceed(Process process) throws IOException, InterruptedException {
        int exit = process.waitFor();
        if (exit != 0) {
            var logs = new StringBuilder();
            try (var files = Files.list(folder)) {
                for (var log :
                        files.filter(file -> file.toString().endsWith(".log")).sorted().toList()) {
                    logs.append(Files.readString(log));
                }
            }
            assertThat(exit).as(logs.toString()).isZero();
        }
    }

    private List<String> imprint(String name, int seed, Imprint.Setting setting, int run)
            throws IOException {
        return Files.readAllLines(
                folder.resolve(name).resolve("seed-%d-%s-%d".formatted(seed, setting, run)));
    }

    /// Where two imprints differ first.
    private static Optional<String> divergence(List<String> one, List<String> other) {
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            var left = i < one.size() ? one.get(i) : "(nothing more)";
            var right = i < other.size() ? other.get(i) : "(nothing more)";
            if (!left.equals(right)) {
                return Optional.of("line " + (i + 1) + ":\n- " + left + "\n+ " + right);
            }
        }
        return Optional.empty();
    }
}
