package greenbelt.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.EventStream.Event;
import greenbelt.http.Headers;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.world.Mailbox;
import greenbelt.world.World;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The gateway on real sockets")
class LiveGatewayTest {
    private final LiveGateway gateway = new LiveGateway(this::receive);
    private final World world = gateway.world;
    private final Queue<String> reached = new ConcurrentLinkedQueue<>();
    private final Queue<Headers> headers = new ConcurrentLinkedQueue<>();
    private final Mailbox<String> goOn = world.mailbox("go on", 1);

    @AfterEach
    void close() {
        gateway.close();
    }

    private Response receive(Request request) {
        headers.add(request.headers());
        reached.add(request.method() + " " + request.target());
        if (request.path().endsWith("/events")) {
            return Response.events(out -> {
                out.send(new Event("1", "placed", "{}"));
                goOn.take();
                out.send(new Event("2", "confirmed", "{}"));
            });
        }
        return Response.text(200, request.text().length() + " characters");
    }

    /// Sends a request line and header lines, then `body`, and reads to the end.
    private String send(String head, String body) throws IOException {
        try (var socket = gateway.connect()) {
            var token = gateway.issuer.issue("ada", GatewayTown.SCOPES).text();
            var request =
                    head.replace("; ", "\r\n").replace("TOKEN", "Authorization: Bearer " + token)
                            + "\r\nHost: x\r\nConnection: close\r\n\r\n"
                            + body;
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    @Test
    @DisplayName("forwards a request and its body")
    void forwards() throws IOException {
        var answer = send("POST /orders?a=b HTTP/1.1; TOKEN; Content-Length: 5", "hello");

        assertThat(answer).startsWith("HTTP/1.1 200").endsWith("5 characters");
        assertThat(reached).containsExactly("POST /orders?a=b");
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /users HTTP/1.1 | 401",
                "GET /users HTTP/1.1; Authorization: Bearer a.b.c | 401",
                "GET /users HTTP/1.1; TOKEN; TOKEN | 400",
                "GET /nowhere HTTP/1.1; TOKEN | 404",
                "PUT /credit-reservations/1 HTTP/1.1; TOKEN; Content-Length: 0 | 404",
                "PUT /users/../credit-reservations/1 HTTP/1.1; TOKEN; Content-Length: 0 | 400",
                "GET /users/%2e%2e/credit-reservations/1 HTTP/1.1; TOKEN | 400",
                "GET /users/..%2fcredit-reservations/1 HTTP/1.1; TOKEN | 400",
                "GET /users%2f..%2fcredit-reservations HTTP/1.1; TOKEN | 400",
                "GET //credit-reservations/1 HTTP/1.1; TOKEN | 400",
                "GET /users/%252e%252e HTTP/1.1; TOKEN | 400",
                "GET /users/%c0%ae%c0%ae HTTP/1.1; TOKEN | 400",
                "GET /users/a%00b HTTP/1.1; TOKEN | 400",
                "GET /users/a\\b HTTP/1.1; TOKEN | 400",
                "GET /users/a;b HTTP/1.1; TOKEN | 400",
                "GET http://x/credit-reservations/1 HTTP/1.1; TOKEN | 404",
                "GET http://x/users/../a HTTP/1.1; TOKEN | 400",
                "GET /users HTTP/1.1; TOKEN; x_greenbelt_user: eve | 400",
                "TRACE /users HTTP/1.1; TOKEN | 501",
                "CONNECT /users HTTP/1.1; TOKEN | 501",
                "OPTIONS * HTTP/1.1; TOKEN | 404",
                "POST /orders HTTP/1.1; TOKEN; Content-Length: 1048577 | 413",
                "POST /orders HTTP/1.1; TOKEN; Content-Length: 1; Content-Length: 2 | 400",
                "POST /orders HTTP/1.1; TOKEN; Content-Length: 1; Transfer-Encoding: chunked | 400",
                "POST /orders HTTP/1.1; TOKEN; Transfer-Encoding: chunked, chunked | 400",
                "PUT /orders HTTP/1.1; TOKEN; Content-Length: 0 | 405",
            })
    @DisplayName("refuses what should not reach a service, with a problem")
    void refuses(String head, int status) throws IOException {
        var answer = send(head, "");

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .containsIgnoringCase("content-type: application/problem+json");
        assertThat(reached).isEmpty();
        assertThat(world.failures()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "zz\r\nhello\r\n0\r\n\r\n",
                "-5\r\nhello\r\n0\r\n\r\n",
                "5 5\r\nhello\r\n0\r\n\r\n",
                "0x5\r\nhello\r\n0\r\n\r\n",
                "5\r\nhelloworld\r\n0\r\n\r\n",
                "FFFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n",
                "\r\nhello\r\n0\r\n\r\n",
            })
    @DisplayName("answers badly framed chunks with 400, and closes the connection")
    void refusesBadChunks(String body) throws IOException {
        var answer = send("POST /orders HTTP/1.1; TOKEN; Transfer-Encoding: chunked", body);

        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2);
        assertThat(world.failures()).isEmpty();
    }

    @Test
    @DisplayName("tells services from where a request comes, and which host was asked for")
    void tellsOrigins() throws IOException {
        send("GET http://shop.example/orders/1 HTTP/1.1; TOKEN; X-Forwarded-For: 6.6.6.6", "");

        assertThat(headers.peek().first("x-forwarded-for")).contains("127.0.0.1");
        assertThat(headers.peek().first("x-forwarded-host")).contains("shop.example");
        assertThat(headers.peek().first("forwarded"))
                .contains("for=127.0.0.1;host=\"shop.example\";proto=http");
    }

    @Test
    @DisplayName("cuts off a chunked body that turns out to be too long")
    void limitsChunkedBodies() throws IOException {
        var chunk = "10000\r\n" + "a".repeat(0x10000) + "\r\n";

        var answer =
                send(
                        "POST /orders HTTP/1.1; TOKEN; Transfer-Encoding: chunked",
                        chunk.repeat(17) + "0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("1048576 bytes");
        assertThat(world.failures()).isEmpty();
    }

    @Test
    @DisplayName("passes an event on before the next one is there")
    void streamsEvents() throws IOException {
        try (var socket = gateway.connect()) {
            var token = gateway.issuer.issue("ada", GatewayTown.SCOPES).text();
            var request =
                    "GET /orders/1/events HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                            + "Authorization: Bearer "
                            + token
                            + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            var seen = new StringBuilder();
            while (seen.indexOf("event: placed") < 0) {
                seen.append((char) socket.getInputStream().read());
            }
            assertThat(seen).doesNotContain("confirmed");

            goOn.put("now");

            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .contains("event: confirmed");
        }
    }
}
