package greenbelt.http.helidon;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.Body;
import greenbelt.http.Response;
import greenbelt.world.LiveWorld;
import greenbelt.world.Node;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A client that keeps a server waiting")
class SlowClientsTest {
    private static final int TEST_PATIENCE_MILLIS = 20_000;
    private static final Patience IMPATIENT =
            new Patience(
                    Duration.ofMillis(150), Duration.ofMillis(150), Duration.ofMinutes(1), 1 << 20);

    private final World world = new LiveWorld();
    private final Node node = world.start("server");
    private final Watermark failed = world.watermark("answers that broke off", 0);
    private final HelidonServer server =
            HelidonServer.start(
                    world,
                    node,
                    Listening.on(0).withPatience(IMPATIENT),
                    request ->
                            request.path().equals("/endless")
                                    ? Response.of(200).withBody(Body.streaming(this::endless))
                                    : Response.text(200, request.text()));

    @AfterEach
    void close() {
        world.close();
    }

    private void endless(OutputStream out) throws IOException {
        try {
            while (true) {
                out.write(new byte[64 * 1024]);
            }
        } finally {
            failed.advanceTo(1);
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(server.address().host(), server.address().port());
        socket.setSoTimeout(TEST_PATIENCE_MILLIS);
        return socket;
    }

    @ParameterizedTest(name = "after \"{0}\"")
    @ValueSource(
            strings = {
                "G",
                "GET / HTTP/1.1",
                "GET / HTTP/1.1\r\nHost: x\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHo",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhel",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0",
            })
    @DisplayName("in the middle of a request is told so with 408, and is left")
    void stopsInTheMiddle(String said) throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(said.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();

            var answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);

            assertThat(answer.substring(answer.lastIndexOf("HTTP/1.1 "))).contains("408");
            assertThat(world.failures()).isEmpty();
        }
    }

    @Test
    @DisplayName("by reading nothing of its answer is left")
    void readsNothing() throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream()
                    .write("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1));
            socket.getOutputStream().flush();

            failed.restUntilBeyond(0);

            assertThat(world.failures()).isEmpty();
        }
    }
}
