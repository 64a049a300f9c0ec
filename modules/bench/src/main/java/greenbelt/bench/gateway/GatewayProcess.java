package greenbelt.bench.gateway;

import greenbelt.gateway.Gateway;
import greenbelt.gateway.RoutesText;
import greenbelt.http.Address;
import greenbelt.http.Handler;
import greenbelt.http.Network;
import greenbelt.http.Peer;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.http.client.HttpClient;
import greenbelt.http.helidon.HelidonServer;
import greenbelt.telemetry.Telemetry;
import greenbelt.world.LiveWorld;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The gateway alone: `PORT UPSTREAM ROUTES [traced]`, where UPSTREAM is the port of the one service behind it, and ROUTES a
/// file of routes. Its access log goes to the ring in memory where the console's goes.
final class GatewayProcess {
    /// The last argument of a gateway that records each request.
    static final String TRACED = "traced";

    private GatewayProcess() {}

    public static void main(String[] args) {
        var world = new LiveWorld();
        var network =
                new OneUpstream(
                        world,
                        Integer.parseInt(args[0]),
                        Address.loopback(Integer.parseInt(args[1])),
                        new HttpClient(world));
        var node = world.start(Gateway.SERVICE);
        var tracer = new Telemetry(world).tracer(Gateway.SERVICE, node);
        boolean traced = args.length > 3 && args[3].equals(TRACED);
        Gateway.start(
                new Gateway.Parts(
                        world, node, traced ? tracer.tracedEdge(network) : network, tracer),
                RoutesText.read(Path.of(args[2])));
    }

    /// A network in which every call goes to one service in another process.
    private record OneUpstream(World world, int port, Address upstream, HttpClient client)
            implements Network {
        @Override
        public void listen(Node node, String service, Handler handler) {
            HelidonServer.start(world, node, port, handler);
        }

        @Override
        public List<String> instances(String service) {
            return List.of();
        }

        @Override
        public void signOff(String service, String instance) {
            throw new UnsupportedOperationException("the one upstream stays");
        }

        @Override
        public Response call(Peer peer, Request request, Duration timeout) {
            return client.call(upstream, request, timeout);
        }
    }
}
