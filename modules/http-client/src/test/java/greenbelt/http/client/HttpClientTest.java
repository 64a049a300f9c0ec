package greenbelt.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import greenbelt.http.Address;
import greenbelt.http.Body;
import greenbelt.http.CallFailed;
import greenbelt.http.CallFailed.Certainty;
import greenbelt.http.Headers;
import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.world.LiveWorld;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The HTTP client")
class HttpClientTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

    private final World world = new LiveWorld();
    private final Node node = world.start("client");
    private final HttpClient client = new HttpClient(world);

    @AfterEach
    void close() {
        client.close();
        world.close();
    }

    private <T> T asTask(Supplier<T> body) {
        return world.enter(node, "test", body);
    }

    private Response call(ScriptedServer server, Request request) {
        return asTask(() -> client.call(server.address(), request, TIMEOUT));
    }

    private CallFailed failureOf(Address address, Request request, Duration timeout) {
        var failure =
                catchThrowableOfType(
                        CallFailed.class,
                        () -> asTask(() -> client.call(address, request, timeout)));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    @Test
    @DisplayName("sends what it was given and what framing needs, and nothing else")
    void exactBytes() throws IOException {
        try (var server = ScriptedServer.answering(OK, OK, OK)) {
            var headers =
                    Headers.of("x-b", "2")
                            .plus("x-a", "1")
                            .plus("x-b", "3")
                            .plus("host", "shop.example")
                            .plus("connection", "x-b")
                            .plus("content-length", "999");
            call(server, Request.get("/a/%2e%2e/b?c=%20").withHeaders(headers));
            call(server, Request.of(Method.POST, "/").withBody(Body.text("abc")));
            call(
                    server,
                    Request.of(Method.PUT, "/")
                            .withBody(Body.streaming(out -> out.write(new byte[] {'a', 'b'}))));

            assertThat(server.received(0))
                    .isEqualTo(
                            lines(
                                    "GET /a/%2e%2e/b?c=%20 HTTP/1.1",
                                    "x-b: 2", "x-a: 1", "x-b: 3", "host: shop.example", ""));
            var host = "host: " + server.address();
            assertThat(server.received(1))
                    .isEqualTo(lines("POST / HTTP/1.1", host, "content-length: 3", "") + "abc");
            assertThat(server.received(2))
                    .isEqualTo(
                            lines("PUT / HTTP/1.1", host, "transfer-encoding: chunked", "")
                                    + lines("2", "ab", "0", ""));
        }
    }

    @Test
    @DisplayName("keeps a connection for the next call")
    void reuses() throws IOException {
        try (var server = ScriptedServer.answering(OK, OK, OK)) {
            for (int i = 0; i < 3; i++) {
                assertThat(call(server, Request.get("/")).text()).isEqualTo("ok");
            }
            assertThat(server.connections()).isEqualTo(1);
            assertThat(client.connections(server.address())).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("does not send on a connection that the server has closed meanwhile")
    void staleConnections() throws IOException {
        try (var server = ScriptedServer.answering(OK, ScriptedServer.CLOSE, OK)) {
            call(server, Request.of(Method.POST, "/first"));
            server.awaitClosed(1);
            assertThat(call(server, Request.of(Method.POST, "/second")).text()).isEqualTo("ok");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("does not keep a connection that the server wants to close")
    void notKept() throws IOException {
        var closing = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok";
        try (var server = ScriptedServer.answering(closing, closing, closing)) {
            for (int i = 0; i < 3; i++) {
                assertThat(call(server, Request.get("/")).text()).isEqualTo("ok");
            }
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("does not send a request again whose connection broke before the answer")
    void brokenConnection() throws IOException {
        try (var server = ScriptedServer.answering(OK, ScriptedServer.READ_AND_CLOSE, OK)) {
            call(server, Request.get("/first"));
            var failure = failureOf(server.address(), Request.get("/second"), TIMEOUT);

            assertThat(failure.certainty()).isEqualTo(Certainty.UNKNOWN);
            assertThat(failure.isTimeout()).isFalse();
            assertThat(server.requests()).isEqualTo(2);
            assertThat(client.connections(server.address())).isZero();
        }
    }

    @Test
    @DisplayName("fails without having sent anything when nobody listens")
    void refused() throws IOException {
        Address address;
        try (var server = ScriptedServer.answering()) {
            address = server.address();
        }

        var failure = failureOf(address, Request.get("/"), TIMEOUT);

        assertThat(failure.certainty()).isEqualTo(Certainty.NOT_SENT);
        assertThat(failure).hasMessageContaining(address.toString());
        assertThat(client.connections(address)).isZero();
    }

    @Test
    @DisplayName("gives up when the answer does not come in time, and drops the connection")
    void timeout() throws IOException {
        try (var server = ScriptedServer.answering(OK, ScriptedServer.SILENCE)) {
            call(server, Request.get("/first"));
            var failure = failureOf(server.address(), Request.get("/"), Duration.ofMillis(300));

            assertThat(failure.certainty()).isEqualTo(Certainty.UNKNOWN);
            assertThat(failure.isTimeout()).isTrue();
            assertThat(client.connections(server.address())).isZero();
        }
    }

    @Test
    @DisplayName("keeps the connection of a body that is read to the end, drops one closed before")
    void bodies() throws IOException {
        var chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
        try (var server = ScriptedServer.answering(chunked, chunked, OK)) {
            assertThat(call(server, Request.get("/")).text()).isEqualTo("abc");
            assertThat(client.connections(server.address())).isEqualTo(1);

            var body = call(server, Request.get("/")).body();
            assertThat(body.open().read()).isEqualTo('a');
            body.close();
            body.close();
            assertThat(client.connections(server.address())).isZero();

            assertThat(call(server, Request.get("/")).text()).isEqualTo("ok");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("opens no more connections than it may, and says so when all stay busy")
    void bounded() throws IOException {
        var unfinished = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n";
        try (var server = ScriptedServer.answering(unfinished, OK);
                var narrow = new HttpClient(world, "narrow-client", 1)) {
            var first =
                    asTask(() -> narrow.call(server.address(), Request.get("/"), TIMEOUT)).body();

            var failure =
                    catchThrowableOfType(
                            CallFailed.class,
                            () ->
                                    asTask(() ->
                                            narrow.call(
                                                    server.address(),
                                                    Request.get("/"),
                                                    Duration.ofMillis(200))));
            first.close();

            assertThat(failure.certainty()).isEqualTo(Certainty.NOT_SENT);
            assertThat(failure)
                    .hasMessageContaining("all 1 connections")
                    .hasMessageContaining("busy");
            assertThat(
                            asTask(() -> narrow.call(server.address(), Request.get("/"), TIMEOUT))
                                    .text())
                    .isEqualTo("ok");
        }
    }

    @Test
    @DisplayName("notices a body that ends too early")
    void shortBody() throws IOException {
        var shortOne = "HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\nabc";
        try (var server = ScriptedServer.answering(shortOne + ScriptedServer.THEN_CLOSE)) {
            var response = call(server, Request.get("/"));
            var failure = catchThrowableOfType(CallFailed.class, response::text);

            assertThat(failure.certainty()).isEqualTo(Certainty.UNKNOWN);
        }
    }

    @Test
    @DisplayName("takes interim answers for what they are")
    void interim() throws IOException {
        var early = "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n";
        try (var server = ScriptedServer.answering(early + OK)) {
            assertThat(call(server, Request.get("/")).status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("fails when the answer is not HTTP")
    void notHttp() throws IOException {
        try (var server = ScriptedServer.answering("SSH-2.0-hello\r\n\r\n")) {
            var failure = failureOf(server.address(), Request.get("/"), TIMEOUT);

            assertThat(failure.certainty()).isEqualTo(Certainty.UNKNOWN);
        }
    }

    @Test
    @DisplayName("ends the task of a node that crashes while it waits for an answer")
    void nodeCrashes() throws IOException {
        try (var server = ScriptedServer.answering(ScriptedServer.SILENCE)) {
            var other = world.start("other");
            other.spawn("call", () -> client.call(server.address(), Request.get("/"), TIMEOUT));
            server.awaitRequest(1);
            other.crash();
            server.awaitClosed(1);

            assertThat(world.failures()).isEmpty();
        }
    }

    @Test
    @DisplayName("brings headers back in order, without the space around them")
    void headerValues() throws IOException {
        var answer = "HTTP/1.1 200 OK\r\nX-One:  a, b \r\nx-one: c\r\ncontent-length: 0\r\n\r\n";
        try (var server = ScriptedServer.answering(answer)) {
            var headers = call(server, Request.get("/")).headers();
            assertThat(headers.all("x-one")).containsExactly("a, b", "c");
        }
    }
}
