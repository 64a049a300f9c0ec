package greenbelt.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import greenbelt.http.Address;
import greenbelt.http.Handler;
import greenbelt.http.LoopbackNetwork;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.http.client.HttpClient;
import greenbelt.http.helidon.HelidonServer;
import greenbelt.http.helidon.Listening;
import greenbelt.telemetry.Telemetry;
import greenbelt.token.SigningKey;
import greenbelt.token.TokenIssuer;
import greenbelt.token.TokenTerms;
import greenbelt.world.LiveWorld;
import greenbelt.world.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A gateway on a real socket before three services that answer alike.
final class LiveGateway implements AutoCloseable {
    private static final String NODE = "gateway-1";
    private static final int PATIENCE_MILLIS = 20_000;

    final World world = new LiveWorld();
    final Queue<Request> reached = new ConcurrentLinkedQueue<>();
    final TokenIssuer issuer = issuer("key", TokenTerms.GREENBELT);

    private final HttpClient client = new HttpClient(world);
    private final LoopbackNetwork network;
    private final Handler services;

    /// Before services that say 200 to every request that they get whole.
    LiveGateway() {
        this(Optional.empty(), Listening.on(0), RoutesText.shipped());
    }

    /// @param services what each of them does with a request
    LiveGateway(Handler services) {
        this(services, RoutesText.shipped());
    }

    /// @param services what each of them does with a request
    /// @param routes of the gateway
    LiveGateway(Handler services, RoutesText routes) {
        this(Optional.of(services), Listening.on(0), routes);
    }

    /// @param listening how the gateway does, before services that say 200
    LiveGateway(Listening listening) {
        this(Optional.empty(), listening, RoutesText.shipped());
    }

    private LiveGateway(Optional<Handler> services, Listening listening, RoutesText routes) {
        this.services = services.orElse(this::echo);
        this.network =
                new LoopbackNetwork(
                        (node, port, handler) ->
                                HelidonServer.start(
                                                world,
                                                node,
                                                node.name().equals(NODE)
                                                        ? listening
                                                        : Listening.on(port),
                                                handler)
                                        .address(),
                        client::call,
                        Map.of());
        for (var service : List.of("user", "order", "inventory")) {
            network.listen(world.start(service + "-1"), service, this::receive);
        }
        var node = world.start(NODE);
        var tracer = new Telemetry(world).tracer(Gateway.SERVICE, node);
        Gateway.start(new Gateway.Parts(world, node, tracer.tracedEdge(network), tracer), routes);
    }

    /// Somebody who signs with the key of this name.
    TokenIssuer issuer(String key, TokenTerms terms) {
        return new TokenIssuer(
                world, SigningKey.of(world.secret(key, SigningKey.SECRET_BYTES)), terms);
    }

    private Response receive(Request request) {
        if (request.path().equals(GatewayTown.JWKS)) {
            return Response.text(200, issuer.publicKeys());
        }
        return services.handle(request);
    }

    private Response echo(Request request) {
        var text = request.text();
        reached.add(request);
        return Response.text(200, text.length() + " characters");
    }

    Socket connect() throws IOException {
        Address address = network.address(Gateway.SERVICE).orElseThrow();
        var socket = new Socket(address.host(), address.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /// Sends these bytes and no more, and answers what comes back until the gateway ends the connection.
    String send(byte[] bytes) throws IOException {
        return send(bytes, true);
    }

    /// Sends these bytes, does not say that there will be no more, and answers what comes back.
    String sendAndStay(byte[] bytes) throws IOException {
        return send(bytes, false);
    }

    private String send(byte[] bytes, boolean thatIsAll) throws IOException {
        try (var socket = connect()) {
            try {
                socket.getOutputStream().write(bytes);
                if (thatIsAll) {
                    socket.shutdownOutput();
                }
            } catch (SocketException refused) {
                // It has read enough, and has ended the connection.
                return received(socket);
            }
            return received(socket);
        }
    }

    private static String received(Socket socket) throws IOException {
        var received = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(received);
        } catch (SocketTimeoutException hangs) {
            throw new IllegalStateException("no end after " + received.toString(ISO_8859_1), hangs);
        } catch (SocketException reset) {
            return received.toString(ISO_8859_1);
        }
        return received.toString(ISO_8859_1);
    }

    @Override
    public void close() {
        world.close();
        client.close();
    }
}
