package greenbelt.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.contract.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The order history on the shards, on disk,")
class AttachedHistoryLiveTest {
    private static final int ORDERS = 12;

    @TempDir private Path folder;

    private Simulator open() {
        return Simulator.open(Plan.live(folder.resolve("data"), 0));
    }

    private static void load(Simulator system) {
        system.run("load", () -> system.load(LoadPlan.of(ORDERS), answered -> {}));
    }

    private static void mustBeTheSame(Simulator system, int orders) {
        assertThat(system.run("compare", system.attachment()::compare))
                .isEqualTo(new Attachment.Compared(orders, List.of()));
    }

    @Test
    @DisplayName(
            "stays attached when the system is closed and opened again, and after its node has crashed")
    void restart() {
        try (var system = open()) {
            load(system);
            system.run("attach", () -> system.attachment().attach(OptionalInt.of(2), _ -> {}));
            mustBeTheSame(system, ORDERS);
        }
        try (var system = open()) {
            load(system);
            mustBeTheSame(system, 2 * ORDERS);
            system.run("crash", () -> system.world().node(ShardedShop.NODE).orElseThrow().crash());
            load(system);
            mustBeTheSame(system, 3 * ORDERS);
            system.run("crash", () -> system.crash("order-1"));
            system.run("restart", () -> system.restart("order-1"));
            mustBeTheSame(system, 3 * ORDERS);
            assertThat(system.run("check", system::check)).allMatch(Finding::holds);
        }
        try (var system = open()) {
            assertThat(system.run("detach", system.attachment()::detach).wasAttached()).isTrue();
        }
        try (var system = open()) {
            assertThat(system.run("standing", system.attachment()::standing)).isEmpty();
            system.run("drop", () -> system.shardedShop().drop());
        }
    }
}
