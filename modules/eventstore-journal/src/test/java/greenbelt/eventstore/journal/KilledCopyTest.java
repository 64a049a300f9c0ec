package greenbelt.eventstore.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.eventstore.EventFilter;
import greenbelt.testkit.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A process that is killed while it copies")
class KilledCopyTest {
    private static final int EVENTS = 20_000;

    @TempDir Path folder;

    @ParameterizedTest(name = "after {0} lines")
    @ValueSource(ints = {1, 9, 26})
    @DisplayName(
            "leaves a journal that tells nothing but what the store tells, and is copied to its end")
    void killed(int lines) throws IOException {
        try (var stage = new Stage(folder, noJournal(), path -> Long.MAX_VALUE)) {
            stage.append(Stage.ORDER, Samples.events("a", EVENTS));
        }
        copyUntilKilled(lines);

        try (var stage = CopyingProcess.open(folder, path -> Long.MAX_VALUE)) {
            var inStore = stage.inStore();
            assertThat(stage.all(stage.journaled, EventFilter.ALL)).isEqualTo(inStore);
            assertThat(stage.settle())
                    .returns((long) EVENTS, JournalStatus::position)
                    .returns(Optional.empty(), JournalStatus::trouble)
                    .returns(0L, JournalStatus::mended);
            assertThat(stage.inJournal()).isEqualTo(inStore).hasSize(EVENTS);
        }
    }

    /// Those under which nothing is copied.
    private static Limits noJournal() {
        return new Limits(1, 1, Long.MAX_VALUE, Duration.ofDays(1));
    }

    private void copyUntilKilled(int lines) throws IOException {
        var process =
                new ProcessBuilder(ChildJvm.command(CopyingProcess.class, folder.toString()))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var output = process.inputReader(US_ASCII)) {
            for (int line = 1; line <= lines; line++) {
                assertThat(output.readLine())
                        .isEqualTo("copied " + line * CopyingProcess.EVENTS_PER_LINE);
            }
            process.toHandle().destroyForcibly();
            assertThat(output.lines()).noneMatch(line -> line.startsWith("JournalStatus"));
        } finally {
            process.destroyForcibly();
        }
        process.onExit().join();
    }
}
