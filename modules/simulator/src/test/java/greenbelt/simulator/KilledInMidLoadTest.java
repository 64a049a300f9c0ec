package greenbelt.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import greenbelt.contract.Api.OrderPage;
import greenbelt.contract.Finding;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.testkit.ChildJvm;
import greenbelt.world.LiveWorld;
import greenbelt.world.Randomness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A live system that is killed in the middle of a load")
class KilledInMidLoadTest {
    private static final int ROUNDS = 10;
    private static final int MAX_ORDERS_BEFORE_KILL = 150;
    private static final Duration SETTLING = Duration.ofSeconds(60);

    /// A process that refuses more than this is not going to place what it should.
    private static final int MAX_REFUSED = 20;

    @TempDir Path folder;

    @Test
    @Timeout(value = 8, unit = MINUTES, threadMode = SEPARATE_THREAD)
    @DisplayName(
            "has every acknowledged order after each restart, brings it to its end, and breaks no invariant")
    void killed() throws IOException, InterruptedException {
        long seed = new LiveWorld().random("seed").nextLong();
        var random = Randomness.of(seed, "kills");
        var data = folder.resolve("data");
        Set<String> acknowledged = new LinkedHashSet<>();
        for (int round = 1; round <= ROUNDS; round++) {
            int orders = 1 + random.nextInt(MAX_ORDERS_BEFORE_KILL);
            acknowledged.addAll(placeAndKill(data, round, orders));
            try (var system = Simulator.open(Plan.live(data, 0))) {
                var context =
                        "seed %d, round %d, killed after %d orders".formatted(seed, round, orders);
                assertThat(system.run("settle", () -> settle(system))).as(context).isTrue();
                assertThat(system.run("find", () -> missing(system, acknowledged)))
                        .as(context)
                        .isEmpty();
                assertThat(system.run("check", system::check)).as(context).allMatch(Finding::holds);
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(ROUNDS);
    }

    /// Starts a process that places orders, kills it after so many, and answers which it said were placed.
    private List<String> placeAndKill(Path data, int round, int orders)
            throws IOException, InterruptedException {
        var log = folder.resolve("round-" + round + ".log");
        var process =
                new ProcessBuilder(
                                ChildJvm.command(
                                        KilledMain.class,
                                        data.toString(),
                                        Integer.toString((round - 1) * 200)))
                        .redirectError(log.toFile())
                        .start();
        var placed = new ArrayList<String>();
        var refused = new ArrayList<String>();
        try (var lines = process.inputReader(UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("placed ")) {
                    placed.add(line.substring("placed ".length()));
                } else {
                    refused.add(line);
                }
                if (placed.size() >= orders || refused.size() > MAX_REFUSED) {
                    process.toHandle()
                            .destroyForcibly(); // kill -9; what it has said can still be read
                }
            }
        } finally {
            process.destroyForcibly();
        }
        process.waitFor();
        assertThat(placed)
                .as("round %d: it said %s, and: %s", round, refused, Files.readString(log))
                .hasSizeGreaterThanOrEqualTo(orders);
        return placed;
    }

    /// Waits until no order is pending; answers whether none is.
    private static boolean settle(Simulator system) {
        long end = system.world().nanoTime() + SETTLING.toNanos();
        while (system.world().nanoTime() < end) {
            var page =
                    system.client()
                            .call(Request.get("/orders?status=PENDING&limit=1"))
                            .json(OrderPage.class);
            if (page.orders().isEmpty()) {
                return true;
            }
            system.world().sleep(Duration.ofMillis(50));
        }
        return false;
    }

    private static List<String> missing(Simulator system, Set<String> acknowledged) {
        return acknowledged.stream().filter(id -> !exists(system, id)).toList();
    }

    private static boolean exists(Simulator system, String id) {
        Response response = system.client().call(Request.get("/orders/" + id));
        try (var _ = response.body()) {
            return response.isSuccess();
        }
    }
}
