package greenbelt.shard.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.shard.write.WriteException.Kind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A transfer by saga")
class SagaTest {
    private final TwoShards shards = new TwoShards();

    @AfterEach
    void close() {
        shards.close();
    }

    private void transfer(Transfer transfer) {
        shards.inTask(() -> {
            new Saga(shards.log()).transfer(transfer, shards);
            return true;
        });
    }

    @Test
    @DisplayName("shows everybody the state in between: an amount that is on neither order")
    void inBetween() {
        var seen =
                shards.seenAt(
                        "after take",
                        log -> new Saga(log).transfer(shards.transfer("t", "30.00"), shards),
                        shards::totalsHere);

        assertThat(seen).contains("70.00 + 100.00");
        assertThat(shards.totals()).isEqualTo("70.00 + 130.00");
    }

    @Test
    @DisplayName("that the second shard refuses is made up for on the first, and says why")
    void compensated() {
        assertThatThrownBy(() -> transfer(shards.impossible("t", "30.00")))
                .isInstanceOfSatisfying(
                        WriteException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(Kind.REFUSED))
                .hasMessageContaining("t: there is no order 9999");
        assertThat(shards.totals()).isEqualTo("100.00 + 100.00");
    }

    @ParameterizedTest(name = "{0} crashes, and it is possible: {1}")
    @CsvSource({
        "coordinator, true", "shard-1, true", "shard-2, true",
        "coordinator, false", "shard-1, false", "shard-2, false"
    })
    @DisplayName("is done or made up for in the end, whoever crashes at whichever step")
    void crashAtEveryStep(String victim, boolean possible) {
        int steps = shards.steps(log -> new Saga(log).transfer(some(shards, possible), shards));
        assertThat(steps).isGreaterThanOrEqualTo(10);
        int brokenMeanwhile = 0;
        for (int step = 1; step <= steps; step++) {
            try (var fresh = new TwoShards()) {
                boolean acknowledged =
                        fresh.crashing(
                                victim,
                                step,
                                log -> new Saga(log).transfer(some(fresh, possible), fresh));
                fresh.start();
                brokenMeanwhile += fresh.isWhole() ? 0 : 1;
                fresh.onCoordinator(log -> new Saga(log).recover(fresh));

                assertThat(fresh.totals())
                        .as("step %d", step)
                        .isIn(
                                acknowledged
                                        ? List.of("70.00 + 130.00")
                                        : List.of("70.00 + 130.00", "100.00 + 100.00"));
                fresh.onCoordinator(log -> new Saga(log).transfer(some(fresh, possible), fresh));
                assertThat(fresh.totals())
                        .as("again, step %d", step)
                        .isEqualTo(possible ? "70.00 + 130.00" : "100.00 + 100.00");
            }
        }
        if (victim.equals(TwoShards.COORDINATOR)) {
            assertThat(brokenMeanwhile).isPositive();
        }
    }

    private static Transfer some(TwoShards on, boolean possible) {
        return possible ? on.transfer("t", "30.00") : on.impossible("t", "30.00");
    }

    @Test
    @DisplayName("is done once for each name, and another one under that name is refused")
    void names() {
        transfer(shards.transfer("t", "30.00"));
        transfer(shards.transfer("t", "30.00"));
        assertThatThrownBy(() -> transfer(shards.transfer("t", "31.00")))
                .isInstanceOfSatisfying(
                        WriteException.class,
                        other -> assertThat(other.kind()).isEqualTo(Kind.NAME_IN_USE));
        assertThat(shards.totals()).isEqualTo("70.00 + 130.00");
    }

    @Test
    @DisplayName("of more than there is changes nothing")
    void refused() {
        assertThatThrownBy(() -> transfer(shards.transfer("t", "300.00")))
                .hasMessageContaining("has less than 300.00");
        assertThat(shards.totals()).isEqualTo("100.00 + 100.00");
    }
}
