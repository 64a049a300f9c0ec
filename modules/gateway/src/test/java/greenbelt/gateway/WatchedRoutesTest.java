package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.Address;
import greenbelt.http.LoopbackNetwork;
import greenbelt.http.client.HttpClient;
import greenbelt.telemetry.Telemetry;
import greenbelt.world.LiveWorld;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A file of routes that the gateway watches")
class WatchedRoutesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final World world = new LiveWorld();
    private final HttpClient client = new HttpClient(world);
    private final Node node = world.start("gateway-1");

    @TempDir Path folder;

    @AfterEach
    void close() {
        world.close();
        client.close();
    }

    private Path file() {
        return folder.resolve("routes.yaml");
    }

    private void write(RoutesText routes) throws IOException {
        Files.writeString(file(), routes.text());
    }

    private Gateway gateway() {
        var network =
                new LoopbackNetwork(
                        (at, port, handler) -> new Address("127.0.0.1", 1), client::call, Map.of());
        var tracer = new Telemetry(world).tracer(Gateway.SERVICE, node);
        var routes = RoutesText.read(file());
        var gateway = Gateway.start(new Gateway.Parts(world, node, network, tracer), routes);
        world.enter(
                node,
                "watch",
                () -> {
                    gateway.watch(file(), routes);
                    return true;
                });
        return gateway;
    }

    private boolean comesBeyond(Gateway gateway, long version) {
        return world.enter(node, "wait", () -> gateway.awaitRoutesBeyond(version, PATIENCE));
    }

    @BeforeEach
    void begin() throws IOException {
        write(Routes.of("name: a, path: {exact: /a}"));
    }

    @Test
    @DisplayName("is loaded when it changes, and once it is right again")
    void isLoaded() throws IOException {
        var gateway = gateway();

        write(Routes.of("name: b, path: {exact: /b}"));
        assertThat(comesBeyond(gateway, 1)).isTrue();
        assertThat(gateway.routes().routes()).extracting(it -> it.name()).containsExactly("b");

        write(Routes.of("name: c, path: {exakt: /c}"));
        write(Routes.of("name: c, path: {exact: /c}"));
        assertThat(comesBeyond(gateway, 2)).isTrue();
        assertThat(gateway.routes().refused()).isEqualTo(Optional.empty());
    }

    @Test
    @DisplayName("stops the gateway from starting when it is wrong, with the reason")
    void isNeeded() throws IOException {
        write(Routes.of("name: c, path: {exakt: /c}"));

        assertThat(org.assertj.core.api.Assertions.catchThrowable(this::gateway))
                .isInstanceOf(RoutesRejected.class)
                .hasMessageContaining("perhaps exact");
    }
}
