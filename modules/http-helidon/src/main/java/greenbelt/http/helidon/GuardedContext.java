package greenbelt.http.helidon;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.http.Headers;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/// What Helidon knows of a connection, but reads and writes by way of ours.
///
/// @param requests where HTTP/1.1 comes from; empty for HTTP/2
record GuardedContext(
        ConnectionContext context,
        DataReader dataReader,
        DataWriter dataWriter,
        Optional<RequestBytes> requests)
        implements ConnectionContext {
    /// Tells [RequestBytes] what the headers of a request announce.
    static final Http1ConnectionListener LISTENER =
            new Http1ConnectionListener() {
                @Override
                public void headers(ConnectionContext context, Headers headers) {
                    if (context instanceof GuardedContext guarded) {
                        guarded.requests().ifPresent(it -> it.bodyBegins(headers));
                    }
                }
            };

    @Override
    public ListenerContext listenerContext() {
        return context.listenerContext();
    }

    @Override
    public ExecutorService executor() {
        return context.executor();
    }

    @Override
    public Router router() {
        return context.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
        return context.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
        return context.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
        return context.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
        return context.localPeer();
    }

    @Override
    public boolean isSecure() {
        return context.isSecure();
    }

    @Override
    public String socketId() {
        return context.socketId();
    }

    @Override
    public String childSocketId() {
        return context.childSocketId();
    }
}
