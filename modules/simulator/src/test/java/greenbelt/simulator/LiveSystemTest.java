package greenbelt.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.contract.Edge;
import greenbelt.contract.Finding;
import greenbelt.contract.Mode;
import greenbelt.contract.OrderStatus;
import greenbelt.database.Durability;
import greenbelt.database.FileDisk;
import greenbelt.database.Schema;
import greenbelt.disk.DiskSpace;
import greenbelt.simulator.Plan.Live;
import greenbelt.testkit.Share;
import greenbelt.world.LiveWorld;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The whole system in the live world")
class LiveSystemTest {
    private static final int ORDERS = Share.of(2_000, 10_000);
    private static final int TOGGLES = 20;

    @TempDir Path folder;

    @Test
    @DisplayName("carries thousands of orders to their end while both edges are toggled 20 times")
    void toggledUnderLoad() {
        try (var system = Simulator.open(Plan.live(folder.resolve("data"), 0))) {
            var plan = new LoadPlan(ORDERS, OptionalInt.empty(), 16, 1, Duration.ofMinutes(2));

            var report =
                    system.run(
                            "load", () -> system.load(plan, answered -> toggle(system, answered)));

            assertThat(report.problems()).isEmpty();
            assertThat(report.byStatus()).isEqualTo(Map.of(OrderStatus.CONFIRMED, ORDERS));
            assertThat(system.run("check", system::check)).allMatch(Finding::holds);
        }
    }

