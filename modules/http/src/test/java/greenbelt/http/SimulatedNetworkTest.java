package greenbelt.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.http.CallFailed.Certainty;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The simulated network")
class SimulatedNetworkTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final VirtualWorld world = new VirtualWorld(7);
    private final SimulatedNetwork network = new SimulatedNetwork(world);
    private final Node client = world.start("client");
    private final Node server = world.start("server");

    @AfterEach
    void close() {
        world.close();
    }

    private CallFailed failure(String path) {
        try {
            network.call("server", Request.get(path), TIMEOUT);
        } catch (CallFailed failed) {
            return failed;
        }
        throw new AssertionError("the call did not fail");
    }

    @Test
    @DisplayName("takes virtual time, the same for the same seed")
    void latency() {
        assertThat(durations(1)).isEqualTo(durations(1)).isNotEqualTo(durations(2));
    }

    private static List<Long> durations(long seed) {
        try (var world = new VirtualWorld(seed)) {
            var network = new SimulatedNetwork(world);
            network.listen(world.start("server"), "server", _ -> Response.of(204));
            return world.enter(
                    world.start("client"),
                    "calls",
                    () -> {
                        var durations = new ArrayList<Long>();
                        for (int i = 0; i < 5; i++) {
                            long begin = world.nanoTime();
                            network.call("server", Request.get("/"), TIMEOUT);
                            durations.add(world.nanoTime() - begin);
                        }
                        return durations;
                    });
        }
    }

    @Test
    @DisplayName("cuts a call when the target crashes meanwhile")
    void targetCrashes() {
        network.listen(
                server,
                "server",
                _ -> {
                    world.sleep(Duration.ofMillis(100));
                    return Response.of(204);
                });
        world.enter(
                client,
                "test",
                () -> {
                    client.spawn(
                            "crash",
                            () -> {
                                world.sleep(Duration.ofMillis(50));
                                server.crash();
                            });
                    var lost = failure("/slow");
                    assertThat(lost.certainty()).isEqualTo(Certainty.UNKNOWN);
                    assertThat(lost.isTimeout()).isFalse();
                    assertThat(failure("/again").certainty()).isEqualTo(Certainty.NOT_SENT);
                    return "done";
                });
    }

    @Test
    @DisplayName("lets what a crashed caller began go on, and tells nobody the answer")
    void callerCrashes() {
        var done = new ArrayList<String>();
        network.listen(
                server,
                "server",
                request -> {
                    world.sleep(Duration.ofMillis(100));
                    done.add(request.path());
                    return Response.of(204);
                });
        var other = world.start("other");
        world.enter(
                client,
                "test",
                () -> {
                    other.spawn("call", () -> network.call("server", Request.get("/x"), TIMEOUT));
                    world.sleep(Duration.ofMillis(50));
                    other.crash();
                    return "crashed";
                });

        assertThat(done).containsExactly("/x");
        assertThat(world.failures()).isEmpty();
    }

    @Test
    @DisplayName("cuts a streaming response when the target crashes")
    void streamIsCut() {
        network.listen(
                server,
                "server",
                _ ->
                        Response.events(out -> {
                            for (int i = 1; i < 1000; i++) {
                                out.comment("tick " + i);
                                world.sleep(Duration.ofSeconds(1));
                            }
                        }));
        world.enter(
                client,
                "test",
                () -> {
                    client.spawn(
                            "crash",
                            () -> {
                                world.sleep(Duration.ofSeconds(5));
                                server.crash();
                            });
                    var response = network.call("server", Request.get("/"), TIMEOUT);
                    assertThatThrownBy(response::text).hasMessageContaining("cut");
                    return "done";
                });
    }

    @Test
    @DisplayName("can be listened to again after a crash")
    void restart() {
        network.listen(server, "server", _ -> Response.of(200));
        server.crash();
        var again = world.start("server");
        network.listen(again, "server", _ -> Response.of(204));

        var status =
                world.enter(
                        client,
                        "test",
                        () -> network.call("server", Request.get("/"), TIMEOUT).status());

        assertThat(status).isEqualTo(204);
        assertThatThrownBy(() -> network.listen(again, "server", _ -> Response.of(200)))
                .hasMessage("server is listened to by server already");
    }
}
