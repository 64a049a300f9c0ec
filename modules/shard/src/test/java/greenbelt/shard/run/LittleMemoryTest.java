package greenbelt.shard.run;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.testkit.Share;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("In a small heap, queries over shards")
@Timeout(1_800)
class LittleMemoryTest {
    /// A million orders in 64 MB beside the caches; in the usual run fewer, in not much more than the program needs for itself, and
    /// still more groups than a shard may hold.
    private static final int ORDERS = Share.isWhole() ? 1_000_000 : 50_000;

    private static final int SHARDS = Share.isWhole() ? 4 : 2;
    private static final int MEGABYTES = Share.isWhole() ? 64 : 40;

    /// Of each shard, and of the map.
    private static final int CACHE_MEGABYTES = Share.isWhole() ? 8 : 2;

    private static final int KILOBYTES = 1_024;
    private static final int TOO_SMALL_MEGABYTES = 12;

    @TempDir Path folder;

    @Test
    @DisplayName("come to an end, however many groups, distinct values or rows they pass over")
    void comeToAnEnd() throws Exception {
        int caches = CACHE_MEGABYTES * (SHARDS + 1);

        var said = run(caches + MEGABYTES);

        assertThat(said).last().isEqualTo("done");
        assertThat(said)
                .filteredOn(line -> line.contains(" rows in "))
                .hasSameSizeAs(LittleMemory.QUERIES);
    }

    @Test
    @DisplayName("do not where it is much too small, so that this test can fail")
    void muchTooSmall() throws Exception {
        assertThat(run(TOO_SMALL_MEGABYTES)).last().isNotEqualTo("done");
    }

    private List<String> run(int heapMegabytes) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var child =
                new ProcessBuilder(
                                java,
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-Xmx" + heapMegabytes + "m",
                                "-cp",
                                classPath(),
                                LittleMemory.class.getName(),
                                folder.toString(),
                                Integer.toString(ORDERS),
                                Integer.toString(SHARDS),
                                Integer.toString(CACHE_MEGABYTES * KILOBYTES))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var out = child.inputReader()) {
            var said = out.lines().toList();
            child.waitFor();
            return said;
        }
    }

    /// What this JVM has on its module path does in the child's class path.
    private static String classPath() {
        return "target/test-classes" + File.pathSeparator + System.getProperty("jdk.module.path");
    }
}
