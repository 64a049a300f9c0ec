package greenbelt.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.disk.DiskFull;
import greenbelt.event.TraceContext;
import greenbelt.http.CallFailed.Certainty;
import greenbelt.json.Json;
import greenbelt.world.TaskFailure;
import greenbelt.world.VirtualWorld;
import greenbelt.world.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A router")
class RouterTest {
    record Line(String sku, int quantity) {}

    private final World world = new VirtualWorld(1);
    private final Router router =
            new Router(world)
                    .on(Method.GET, "/", _ -> Response.text(200, "root"))
                    .on(Method.GET, "/users/{id}", it -> Response.text(200, it.parameter("id")))
                    .on(Method.PATCH, "/users/{id}", it -> Response.text(200, it.parameter("id")))
                    .on(Method.GET, "/users/me", _ -> Response.text(200, "literal"))
                    .on(Method.GET, "/files/**", it -> Response.text(200, it.path()))
                    .on(Method.POST, "/lines", it -> Response.json(201, it.json(Line.class)))
                    .on(
                            Method.POST,
                            "/refused",
                            _ -> {
                                throw new CallFailed(Certainty.NOT_SENT, "user is down");
                            })
                    .on(
                            Method.POST,
                            "/late",
                            _ -> {
                                throw CallFailed.timedOut("user", Duration.ofSeconds(1));
                            })
                    .on(
                            Method.POST,
                            "/lost",
                            _ -> {
                                throw new CallFailed(Certainty.UNKNOWN, "cut");
                            })
                    .on(
                            Method.POST,
                            "/full",
                            _ -> {
                                var full = new DiskFull("the disk is full: 0 KiB are free");
                                throw new IllegalStateException("append to order-1", full);
                            })
                    .on(
                            Method.POST,
                            "/broken",
                            _ -> {
                                throw new IllegalStateException("a secret of the house");
                            });

    @AfterEach
    void close() {
        world.close();
    }

    private Response send(Request request) {
        var node = world.node("client").orElseGet(() -> world.start("client"));
        return world.enter(node, request.method().name(), () -> router.handle(request));
    }

    private String get(String target) {
        return send(Request.get(target)).text();
    }

    @Test
    @DisplayName("sends a request to the handler of its path, with what the template takes from it")
    void routes() {
        assertThat(List.of(get("/"), get("/users/7?x=1"), get("/users/a%20b"), get("/files/a/b")))
                .containsExactly("root", "7", "a b", "/files/a/b");
    }

    @Test
    @DisplayName("prefers a literal segment, whatever was registered first")
    void literalsFirst() {
        assertThat(get("/users/me")).isEqualTo("literal");
        assertThat(send(Request.of(Method.PATCH, "/users/me")).text()).isEqualTo("me");
    }

    @Test
    @DisplayName("names the template that would answer, for traces")
    void template() {
        assertThat(router.route(Request.get("/users/7"))).contains("/users/{id}");
        assertThat(router.route(Request.get("/nowhere"))).isEmpty();
    }

