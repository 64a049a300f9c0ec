package greenbelt.http.client;

import greenbelt.http.LoopbackNetwork;
import greenbelt.http.Network;
import greenbelt.http.helidon.HelidonServer;
import greenbelt.testkit.NetworkContract;
import greenbelt.world.LiveWorld;
import greenbelt.world.World;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The network of real sockets")
class LoopbackNetworkTest extends NetworkContract {
    private @Nullable HttpClient client;

    @Override
    protected World newWorld() {
        return new LiveWorld();
    }

    @Override
    protected Network newNetwork(World itsWorld) {
        var itsClient = new HttpClient(itsWorld);
        client = itsClient;
        return new LoopbackNetwork(
                (node, port, handler) ->
                        HelidonServer.start(itsWorld, node, port, handler).address(),
                itsClient::call,
                Map.of());
    }

    @Override
    protected void release() {
        if (client != null) {
            client.close();
        }
    }
}
