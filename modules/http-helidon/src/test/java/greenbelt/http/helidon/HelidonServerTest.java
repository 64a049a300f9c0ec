package greenbelt.http.helidon;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.http.Body;
import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.http.Router;
import greenbelt.world.LiveWorld;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A Helidon server")
class HelidonServerTest {
    private static final int PATIENCE_MILLIS = 10_000;

    private static final Patience IMPATIENT =
            new Patience(
                    Duration.ofMillis(100),
                    Duration.ofMillis(100),
                    Duration.ofMillis(100),
                    1 << 20);

    private static final String CLOSE = "Connection: close";

    private final World world = new LiveWorld();
    private final Node node = world.start("server");
    private final AtomicReference<Optional<Request>> seen = new AtomicReference<>(Optional.empty());

    @AfterEach
    void close() {
        world.close();
    }

    private HelidonServer start() {
        var router =
                new Router(world)
                        .on(Method.GET, "/**", this::echo)
                        .on(Method.POST, "/**", request -> Response.text(200, request.text()));
        return HelidonServer.start(world, node, 0, router);
    }

    private Response echo(Request request) {
        seen.set(Optional.of(request));
        return Response.text(200, request.path() + " " + request.query());
    }

    /// Sends these bytes and reads until the server closes the connection.
    private static String send(HelidonServer server, String request) throws IOException {
        try (var socket = new Socket(server.address().host(), server.address().port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    @Test
    @DisplayName("hands a path over as it was sent")
    void rawPath() throws IOException {
        var answer =
                send(
                        start(),
                        lines(
                                "GET /public/..%2fadmin/./%2e%2e//x;v=1?a=%20&b=1+2&&c HTTP/1.1",
                                "Host: x", CLOSE, ""));

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .endsWith("/public/..%2fadmin/./%2e%2e//x;v=1 a=%20&b=1+2&&c");
    }

    @Test
    @DisplayName("takes the path out of a target that is a whole URI")
    void absoluteTarget() throws IOException {
        var server = start();

        assertThat(send(server, lines("GET http://x/a/b?c HTTP/1.1", "Host: x", CLOSE, "")))
                .endsWith("/a/b c");
        assertThat(send(server, lines("GET http://x HTTP/1.1", "Host: x", CLOSE, "")))
                .endsWith("/ ");
    }

    @Test
    @DisplayName("hands every header over, repeated ones in order")
    void headers() throws IOException {
        send(
                start(),
                lines(
                        "GET / HTTP/1.1",
                        "Host: x",
                        "X-One: a, b",
                        "X-Two: 1",
                        "x-two: 2",
                        "under_score: 3",
                        CLOSE,
                        ""));

        var headers = seen.get().orElseThrow().headers();
        assertThat(headers.all("x-one")).containsExactly("a, b");
        assertThat(headers.all("x-two")).containsExactly("1", "2");
        assertThat(headers.all("under_score")).containsExactly("3");
        assertThat(headers.all("host")).containsExactly("x");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("answers what is not proper HTTP with a problem, never with 500")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    no HTTP at all          | hello | | 400
                    no host                 | GET / HTTP/1.1 | | 400
                    an old version          | GET / HTTP/1.0 | Host: x | 505
                    a letter beyond ASCII   | GET /caf\u00e9 HTTP/1.1 | Host: x | 400
                    one in the query        | GET /?caf\u00e9 HTTP/1.1 | Host: x | 400
                    a bad escape in query   | GET /?a=%zz HTTP/1.1 | Host: x | 400
                    a bad character in path | GET /a\u0001b HTTP/1.1 | Host: x | 400
                    a header without colon  | GET / HTTP/1.1 | Host: x;nonsense | 400
                    a space before colon    | GET / HTTP/1.1 | Host: x;bad : 1 | 400
                    a length that is no number | POST / HTTP/1.1 | Host: x;Content-Length: ten | 400
                    a negative length       | POST / HTTP/1.1 | Host: x;Content-Length: -1 | 400
                    two lengths             | POST / HTTP/1.1 | Host: x;Content-Length: 1;Content-Length: 2 | 400
                    length and chunks       | POST / HTTP/1.1 | Host: x;Content-Length: 5;Transfer-Encoding: chunked | 400
                    an unknown method       | BREW / HTTP/1.1 | Host: x | 501
                    the method TRACE        | TRACE / HTTP/1.1 | Host: x | 501
                    """)
    void improper(String what, String requestLine, String headers, int status) throws IOException {
        var fields = headers == null ? "" : headers.replace(";", "\r\n") + "\r\n";
        var request = requestLine + "\r\n" + fields + CLOSE + "\r\n\r\n";

        var answer = send(start(), request);

        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer.toLowerCase(java.util.Locale.ROOT))
                .contains("content-type: application/problem+json");
        assertThat(seen.get()).isEmpty();
        assertThat(world.failures()).isEmpty();
    }

    @Test
    @DisplayName(
            "answers 400 to chunks that are not framed properly, and to a body that breaks off")
    void brokenBodies() throws IOException {
        var server = start();
        var chunked =
                lines("POST / HTTP/1.1", "Host: x", "Transfer-Encoding: chunked", "")
                        + "zz\r\nhello\r\n0\r\n\r\n";

        assertThat(send(server, chunked)).startsWith("HTTP/1.1 400");
        assertThat(world.failures()).isEmpty();
    }

    @Test
    @DisplayName("survives a client that leaves in the middle of its request")
    void clientLeaves() throws IOException {
        var server = start();
        try (var socket = new Socket(server.address().host(), server.address().port())) {
            var half = lines("POST / HTTP/1.1", "Host: x", "Content-Length: 10", "") + "hello";
            socket.getOutputStream().write(half.getBytes(ISO_8859_1));
        }

        assertThat(send(server, lines("GET / HTTP/1.1", "Host: x", CLOSE, "")))
                .startsWith("HTTP/1.1 200");
        assertThat(world.failures()).isEmpty();
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", "GET"})
    @DisplayName("gives a client up that never says what it wants")
    void silence(String said) throws IOException {
        var server =
                HelidonServer.start(
                        world,
                        node,
                        Listening.on(0).withPatience(IMPATIENT),
                        request -> Response.text(200, request.text()));

        assertThat(send(server, said)).doesNotContain("HTTP/1.1 200");
        assertThat(world.failures()).isEmpty();
    }

    @Test
    @DisplayName("refuses a request line and headers that are too long")
    void limits() throws IOException {
        var server = start();
        var longPath = "/" + "a".repeat(HelidonServer.MAX_REQUEST_LINE_BYTES);
        var longHeader = "X-Long: " + "a".repeat(HelidonServer.MAX_HEADER_BYTES);

        assertThat(send(server, lines("GET " + longPath + " HTTP/1.1", "Host: x", "")))
                .matches("(?s)HTTP/1.1 4(00|14) .*problem.json.*");
        assertThat(send(server, lines("GET / HTTP/1.1", "Host: x", longHeader, "")))
                .matches("(?s)HTTP/1.1 4(00|31) .*problem.json.*");
    }

    @Test
    @DisplayName("asks a client that waits with its body to go on")
    void continues() throws IOException {
        var server = start();
        try (var socket = new Socket(server.address().host(), server.address().port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var out = socket.getOutputStream();
            var head =
                    lines(
                            "POST / HTTP/1.1",
                            "Host: x",
                            "Content-Length: 5",
                            "Expect: 100-continue",
                            CLOSE,
                            "");
            out.write(head.getBytes(ISO_8859_1));
            out.flush();
            var interim = new String(socket.getInputStream().readNBytes(25), ISO_8859_1);
            assertThat(interim).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            out.write("hello".getBytes(ISO_8859_1));
            out.flush();
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("hello");
        }
    }

    @Test
    @DisplayName("answers HEAD with the length that GET would have, and nothing after the headers")
    void head() throws IOException {
        var answer = send(start(), lines("HEAD /abc HTTP/1.1", "Host: x", CLOSE, ""));

        assertThat(answer).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
        assertThat(answer.toLowerCase(java.util.Locale.ROOT)).contains("content-length: 5\r\n");
    }

    @Test
    @DisplayName("answers several requests on one connection")
    void keepsConnections() throws IOException {
        var first = lines("GET /first HTTP/1.1", "Host: x", "");
        var second = lines("GET /second HTTP/1.1", "Host: x", CLOSE, "");

        assertThat(send(start(), first + second)).contains("/first").contains("/second");
    }

    @Test
    @DisplayName("tells nobody what it is made of, and adds nothing to what a handler answers")
    void fewHeaders() throws IOException {
        var server =
                HelidonServer.start(
                        world,
                        node,
                        0,
                        _ -> Response.of(200).with("x-one", "1").withBody(Body.text("abc")));

        var answer = send(server, lines("GET / HTTP/1.1", "Host: x", CLOSE, ""));

        assertThat(answer.lines().takeWhile(line -> !line.isEmpty()))
                .allMatch(line ->
                        line.matches(
                                "(?i)(HTTP/1.1 200 OK|date: .*|connection: close|"
                                        + "content-length: 3|x-one: 1)"));
    }

    @Test
    @DisplayName("says which port is taken, and what to do")
    void portTaken() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();

            assertThatThrownBy(() -> HelidonServer.start(world, node, port, _ -> Response.of(204)))
                    .isInstanceOf(PortTaken.class)
                    .hasMessageStartingWith("port " + port + " is taken by another program")
                    .hasMessageContaining("choose another port");
        }
    }

    @Test
    @DisplayName("answers the requests that have begun before it stops")
    void drains() throws IOException {
        var begun = world.watermark("begun", 0);
        var server =
                HelidonServer.start(
                        world,
                        node,
                        0,
                        _ -> {
                            begun.advanceTo(1);
                            world.sleep(Duration.ofMillis(100));
                            return Response.text(200, "done");
                        });
        world.start("operator")
                .spawn(
                        "stop",
                        () -> {
                            begun.restUntilBeyond(0);
                            node.stop();
                        });

        assertThat(send(server, lines("GET / HTTP/1.1", "Host: x", CLOSE, ""))).endsWith("done");
    }

    @Test
    @DisplayName("frees its port when its node stops")
    void freesItsPort() throws IOException {
        int port = start().address().port();
        node.stop();

        try (var again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(again.isBound()).isTrue();
        }
    }
}
