package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.eventstore.SnapshotPolicy;
import greenbelt.simulator.Plan;
import greenbelt.simulator.Simulator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The command about snapshots")
class SnapshotsCommandTest extends CommandsFixture {
    SnapshotsCommandTest() {
        super(7, 120);
    }

    /// What `line` prints in a world with this policy, in which two orders were placed, of six events each, and the first was
    /// cancelled.
    private String shown(SnapshotPolicy policy, String line) {
        try (var world = Simulator.open(Plan.virtual(7).withSnapshots(policy))) {
            var itsInterpreter = interpreter(world);
            itsInterpreter.run("order place --user ada --item tea-pot");
            itsInterpreter.run("order place --user bela --item tea-pot");
            itsInterpreter.run("order cancel 1");
            var outcome = itsInterpreter.run(line);
            assertThat(outcome.refused()).as(outcome.text()).isFalse();
            return outcome.text();
        }
    }

    @Test
    @DisplayName("shows at which version there is one, and how many events are read with it")
    void showAll() {
        assertThat(shown(new SnapshotPolicy.Every(4), "snapshots"))
                .containsPattern("order-[0-9a-f-]{36} +12 +12 +1\n")
                .containsPattern("order-[0-9a-f-]{36} +6 +4 +3\n")
                .endsWith("one is made: every 4 events\n");
    }

    @Test
    @DisplayName("shows of an order without one that all its events are read")
    void showNone() {
        assertThat(shown(new SnapshotPolicy.Every(20), "snapshots 2"))
                .containsPattern("order-[0-9a-f-]{36} +6 +– +6\n");
        assertThat(shown(new SnapshotPolicy.Never(), "snapshots"))
                .isEqualTo("no order has a snapshot; one is made: never\n");
    }

    @Test
    @DisplayName("says the same as JSON")
    void sayTheSameAsJson() {
        assertThat(shown(new SnapshotPolicy.Every(4), "snapshots 2 --json"))
                .startsWith("{\"policy\":\"every 4 events\",\"snapshots\":[{\"stream\":\"order-");
    }

    @Test
    @DisplayName("says that there is no such order")
    void noSuchOrder() {
        assertThat(refusal("snapshots 99")).contains("there is no order \"order-99\"");
    }
}
