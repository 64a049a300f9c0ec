package greenbelt.bench.gateway;

import greenbelt.http.Body;
import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.http.helidon.HelidonServer;
import greenbelt.world.LiveWorld;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/// A service with large bodies: `PORT`. It gives out 1 GiB, and says how much it has taken.
final class StreamProcess {
    private static final long BODY_BYTES = 1L << 30;
    private static final int PIECE_BYTES = 64 * 1024;

    private StreamProcess() {}

    static Child start(Path log) throws IOException {
        return Child.ofThisKind(
                StreamProcess.class, Child.freePort(), List.of("-Xmx64m"), List.of(), log);
    }

    public static void main(String[] args) {
        var world = new LiveWorld();
        HelidonServer.start(
                world,
                world.start("upstream"),
                Integer.parseInt(args[0]),
                request ->
                        request.method() == Method.GET
                                ? Response.of(200).withBody(new Zeros())
                                : Response.text(200, Long.toString(taken(request))));
    }

    private static long taken(Request request) {
        try (var in = request.body().open()) {
            return in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// A body of known length that is nowhere.
    private static final class Zeros implements Body {
        @Override
        public OptionalLong length() {
            return OptionalLong.of(BODY_BYTES);
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(new byte[0]); // it is written, never read
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            var piece = new byte[PIECE_BYTES];
            for (long sent = 0; sent < BODY_BYTES; sent += PIECE_BYTES) {
                out.write(piece);
            }
        }

        @Override
        public void close() {}
    }
}
