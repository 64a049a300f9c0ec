package greenbelt.http.helidon;

import greenbelt.http.Body;
import io.helidon.http.media.ReadableEntity;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;

/// The body of a request as it comes in. Helidon asks for it, when the client waits for that, at the first read.
final class ReceivedBody implements Body {
    private final ReadableEntity content;
    private final OptionalLong length;

    ReceivedBody(ReadableEntity content, OptionalLong length) {
        this.content = content;
        this.length = length;
    }

    @Override
    public OptionalLong length() {
        return length;
    }

    @Override
    public InputStream open() {
        return new Received(content.inputStream());
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
    private static final class Received extends FilterInputStream {
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

        private static IOException asIoException(RuntimeException broken) {
            return new IOException("a body that broke off or is not framed properly", broken);
        }
    }
}
