package greenbelt.http.helidon;

import greenbelt.http.Address;
import greenbelt.http.Handler;
import greenbelt.http.Network;
import greenbelt.http.Problems;
import greenbelt.world.Node;
import greenbelt.world.Part;
import greenbelt.world.World;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.media.MediaContext;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;

/// A server on a socket of this machine, reachable from this machine only.
///
/// Each request is handled in a task of the node, on a virtual thread of its own. The request's path and query are
/// what was sent, neither decoded nor normalised. What is not HTTP is answered with a problem, 400 to 431, before any
/// handler sees it; a method that [greenbelt.http.Method] does not know with 501. The server ends with its node: no
/// connection outlives it; a stop lets the requests that have begun end first.
///
/// @see <a href="https://helidon.io/docs/v4/se/webserver">Helidon SE WebServer</a>
public final class HelidonServer implements Part {
    /// The longest first line of a request, in bytes: method, path and query.
    public static final int MAX_REQUEST_LINE_BYTES = 8 * 1024;

    /// The longest header of a request, all fields together, in bytes.
    public static final int MAX_HEADER_BYTES = 32 * 1024;

    /// How many connections may be open at once.
    public static final int MAX_CONNECTIONS = 4096;

    /// How long a connection may say nothing before its next request before it is closed. Helidon 4.5.0 does not bound how
    /// long headers and a body take.
    public static final Duration IDLE_PATIENCE = Network.BODY_PATIENCE;

    private static final int BACKLOG = 1024;

    /// How long a stop waits for the requests that have begun.
    public static final Duration STOP_PATIENCE = Duration.ofSeconds(1);

    private final WebServer server;
    private final HelidonAdapter adapter;

    private HelidonServer(WebServer server, HelidonAdapter adapter) {
        this.server = server;
        this.adapter = adapter;
    }

    /// Starts a server on `node` and answers with it once it accepts connections.
    ///
    /// Throws [PortTaken] when somebody listens on that port.
    ///
    /// @param port 0 for any that is free
    public static HelidonServer start(World world, Node node, int port, Handler handler) {
        return start(world, node, port, handler, IDLE_PATIENCE);
    }

    static HelidonServer start(
            World world, Node node, int port, Handler handler, Duration idlePatience) {
        HelidonRuntime.prepare();
        var adapter = new HelidonAdapter(world, node, Problems.answering(world, handler));
        var server = new HelidonServer(build(port, adapter, idlePatience), adapter);
        node.attach(server);
        server.server.start();
        if (!server.server.isRunning()) {
            throw notStarted(port); // Helidon only logs why
        }
        if (!node.isUp()) {
            server.crash(); // the node ended while the server began
        }
        return server;
    }

    private static RuntimeException notStarted(int port) {
        try (var probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return new IllegalStateException("the server for port " + port + " did not start");
        } catch (IOException taken) {
            return new PortTaken(port, taken);
        }
    }

    /// Everything is named here and nothing is looked for on the module path: that is what starts quickly.
    private static WebServer build(int port, HelidonAdapter adapter, Duration idlePatience) {
        var http =
                Http1Config.builder()
                        .maxPrologueLength(MAX_REQUEST_LINE_BYTES)
                        .maxHeadersSize(MAX_HEADER_BYTES)
                        .sendKeepAliveHeader(false)
                        .build();
        return WebServer.builder()
                .host(Address.LOOPBACK)
                .port(port)
                .backlog(BACKLOG)
                .maxTcpConnections(MAX_CONNECTIONS)
                .shutdownHook(false)
                .shutdownGracePeriod(Duration.ZERO)
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .concurrencyLimitDiscoverServices(false)
                .mediaContext(
                        MediaContext.builder()
                                .mediaSupportsDiscoverServices(false)
                                .registerDefaults(false)
                                .build())
                .contentEncoding(
                        ContentEncodingContext.builder()
                                .contentEncodingsDiscoverServices(false)
                                .build())
                .connectionOptions(options -> options.tcpNoDelay(true))
                .idleConnectionTimeout(idlePatience)
                .idleConnectionPeriod(idlePatience)
                .directHandlers(adapter.refusals())
                .addConnectionSelector(Http1ConnectionSelector.builder().config(http).build())
                .routing(routing -> routing.addFilter(adapter))
                .build();
    }

    /// Where it listens.
    public Address address() {
        return Address.loopback(server.port());
    }

    @Override
    public void stop() {
        adapter.drain(STOP_PATIENCE);
        server.stop();
    }

    @Override
    public void crash() {
        server.stop();
    }
}
