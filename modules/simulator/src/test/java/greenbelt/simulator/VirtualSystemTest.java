package greenbelt.simulator;

import static greenbelt.contract.Edge.ORDER_INVENTORY;
import static greenbelt.contract.Edge.ORDER_USER;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.contract.Mode;
import greenbelt.contract.OrderStatus;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The whole system in a virtual world")
class VirtualSystemTest {
    @Test
    @DisplayName("boots, and every node answers")
    void boots() {
        try (var system = Simulator.open(Plan.virtual(7))) {
            var status = system.run("status", system::status);

            assertThat(status.isHealthy()).as(status.nodes().toString()).isTrue();
            assertThat(status.failures()).isZero();
        }
    }

    @ParameterizedTest(name = "order→user {0}, order→inventory {1}")
    @CsvSource({"SYNC, SYNC", "SYNC, ASYNC", "ASYNC, SYNC", "ASYNC, ASYNC"})
    @DisplayName(
            "carries 50 orders to their end in each setting of the edges, and every invariant holds")
    void orders(Mode toUser, Mode toInventory) {
        try (var system = Simulator.open(Plan.virtual(7))) {
            system.mode(ORDER_USER, toUser);
            system.mode(ORDER_INVENTORY, toInventory);

            var report = system.run("load", () -> system.load(LoadPlan.of(50), answered -> {}));

            assertThat(report.byStatus()).isEqualTo(Map.of(OrderStatus.CONFIRMED, 50));
            assertThat(system.run("check", system::check)).allMatch(finding -> finding.holds());
        }
    }
}
