package greenbelt.http.helidon;

import greenbelt.http.Body;
import io.helidon.http.media.ReadableEntity;
import io.helidon.webserver.http.RoutingRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;

/// The body of a request as it comes in. Helidon asks for it, when the client waits for that, at the first read.
final class ReceivedBody implements Body {
    private final ReadableEntity content;
    private final OptionalLong length;
    private volatile boolean broken;

    private ReceivedBody(ReadableEntity content, OptionalLong length) {
        this.content = content;
        this.length = length;
    }

    static ReceivedBody of(RoutingRequest request) {
        var content = request.content();
        var length = content.hasEntity() ? request.headers().contentLength() : OptionalLong.of(0);
        return new ReceivedBody(content, length);
    }

    /// Whether reading has failed: then nobody knows where the next request on this connection begins.
    boolean isBroken() {
        return broken;
    }

    @Override
    public OptionalLong length() {
        return length;
    }

    @Override
    public InputStream open() {
        return content.hasEntity()
                ? new Received(content.inputStream())
                : InputStream.nullInputStream();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (var in = open()) {
            in.transferTo(out);
            out.flush();
        }
    }

    @Override
    public void close() {}

    /// Says with an IOException what Helidon says in several ways: that the client sent no proper body.
    private final class Received extends FilterInputStream {
        Received(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return in.read();
            } catch (RuntimeException broken) {
                throw asIoException(broken);
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            try {
                return in.read(bytes, offset, count);
            } catch (RuntimeException broken) {
                throw asIoException(broken);
            }
        }

        private IOException asIoException(RuntimeException broken) {
            ReceivedBody.this.broken = true;
            return new IOException("a body that broke off or is not framed properly", broken);
        }
    }
}