    @Test
    @DisplayName("answers 404 to an unknown path, near misses included")
    void notFound() {
        for (var target : List.of("/nowhere", "/users", "/users/", "/users/1/", "//", "/Users/1")) {
            assertThat(send(Request.get(target)).status()).as(target).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("answers 405 to another method and says which are allowed")
    void methodNotAllowed() {
        var response = send(Request.of(Method.DELETE, "/users/7"));

        assertThat(response.status()).isEqualTo(405);
        assertThat(response.headers().first("allow")).contains("GET, HEAD, PATCH, OPTIONS");
        assertThat(response.text())
                .isEqualTo(
                        """
                        {"type":"urn:greenbelt:problem:method-not-allowed","title":"Method not \
                        allowed","status":405,"detail":"DELETE is not possible at /users/7.",\
                        "expected":"one of GET, HEAD, PATCH, OPTIONS","found":"DELETE"}\
                        """);
    }

    @Test
    @DisplayName("answers OPTIONS with the methods there are, and HEAD as GET")
    void optionsAndHead() {
        var options = send(Request.of(Method.OPTIONS, "/users/7"));

        assertThat(options.status()).isEqualTo(204);
        assertThat(options.headers().first("allow")).contains("GET, HEAD, PATCH, OPTIONS");
        assertThat(send(Request.of(Method.HEAD, "/users/7")).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("answers 400 to a path that cannot be decoded")
    void brokenEscape() {
        for (var target : List.of("/users/%", "/users/%zz", "/users/%ff", "/users/%c3%28")) {
            assertThat(send(Request.get(target)).status()).as(target).isEqualTo(400);
        }
    }

    @Test
    @DisplayName("answers 400 to a body that is not what was asked for, and says where")
    void invalidBody() {
        var request =
                Request.of(Method.POST, "/lines")
                        .with("content-type", "application/json; charset=utf-8")
                        .withBody(Body.text("{\"sku\":\"a\",\"quantity\":\"two\"}"));

        assertThat(Problem.from(send(request)))
                .isEqualTo(
                        new Problem(
                                "urn:greenbelt:problem:invalid-body",
                                "Invalid body",
                                400,
                                "quantity: expected a whole number, found \"two\"",
                                java.util.Map.of(
                                        "path", Json.tree("quantity"),
                                        "expected", Json.tree("a whole number"),
                                        "found", Json.tree("\"two\""))));
    }

    @Test
    @DisplayName("answers 415 to a body that is not declared as JSON, 413 to one beyond 1 MiB")
    void refusedBodies() {
        var post = Request.of(Method.POST, "/lines").withBody(Body.text("{}"));
        var large =
                Request.post("/lines", "x")
                        .withBody(Body.of(new byte[Body.MAX_IN_MEMORY_BYTES + 1]));
        var endless =
                Request.post("/lines", "x")
                        .withBody(
                                Body.streaming(out -> {
                                    for (int i = 0; i < 2000; i++) {
                                        out.write(new byte[1024]);
                                    }
                                }));

        assertThat(send(post).status()).isEqualTo(415);
        assertThat(send(post.with("content-type", "text/plain")).status()).isEqualTo(415);
        assertThat(send(large).status()).isEqualTo(413);
        assertThat(send(endless).status()).isEqualTo(413);
        assertThat(send(Request.post("/lines", "x").withBody(Body.of(new byte[] {-1}))).status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("answers 503, 504 or 502 when a call failed, by what is known about it")
    void failedCalls() {
        assertThat(send(Request.of(Method.POST, "/refused")).status()).isEqualTo(503);
        assertThat(send(Request.of(Method.POST, "/late")).status()).isEqualTo(504);
        assertThat(send(Request.of(Method.POST, "/lost")).status()).isEqualTo(502);
        assertThat(world.failureCount()).isZero();
    }

    @Test
    @DisplayName("names the trace in the problem of a request that it refuses")
    void tracedProblem() {
        var trace = new TraceContext("a".repeat(32), "b".repeat(16), true);
        var request =
                Request.of(Method.POST, "/lines")
                        .with(Request.TRACEPARENT, trace.traceparent())
                        .with("content-type", "application/json")
                        .withBody(Body.text("{"));

        var response = send(request);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text()).contains("\"traceId\":\"" + trace.traceId() + "\"");
    }

    @Test
    @DisplayName("answers 507 when the disk is full, and reports no failure")
    void fullDisk() {
        var response = send(Request.of(Method.POST, "/full"));

        assertThat(Problem.from(response))
                .isEqualTo(Problem.of(507, "disk-full", "the disk is full: 0 KiB are free"));
        assertThat(world.failures()).isEmpty();
    }

    @Test
    @DisplayName("answers 500 with the trace id and no more when a handler fails, and reports it")
    void failingHandler() {
        var trace = new TraceContext("a".repeat(32), "b".repeat(16), true);
        var request =
                Request.of(Method.POST, "/broken").with(Request.TRACEPARENT, trace.traceparent());

        var response = send(request);

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.text()).contains("\"traceId\":\"aaaa").doesNotContain("secret");
        assertThat(world.failures())
                .singleElement()
                .extracting(TaskFailure::cause)
                .satisfies(cause ->
                        assertThat(cause)
                                .hasMessageContaining("POST /broken in trace aaaa")
                                .hasRootCauseMessage("a secret of the house"));
    }

    @Test
    @DisplayName("refuses two routes of the same method and shape")
    void ambiguous() {
        assertThatThrownBy(() -> router.on(Method.GET, "/users/{name}", _ -> Response.of(200)))
                .hasMessage("GET /users/{name} is taken by /users/{id}");
    }
}
