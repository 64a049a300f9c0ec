package greenbelt.http.helidon;

import greenbelt.http.Body;
import greenbelt.http.BodyTooSlow;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.http.media.ReadableEntity;
import io.helidon.webserver.http.RoutingRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The body of a request as it comes in. Helidon asks for it, when the client waits for that, at the first read.
final class ReceivedBody implements Body {
    private final ReadableEntity content;
    private final OptionalLong length;
    private final Optional<StreamReader> reader;
    private volatile boolean broken;
    private volatile boolean whole;
    private volatile @Nullable InputStream opened;

    private ReceivedBody(
            ReadableEntity content, OptionalLong length, Optional<StreamReader> reader) {
        this.content = content;
        this.length = length;
        this.reader = reader;
        this.whole = !content.hasEntity();
    }

    /// @param reader who reads it, where requests share a connection
    static ReceivedBody of(RoutingRequest request, Optional<StreamReader> reader) {
        var content = request.content();
        var length = content.hasEntity() ? request.headers().contentLength() : OptionalLong.of(0);
        return new ReceivedBody(content, length, reader);
    }

    /// Whether reading has failed: then nobody knows where the next request on this connection begins.
    boolean isBroken() {
        return broken;
    }

    /// Whether its sender has said that it is not to be had any more.
    boolean wasTakenBack() {
        return broken && reader.map(StreamReader::mayGoOn).orElse(false);
    }

    /// Whether it has been read to its end.
    boolean isWhole() {
        return whole;
    }

    @Override
    public OptionalLong length() {
        return length;
    }

    @Override
    public InputStream open() {
        if (!content.hasEntity()) {
            return InputStream.nullInputStream();
        }
        var before = opened;
        if (before != null) {
            return before;
        }
        var in = content.inputStream();
        var received =
                new Received(reader.<InputStream>map(it -> new StreamedInput(in, it)).orElse(in));
        opened = received;
        return received;
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

        /// What is left of it is read where the connection goes on.
        @Override
        public void close() {}

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            try {
                int read = in.read(bytes, offset, count);
                whole = read < 0;
                return read;
            } catch (BodyTooSlow late) {
                broken = true;
                throw late;
            } catch (RuntimeException failure) {
                broken = true;
                throw isLate(failure)
                        ? new BodyTooSlow(failure)
                        : new IOException(
                                "a body that broke off or is not framed properly", failure);
            }
        }

        private static boolean isLate(RuntimeException failure) {
            return failure instanceof RequestException refused
                    && refused.status().equals(Status.REQUEST_TIMEOUT_408);
        }
    }
}
