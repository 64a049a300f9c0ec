package greenbelt.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.database.DatabaseException.Kind;
import greenbelt.world.LiveWorld;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A database in a file, when its process is killed with kill -9,")
@Timeout(120)
class KillTest {
    private static final int[] KILLED_AFTER_COMMITS = {50, 700, 2_500};

    @TempDir Path folder;

    @Test
    @DisplayName("has every commit that had returned")
    void process() throws Exception {
        var acknowledged = new ArrayList<String>();
        for (int commits : KILLED_AFTER_COMMITS) {
            acknowledged.addAll(commitsOfKilledProcess(Durability.PROCESS, commits));
            assertThat(missing(acknowledged)).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "has lost some when it was opened with durability heap, so that this test can fail")
    void heap() throws Exception {
        var acknowledged = commitsOfKilledProcess(Durability.HEAP, 2_500);
        assertThat(missing(acknowledged)).isNotEmpty();
    }

    @Test
    @DisplayName(
            "has every transaction that was prepared, and commits or undoes each as it is told")
    void prepared() throws Exception {
        var child = start(PrepareUntilKilled.class, Durability.PROCESS);
        try (var out = child.inputReader()) {
            for (int i = 1; i <= PrepareUntilKilled.TRANSACTIONS; i++) {
                assertThat(out.readLine()).isEqualTo("t" + i);
            }
            kill(child, out);
        }
        opened(database -> {
            assertThat(database.inDoubt()).hasSize(PrepareUntilKilled.TRANSACTIONS);
            for (int i = 1; i <= PrepareUntilKilled.TRANSACTIONS; i++) {
                database.decide("t" + i, i % 3 == 0);
            }
            return true;
        });
        assertThat(opened(KillTest::ids)).containsExactly("t3", "t6", "t9");
        assertThat(opened(Database::inDoubt)).isEmpty();
    }

    @Test
    @DisplayName(
            "is refused to others before, with a message that names the folder, and free after")
    void inUse() throws Exception {
        var child = start(CommitUntilKilled.class, Durability.PROCESS);
        try (var out = child.inputReader()) {
            assertThat(out.readLine()).isNotNull();
            assertThatThrownBy(() -> missing(List.of()))
                    .hasMessageContaining("another process uses the folder " + folder)
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.IN_USE));
            kill(child, out);
        }
        assertThat(missing(List.of())).isEmpty();
    }

    /// Starts the program, kills it after so many commits, and answers the commits that had returned.
    private List<String> commitsOfKilledProcess(Durability durability, int commits)
            throws IOException, InterruptedException {
        var child = start(CommitUntilKilled.class, durability);
        try (var out = child.inputReader()) {
            var ids = new ArrayList<String>();
            while (ids.size() < commits) {
                ids.add(out.readLine());
            }
            ids.addAll(kill(child, out));
            return ids;
        }
    }

    /// Kills the process, and answers what it had said by then.
    private static List<String> kill(Process child, BufferedReader out)
            throws IOException, InterruptedException {
        child.toHandle().destroyForcibly(); // unlike that of Process, it leaves the stream open
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        var rest = new StringBuilder();
        for (int c = out.read(); c >= 0; c = out.read()) {
            rest.append((char) c);
        }
        var said = rest.toString();
        return said.substring(0, said.lastIndexOf('\n') + 1).lines().toList();
    }

    private Process start(Class<?> program, Durability durability) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        classPath(),
                        program.getName(),
                        folder.toString(),
                        durability.name())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// What this JVM has on its module path does in the child's class path.
    private static String classPath() {
        return "target/test-classes" + File.pathSeparator + System.getProperty("jdk.module.path");
    }

    private Set<String> missing(List<String> acknowledged) {
        var missing = new HashSet<>(acknowledged);
        missing.removeAll(Set.copyOf(opened(KillTest::ids)));
        return missing;
    }

    private static List<String> ids(Database database) {
        return database.read(
                "ids",
                session ->
                        session.query("select id from entry order by id", row -> row.text("id")));
    }

    private <T> T opened(Function<Database, T> use) {
        try (var world = new LiveWorld()) {
            var node = world.start("reader");
            var database =
                    new FileDisk(world, folder, Durability.PROCESS)
                            .open("entries", CommitUntilKilled.SCHEMA);
            node.attach(database);
            return world.enter(node, "use", () -> use.apply(database));
        }
    }
}
