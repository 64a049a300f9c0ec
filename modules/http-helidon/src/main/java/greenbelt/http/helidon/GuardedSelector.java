package greenbelt.http.helidon;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Optional;
import java.util.Set;

/// Takes every connection, and lets Helidon's own selectors have it once the first bytes, or TLS, have said what it is.
///
/// @param http2 where HTTP/2 is spoken
record GuardedSelector(
        ConnectionWatch watch,
        Http1ConnectionSelector http1,
        Optional<Http2ConnectionSelector> http2)
        implements ServerConnectionSelector {
    static final String HTTP_1 = "http/1.1";
    static final String HTTP_2 = "h2";

    @Override
    public int bytesToIdentifyConnection() {
        return 0;
    }

    @Override
    public Support supports(BufferData data) {
        return Support.SUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http2.isPresent() ? Set.of(HTTP_1, HTTP_2) : Set.of(HTTP_1);
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        var peer = context.remotePeer().address();
        return watch.guard(peer)
                .map(guard -> new GuardedConnection(this, context, guard))
                .orElseThrow(() -> new CloseConnectionException(peer + " has gone already"));
    }
}