    private static void toggle(Simulator system, int answered) {
        if (answered % (ORDERS / TOGGLES) == 0) {
            var mode = answered / (ORDERS / TOGGLES) % 2 == 0 ? Mode.SYNC : Mode.ASYNC;
            system.mode(Edge.ORDER_USER, mode);
            system.mode(Edge.ORDER_INVENTORY, mode);
        }
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    @DisplayName("says how durable it was built")
    void saysHowDurable(Durability durability) {
        var plan = Plan.live(folder.resolve("data"), 0).withDurability(durability);
        try (var system = Simulator.open(plan)) {
            assertThat(system.run("status", system::status).durability()).contains(durability);
        }
    }

    @Test
    @DisplayName(
            "comes back with its orders after a node has crashed, and after it was closed and opened again")
    void crashAndReopen() {
        var data = folder.resolve("data");
        try (var system = Simulator.open(Plan.live(data, 0))) {
            system.run("load", () -> system.load(LoadPlan.of(20), answered -> {}));
            system.run("crash", () -> system.crash("order-1"));
            assertThat(system.run("status", system::status).isHealthy()).isFalse();
            system.run("restart", () -> system.restart("order-1"));
            system.run("load", () -> system.load(LoadPlan.of(20), answered -> {}));
        }
        try (var system = Simulator.open(Plan.live(data, 0))) {
            assertThat(system.run("events", () -> system.events("order-40"))).isNotEmpty();
            assertThat(system.run("check", system::check)).allMatch(Finding::holds);
        }
    }

    @Test
    @DisplayName("begins anew after a reset")
    void reset() {
        try (var system = Simulator.open(Plan.live(folder.resolve("data"), 0))) {
            system.run("load", () -> system.load(LoadPlan.of(5), answered -> {}));
            system.run("reset", system::reset);

            assertThat(system.run("events", () -> system.events("order-1"))).isEmpty();
            var report = system.run("load", () -> system.load(LoadPlan.of(5), answered -> {}));
            assertThat(report.byStatus()).isEqualTo(Map.of(OrderStatus.CONFIRMED, 5));
        }
    }

    @Test
    @DisplayName("says which port is taken, and what to do")
    void portTaken() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var plan = Plan.live(folder.resolve("data"), other.getLocalPort());

            assertThatThrownBy(() -> Simulator.open(plan))
                    .isInstanceOf(SimulatorException.class)
                    .hasMessageContaining(String.valueOf(other.getLocalPort()))
                    .hasMessageContaining("choose another port");
        }
    }

    @Test
    @DisplayName("refuses a data folder that another system holds")
    void folderInUse() {
        var data = folder.resolve("data");
        try (var first = Simulator.open(Plan.live(data, 0))) {
            assertThatThrownBy(() -> Simulator.open(Plan.live(data, 0)))
                    .isInstanceOf(SimulatorException.class)
                    .hasMessageContaining("another process uses the data folder " + data);
            assertThat(first.run("status", first::status).isHealthy()).isTrue();
        }
    }

    @Test
    @DisplayName("refuses a data folder of another version, and changes nothing in it")
    void otherVersion() throws IOException {
        var data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("VERSION"), "greenbelt data 99\n");
        Files.writeString(data.resolve("treasure"), "gold");
        var before = content(data);

        assertThatThrownBy(() -> Simulator.open(Plan.live(data, 0)))
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining("expected \"greenbelt data 3\", found \"greenbelt data 99\"");
        assertThat(content(data)).isEqualTo(before);
    }

    @Test
    @DisplayName("says which node an error has ended while it started")
    void startEndsOfAnError() {
        DiskSpace broken =
                below -> {
                    if (below.endsWith("databases")) {
                        throw new AssertionError("broken");
                    }
                    return Long.MAX_VALUE;
                };

        assertThatThrownBy(() -> Simulator.open(Plan.live(folder.resolve("data"), 0), broken))
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining("user-1 did not start: java.lang.AssertionError: broken");
    }

    @ParameterizedTest(name = "ephemeral: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("lets go of the folder when the bus in it cannot be opened")
    void busCannotBeOpened(boolean ephemeral) throws IOException {
        var plan = ephemeral ? Plan.ephemeral(0) : Plan.live(folder.resolve("data"), 0);
        var data = ((Live) plan.world()).data();
        Files.createDirectories(data.resolve("bus"));
        Files.writeString(data.resolve("VERSION"), "greenbelt data 3\n");
        var format = Files.writeString(data.resolve("bus/format"), "greenbelt bus 99\n");

        assertThatThrownBy(() -> Simulator.open(plan))
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining("the folder was written by another version");

        assertThat(Files.exists(data)).isEqualTo(!ephemeral);
        if (!ephemeral) {
            Files.delete(format);
            Simulator.open(plan).close();
        }
    }

    @Test
    @DisplayName("refuses events whose tables are of another version, and says which")
    void olderEvents() throws IOException {
        var data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("VERSION"), "greenbelt data 3\n");
        try (var world = new LiveWorld()) {
            var disk = new FileDisk(world, data.resolve("databases"), Durability.PROCESS);
            var old = new Schema(1, List.of("create table event (position bigint primary key)"));
            world.start("order").attach(disk.open("events", old));
        }
        assertThatThrownBy(() -> Simulator.open(Plan.live(data, 0)))
                .isInstanceOf(SimulatorException.class)
                .hasMessageStartingWith("order-1 did not start: ")
                .hasMessageContaining("events.mv.db holds version 1 of the tables of events")
                .hasMessageContaining("use another folder, or the version of Greenbelt that");
    }

    @Test
    @DisplayName("refuses a folder with other things in it, and changes nothing there")
    void notADataFolder() throws IOException {
        var data = Files.createDirectories(folder.resolve("photos"));
        Files.writeString(data.resolve("cat.txt"), "meow");
        var before = content(data);

        assertThatThrownBy(() -> Simulator.open(Plan.live(data, 0)))
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining("is not a data folder");
        assertThat(content(data)).isEqualTo(before);
    }

    @Test
    @DisplayName("keeps a database of its own for each service, and one for the events")
    void databasesOfTheirOwn() {
        try (var system = Simulator.open(Plan.live(folder.resolve("data"), 0))) {
            assertThat(system.run("status", system::status).isHealthy()).isTrue();
            assertThat(folder.resolve("data/databases").toFile().list())
                    .containsExactlyInAnyOrder(
                            "user.mv.db", "order.mv.db", "inventory.mv.db", "events.mv.db");
        }
    }

    private static Map<String, String> content(Path folder) throws IOException {
        var content = new TreeMap<String, String>();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                content.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return content;
    }
}
