package greenbelt.http.helidon;

import greenbelt.http.Address;
import greenbelt.http.Handler;
import greenbelt.http.Problems;
import greenbelt.world.Node;
import greenbelt.world.Part;
import greenbelt.world.World;
import io.helidon.common.socket.SocketOptions;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.media.MediaContext;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;

/// A server on a socket of this machine, reachable from this machine only.
///
/// Each request is handled in a task of the node, on a virtual thread of its own. The request's path and query are
/// what was sent, neither decoded nor normalised. What is not HTTP is answered with a problem, 400 to 431, before any
/// handler sees it; who does not go forward is given up after the [Patience]; a method that [greenbelt.http.Method] does not know with 501. The server ends with its node: no
/// connection outlives it; a stop lets the requests that have begun end first.
///
/// @see <a href="https://helidon.io/docs/v4/se/webserver">Helidon SE WebServer</a>
public final class HelidonServer implements Part {
    /// The longest first line of a request, in bytes: method, path and query.
    public static final int MAX_REQUEST_LINE_BYTES = 8 * 1024;

    /// The longest header of a request, all fields together, in bytes.
    public static final int MAX_HEADER_BYTES = 32 * 1024;

    /// How many connections may be open at once; further ones wait to be accepted.
    public static final int MAX_CONNECTIONS = 16 * 1024;

    /// How many requests may be under way at once on one HTTP/2 connection.
    public static final int MAX_STREAMS = 100;

    /// How many requests a client may take back at once on one HTTP/2 connection, in ten seconds.
    public static final int MAX_RESETS = 50;

    /// How much of HTTP/2 bodies a connection may hold that nobody has read yet, in bytes.
    private static final int WINDOW_BYTES = 256 * 1024;

    /// Never: a [ConnectionWatch] ends idle connections.
    private static final Duration HELIDON_IDLE = Duration.ofDays(1);

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
        return start(world, node, Listening.on(port), handler);
    }

    /// Starts a server that listens like this. Throws [PortTaken].
    public static HelidonServer start(
            World world, Node node, Listening listening, Handler handler) {
        HelidonRuntime.prepare();
        var watch = new ConnectionWatch(world, listening.patience());
        var adapter = new HelidonAdapter(world, node, Problems.answering(world, handler), watch);
        var server = new HelidonServer(build(listening, adapter, watch), adapter);
        node.attach(server);
        server.server.start();
        if (!server.server.isRunning()) {
            throw notStarted(listening.port()); // Helidon only logs why
        }
        node.spawn("watch connections", watch::run);
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

    private static GuardedSelector selector(Listening listening, ConnectionWatch watch) {
        var http1 =
                Http1Config.builder()
                        .maxPrologueLength(MAX_REQUEST_LINE_BYTES)
                        .maxHeadersSize(MAX_HEADER_BYTES)
                        .sendKeepAliveHeader(false)
                        .addReceiveListener(GuardedContext.LISTENER)
                        .build();
        var http2 =
                Http2Config.builder()
                        .maxHeaderListSize(MAX_HEADER_BYTES)
                        .maxConcurrentStreams(MAX_STREAMS)
                        .maxRapidResets(MAX_RESETS)
                        .initialWindowSize(WINDOW_BYTES)
                        .flowControlTimeout(listening.patience().body())
                        .validatePath(false) // it would end the connection
                        .build();
        return new GuardedSelector(
                watch,
                Http1ConnectionSelector.builder().config(http1).build(),
                listening.http2()
                        ? Optional.of(Http2ConnectionSelector.builder().http2Config(http2).build())
                        : Optional.empty());
    }

    /// Everything is named here and nothing is looked for on the module path: that is what starts quickly.
    private static WebServer build(
            Listening listening, HelidonAdapter adapter, ConnectionWatch watch) {
        var options = SocketOptions.builder().tcpNoDelay(true).build();
        var server = WebServer.builder();
        listening
                .tls()
                .ifPresent(identity ->
                        server.tls(tls ->
                                tls.sslContext(identity)
                                        .sslParameters(listening.tlsParameters(identity))
                                        .managerDiscoverServices(false)));
        return server.host(Address.LOOPBACK)
                .port(listening.port())
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
                .useNio(listening.tls().isPresent()) // it holds 8 KiB more for each connection
                .connectionOptions(new WatchedOptions(options, watch))
                .idleConnectionTimeout(HELIDON_IDLE)
                .idleConnectionPeriod(HELIDON_IDLE)
                .directHandlers(adapter.refusals())
                .addConnectionSelector(selector(listening, watch))
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
