package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Over real sockets, the gateway")
class LiveResilienceTest {
    private static final String ROUTES =
            """
            upstreams:
              inventory: {instances: [inventory]}
              nobody: {instances: [nobody]}
              order: {instances: [order], bulkhead: 8}
            defaults: {timeout: 8s, retries: {most: 3, backoff: 1ms}}
            routes:
              - {name: a, path: {exact: /a}, upstream: order, access: [anonymous],
                 policies: {cors: {origins: ["https://shop.example.org"]}}}
              - {name: kept, path: {exact: /kept}, upstream: order, access: [anonymous],
                 policies: {cache: {}}}
              - {name: gone, path: {exact: /gone}, upstream: nobody, access: [anonymous],
                 policies: {fallback: {on: [no-answer], status: 200, body: prepared}}}
              - {name: copied, path: {exact: /copied}, upstream: order, access: [anonymous],
                 policies: {mirror: {to: inventory, share: 100, methods: [POST]}}}
            """;

    private final AtomicInteger answered = new AtomicInteger();
    private final CountDownLatch copied = new CountDownLatch(1);
    private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
    private final LiveGateway gateway =
            new LiveGateway(this::serve, new RoutesText(ROUTES, "for a test"));

    @AfterEach
    void close() {
        gateway.close();
    }

    /// Fails two times of three.
    private Response serve(Request request) {
        var text = request.method() == Method.POST ? request.text() : "";
        if (request.headers().first("x-greenbelt-mirror").isPresent()) {
            bodies.add("copy of " + text);
            copied.countDown();
            return Response.of(500);
        }
        bodies.add(text);
        if (request.path().equals("/kept")) {
            return Response.text(200, "kept " + answered.incrementAndGet())
                    .with("cache-control", "max-age=600");
        }
        return answered.incrementAndGet() % 3 == 0 ? Response.text(201, "done") : Response.of(503);
    }

    private String send(String request) throws IOException {
        return gateway.send(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    private String post(String path, String fields) throws IOException {
        return send(
                "POST %s HTTP/1.1\nhost: a\nconnection: close\n%scontent-length: 4\n\nbody"
                        .formatted(path, fields));
    }

    private String get(String path) throws IOException {
        return send("GET %s HTTP/1.1\nhost: a\nconnection: close\n\n".formatted(path));
    }

    @Test
    @DisplayName("sends what has a key again, with its body, and what has none once")
    void retries() throws IOException {
        assertThat(post("/a", "idempotency-key: k\n")).startsWith("HTTP/1.1 201");
        assertThat(bodies).containsExactly("body", "body", "body");

        assertThat(post("/a", "")).startsWith("HTTP/1.1 503");
        assertThat(bodies).hasSize(4);
    }

    @Test
    @DisplayName("answers with what it has kept, and with what was prepared")
    void answersItself() throws IOException {
        assertThat(get("/kept")).contains("kept 1").doesNotContainIgnoringCase("\r\nage:");
        assertThat(get("/kept")).contains("kept 1").containsIgnoringCase("\r\nage: ");
        assertThat(get("/gone")).startsWith("HTTP/1.1 200").endsWith("prepared");
    }

    @Test
    @DisplayName("answers the question of a browser")
    void preflight() throws IOException {
        assertThat(
                        send(
                                """
                                OPTIONS /a HTTP/1.1
                                host: a
                                connection: close
                                origin: https://shop.example.org
                                access-control-request-method: PUT

                                """))
                .startsWith("HTTP/1.1 204")
                .containsIgnoringCase("access-control-allow-origin: https://shop.example.org\r\n");
        assertThat(bodies).isEmpty();
    }

    @Test
    @DisplayName("sends a copy with the same body")
    void mirrors() throws IOException, InterruptedException {
        answered.set(2);

        assertThat(post("/copied", "")).startsWith("HTTP/1.1 201");

        assertThat(copied.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(bodies).containsExactlyInAnyOrder("body", "copy of body");
    }
}
