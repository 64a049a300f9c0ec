package greenbelt.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.contract.Edge;
import greenbelt.contract.Finding;
import greenbelt.contract.Mode;
import greenbelt.fault.FaultPlan;
import greenbelt.fault.PlanText;
import greenbelt.order.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A broken system in the live world")
class LiveFaultsTest {
    private static final int ORDERS = 40;
    private static final Duration SETTLING = Duration.ofSeconds(60);

    /// Short ones, so that what is lost is soon asked for again.
    private static final Timeouts SHORT =
            new Timeouts(
                    Duration.ofSeconds(2),
                    Duration.ofHours(1),
                    Duration.ofMillis(300),
                    Duration.ofSeconds(1));

    private static final String FAULTS =
            """
            reply-lost order->inventory --every 4
            duplicate order->user --every 3
            latency topic:inventory.commands --every 2 --delay 1ms..20ms
            duplicate group:inventory.commands~inventory --every 3
            corrupted group:user.events~order --every 5
            commit-refused database:inventory --every 20
            crash order-1 --from 500ms --delay 200ms
            """;

    @Test
    @DisplayName("loses no order, and every invariant holds once the faults are taken off")
    void recovers() {
        try (var system = Simulator.open(Plan.ephemeral(0).withTimeouts(SHORT))) {
            FaultPlan plan = PlanText.parse(FAULTS, Simulator.landscape());
            var load = new LoadPlan(ORDERS, OptionalInt.of(40), 8, 1, Duration.ofSeconds(1));
            system.run("break", () -> system.add(plan));
            for (var mode : List.of(Mode.SYNC, Mode.ASYNC)) {
                system.mode(Edge.ORDER_USER, mode);
                system.mode(Edge.ORDER_INVENTORY, mode);
                system.run("load", () -> system.load(load, answered -> {}));
            }

            var struck = system.faults().list();
            system.run("mend", () -> system.faults().clear());
            system.run("redrive", () -> system.redrive());
            system.run("settle", () -> settle(system));

            assertThat(struck).allMatch(fault -> fault.hits() > 0);
            assertThat(system.run("check", system::check)).allMatch(Finding::holds);
        }
    }

    private static void settle(Simulator system) {
        long end = system.world().nanoTime() + SETTLING.toNanos();
        while (!(system.pending().isEmpty() && system.status().isCaughtUp())
                && system.world().nanoTime() < end) {
            system.world().sleep(Duration.ofMillis(50));
        }
    }
}
