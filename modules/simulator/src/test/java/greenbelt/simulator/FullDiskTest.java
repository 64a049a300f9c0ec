package greenbelt.simulator;

import static greenbelt.contract.Edge.ORDER_INVENTORY;
import static greenbelt.contract.Edge.ORDER_USER;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Finding;
import greenbelt.contract.Mode;
import greenbelt.contract.OrderStatus;
import greenbelt.disk.DiskGuard;
import greenbelt.disk.DiskSpace;
import greenbelt.http.Problem;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.simulator.Status.NodeState;
import greenbelt.simulator.Status.NodeStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A live system on a full disk")
class FullDiskTest {
    private static final long PLENTY = Long.MAX_VALUE;
    private static final int ORDERS = 5;

    @TempDir Path folder;

    private final AtomicLong usable = new AtomicLong(PLENTY);
    private final DiskSpace space = below -> usable.get();

    private Simulator open() {
        return Simulator.open(Plan.live(folder.resolve("data"), 0), space);
    }

    @Test
    @DisplayName("does not start, says so in one sentence, and has written nothing")
    void start() {
        usable.set(DiskGuard.RESERVE_BYTES);

        assertThatThrownBy(this::open)
                .isInstanceOf(SimulatorException.class)
                .hasMessage(
                        "the disk is full: 32768 KiB are free for %s, 49152 KiB have to stay free"
                                        .formatted(folder.resolve("data"))
                                + " to start. Nothing was changed. Make room, or choose another folder with --data DIR.");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest(name = "before {0} was written")
    @ValueSource(strings = {"VERSION", "bus/format"})
    @DisplayName("starts where a full disk, or a kill, has cut the first start short")
    void cutShort(String file) throws IOException {
        Files.createDirectories(folder.resolve("data"));
        if (!file.equals("VERSION")) {
            Files.createDirectories(folder.resolve("data/bus"));
            Files.writeString(folder.resolve("data/VERSION"), "greenbelt data 3\n");
        }
        Files.createFile(folder.resolve("data").resolve(file));

        try (var system = open()) {
            assertThat(system.run("status", system::status).isHealthy()).isTrue();
        }
    }

    @ParameterizedTest(name = "both edges {0}")
    @EnumSource(Mode.class)
    @DisplayName("refuses what it would have to write, answers what it has to read, and says why")
    void refuses(Mode mode) {
        try (var system = open()) {
            place(system, mode);
            usable.set(0);

            var refused = system.run("place", () -> Problem.from(placing(system, ORDERS)));

            assertThat(refused.status()).isEqualTo(507);
            assertThat(refused.isA("disk-full")).isTrue();
            assertThat(refused.detail()).contains("the disk is full: 0 KiB are free for " + folder);
            assertThat(refused.members()).containsKey("traceId");
            assertThat(system.run("status", system::status).nodes())
                    .filteredOn(node -> node.state() == NodeState.UNWELL)
                    .allMatch(node -> node.detail().contains("the disk is full"))
                    .extracting(NodeStatus::node)
                    .containsExactly("inventory-1", "order-1", "user-1");
            assertThat(system.run("events", () -> system.events("order-1"))).isNotEmpty();
        }
    }

    @ParameterizedTest(name = "both edges {0}")
    @EnumSource(Mode.class)
    @DisplayName("goes on by itself when there is room again, and has lost nothing")
    void roomAgain(Mode mode) {
        var data = folder.resolve("data");
        List<OrderView> acknowledged;
        try (var system = open()) {
            acknowledged = place(system, mode);
            usable.set(0);
            system.run("place in vain", () -> placing(system, ORDERS).body().close());
            usable.set(PLENTY);

            place(system, mode);
            system.run("settle", () -> settle(system));

            assertThat(system.run("status", system::status).isHealthy()).isTrue();
            assertThat(system.run("check", system::check)).allMatch(Finding::holds);
        }
        try (var again = Simulator.open(Plan.live(data, 0), space)) {
            assertThat(again.run("check", again::check)).allMatch(Finding::holds);
            assertThat(again.run("look", () -> statuses(again, acknowledged)))
                    .hasSize(ORDERS)
                    .containsValues(OrderStatus.CONFIRMED)
                    .doesNotContainValue(OrderStatus.PENDING);
        }
    }

    /// Places orders without waiting for them to settle.
    private static List<OrderView> place(Simulator system, Mode mode) {
        system.mode(ORDER_USER, mode);
        system.mode(ORDER_INVENTORY, mode);
        return system.run(
                "place",
                () ->
                        IntStream.range(0, ORDERS)
                                .mapToObj(n -> placing(system, n).json(OrderView.class))
                                .toList());
    }

    private static Response placing(Simulator system, int n) {
        var order = Shopping.in(system.client(), 1).order(n);
        return system.client().call(Request.post("/orders", order));
    }

    /// Waits until no order is pending, whoever was refused has tried again, and the read model shows it.
    private static void settle(Simulator system) {
        long end = system.world().nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!isSettled(system) && system.world().nanoTime() < end) {
            system.world().sleep(Duration.ofMillis(50));
        }
    }

    private static boolean isSettled(Simulator system) {
        var status = system.status();
        return status.isHealthy() && status.isCaughtUp() && system.pending().isEmpty();
    }

    private static Map<String, OrderStatus> statuses(Simulator system, List<OrderView> orders) {
        return orders.stream()
                .map(order -> system.client().call(Request.get("/orders/" + order.id())))
                .map(response -> response.json(OrderView.class))
                .collect(toMap(OrderView::number, OrderView::status));
    }
}
