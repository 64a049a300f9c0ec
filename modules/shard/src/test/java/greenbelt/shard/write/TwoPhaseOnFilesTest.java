package greenbelt.shard.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A write in two phases, on files,")
class TwoPhaseOnFilesTest {
    @TempDir private Path folder;

    @ParameterizedTest(name = "{0} crash")
    @ValueSource(strings = {TwoShards.COORDINATOR, "shard-1 shard-2 coordinator"})
    @DisplayName("is done on all shards or on none, whoever crashes at whichever step")
    void crashAtEveryStep(String victims) {
        int step = 1;
        boolean acknowledged = false;
        while (!acknowledged) {
            try (var shards = TwoShards.onFiles(folder.resolve("step-" + step))) {
                var transfer = shards.transfer("t", "30.00");
                acknowledged = shards.crashing(victims, step, log -> write(log, shards, transfer));
                shards.start();
                shards.onCoordinator(log -> new TwoPhase(log).recover(shards));

                assertThat(shards.totals())
                        .as("step %d", step)
                        .isIn(
                                acknowledged
                                        ? List.of("70.00 + 130.00")
                                        : List.of("70.00 + 130.00", "100.00 + 100.00"));
                shards.onCoordinator(log -> write(log, shards, transfer));
                assertThat(shards.totals()).as("again, step %d", step).isEqualTo("70.00 + 130.00");
            }
            step++;
        }
        assertThat(step).isGreaterThanOrEqualTo(10);
    }

    private static void write(WriteLog log, TwoShards on, Transfer transfer) {
        new TwoPhase(log).write(transfer.name(), transfer.about(), "transfer", transfer.pieces(on));
    }
}
