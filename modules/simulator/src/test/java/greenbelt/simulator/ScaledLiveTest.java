package greenbelt.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.gateway.RoutesText;
import greenbelt.gateway.UpstreamsView.InstanceView;
import greenbelt.gateway.UpstreamsView.State;
import greenbelt.http.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("On real sockets, a service with three instances")
class ScaledLiveTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir Path folder;

    /// The shipped routes, but those who fail or come back need not be waited for so long.
    private Path routes() throws IOException {
        var shipped = RoutesText.shipped().text();
        var usual = "inventory: {instances: [inventory], health: {path: /health}, slowStart: 10s}";
        assertThat(shipped).contains(usual);
        return Files.writeString(
                folder.resolve("routes.yaml"),
                shipped.replace(
                        usual,
                        "inventory: {instances: [inventory], health: {every: 200ms}, eject: {lasting: 1s}}"));
    }

    private static int status(Simulator system) {
        return system.run(
                "list items",
                () -> {
                    var response = system.client().call(Request.get("/inventory?limit=1"));
                    response.body().close();
                    return response.status();
                });
    }

    private static List<Integer> statuses(Simulator system, int times) {
        var statuses = new ArrayList<Integer>();
        for (int i = 0; i < times; i++) {
            statuses.add(status(system));
        }
        return statuses;
    }

    private static List<InstanceView> instances(Simulator system) {
        return system.run("look", () -> system.gateway().upstreams())
                .upstreams()
                .getFirst()
                .instances();
    }

    private static State state(Simulator system, int number) {
        return instances(system).get(number - 1).state();
    }

    /// Sends requests until it is so.
    private static void until(Simulator system, BooleanSupplier isSo) {
        long end = system.world().nanoTime() + PATIENCE.toNanos();
        while (!isSo.getAsBoolean()) {
            assertThat(system.world().nanoTime()).isLessThan(end);
            var _ = status(system);
        }
    }

    @Test
    @DisplayName("is served in turn, goes on without one that crashes, and takes it back")
    void inTurn() throws IOException {
        var plan = Plan.ephemeral(0).withScale(Scale.ONE.with("inventory", 3)).withRoutes(routes());
        try (var system = Simulator.open(plan)) {
            assertThat(statuses(system, 30)).containsOnly(200);
            assertThat(instances(system)).extracting(InstanceView::requests).containsOnly(10L);

            system.run("crash", () -> system.crash("inventory-2"));
            until(system, () -> state(system, 2) != State.WELL);
            assertThat(statuses(system, 1)).containsOnly(200);

            system.run("restart", () -> system.restart("inventory-2"));
            until(system, () -> state(system, 2) == State.WELL);
            long before = instances(system).get(1).requests();
            assertThat(statuses(system, 9)).containsOnly(200);
            assertThat(instances(system).get(1).requests()).isEqualTo(before + 3);
            assertThat(system.run("check", system::check))
                    .allSatisfy(it -> assertThat(it.holds()).isTrue());
        }
    }
}
