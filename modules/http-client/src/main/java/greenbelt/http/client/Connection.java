package greenbelt.http.client;

import greenbelt.http.Address;
import greenbelt.http.Body;
import greenbelt.http.Headers;
import greenbelt.http.Method;
import greenbelt.http.Network;
import greenbelt.http.Request;
import greenbelt.http.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnectionFactory;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.ModalCloseable;
import org.apache.hc.core5.util.Timeout;

/// One connection to a server. One call uses it at a time.
final class Connection implements ModalCloseable {
    /// Responses up to this length are read whole, so that their connection is free at once.
    private static final int MAX_READ_AT_ONCE_BYTES = 16 * 1024;

    private static final Timeout BODY_PATIENCE = Timeout.of(Network.BODY_PATIENCE);
    private static final DefaultBHttpClientConnectionFactory FACTORY =
            new DefaultBHttpClientConnectionFactory();

    /// Fields that frame a message or speak of this connection; they are ours to set.
    private static final Set<String> FRAMING =
            Set.of("content-length", "transfer-encoding", "connection", "expect", "keep-alive");

    private final SocketChannel channel;
    private final DefaultBHttpClientConnection http;

    private Connection(SocketChannel channel, DefaultBHttpClientConnection http) {
        this.channel = channel;
        this.http = http;
    }

    /// @param trust whom to believe where TLS is spoken
    static Connection open(Address address, Optional<SSLContext> trust, int timeoutMillis)
            throws IOException {
        var channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket()
                    .connect(new InetSocketAddress(address.host(), address.port()), timeoutMillis);
            var socket =
                    trust.isPresent()
                            ? secured(channel.socket(), address, trust.get(), timeoutMillis)
                            : channel.socket();
            return new Connection(channel, FACTORY.createConnection(socket));
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private static Socket secured(
            Socket socket, Address address, SSLContext trust, int timeoutMillis)
            throws IOException {
        var secured =
                (SSLSocket)
                        trust.getSocketFactory()
                                .createSocket(socket, address.host(), address.port(), true);
        secured.setSoTimeout(timeoutMillis);
        secured.startHandshake();
        return secured;
    }

    /// Whether a request can be sent: the server has neither closed the connection nor said anything unasked.
    boolean isUsable() {
        if (!http.isOpen()) {
            return false;
        }
        try {
            channel.configureBlocking(false);
            try {
                return channel.read(ByteBuffer.allocate(1)) == 0;
            } finally {
                channel.configureBlocking(true);
            }
        } catch (IOException _) {
            return false;
        }
    }

    /// Sends a request and receives the response, however long that takes; `release` learns once whether the connection can be used again.
    Response exchange(Request request, Address address, Release release)
            throws IOException, HttpException {
        http.setSocketTimeout(Timeout.DISABLED);
        var sent = message(request, address);
        http.sendRequestHeader(sent);
        try (var _ = request.body()) {
            if (sent.getEntity() != null) {
                http.sendRequestEntity(sent);
            }
            http.flush();
        }
        var received = http.receiveResponseHeader();
        while (received.getCode() < 200) {
            received = http.receiveResponseHeader(); // 100 Continue and the like
        }
        boolean keepAlive =
                DefaultConnectionReuseStrategy.INSTANCE.keepAlive(
                        sent, received, HttpCoreContext.create());
        var body = body(request, received, keepAlive, release);
        return new Response(received.getCode(), headers(received.headerIterator()), body);
    }

    private Body body(
            Request request, ClassicHttpResponse received, boolean keepAlive, Release release)
            throws IOException, HttpException {
        if (!Response.hasBody(received.getCode(), request.method())) {
            release.accept(keepAlive);
            return Body.empty();
        }
        http.receiveResponseEntity(received);
        var entity = received.getEntity();
        long length = entity.getContentLength();
        if (length >= 0 && length <= MAX_READ_AT_ONCE_BYTES) {
            var bytes = entity.getContent().readAllBytes();
            release.accept(keepAlive);
            return Body.of(bytes);
        }
        http.setSocketTimeout(BODY_PATIENCE);
        return new StreamedBody(entity.getContent(), length, keepAlive, release);
    }

    private ClassicHttpRequest message(Request request, Address address) {
        var message = new BasicClassicHttpRequest(request.method().name(), request.target());
        boolean hostIsMissing = request.headers().first("host").isEmpty();
        if (hostIsMissing) {
            message.addHeader("host", address.toString());
        }
        for (var field : request.headers().fields()) {
            if (!FRAMING.contains(field.name())) {
                message.addHeader(field.name(), field.value());
            }
        }
        var length = request.body().length();
        if (length.isEmpty()) {
            message.addHeader("transfer-encoding", "chunked");
        } else if (length.getAsLong() > 0 || carriesContent(request.method())) {
            message.addHeader("content-length", Long.toString(length.getAsLong()));
        }
        if (length.orElse(1) > 0) {
            message.setEntity(
                    new EntityTemplate(
                            length.orElse(-1), null, null, out -> write(request.body(), out)));
        }
        return message;
    }

    /// Cuts the connection when the body breaks off: HttpCore would write the last chunk all the same, and the server take
    /// what it has for all of it.
    private void write(Body body, OutputStream out) throws IOException {
        boolean isWhole = false;
        try {
            body.writeTo(out);
            isWhole = true;
        } finally {
            if (!isWhole) {
                http.close(CloseMode.IMMEDIATE);
            }
        }
    }

    private static boolean carriesContent(Method method) {
        return switch (method) {
            case POST, PUT, PATCH -> true;
            case GET, HEAD, DELETE, OPTIONS -> false;
        };
    }

    private static Headers headers(Iterator<Header> received) {
        var fields = new ArrayList<Headers.Field>();
        received.forEachRemaining(
                header -> fields.add(new Headers.Field(header.getName(), header.getValue())));
        return new Headers(fields);
    }

    @Override
    public void close(CloseMode mode) {
        http.close(mode);
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    /// Learns whether a connection can be used again.
    @FunctionalInterface
    interface Release {
        void accept(boolean reusable);
    }
}
