package greenbelt.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import greenbelt.http.Body;
import greenbelt.http.CallFailed;
import greenbelt.http.CallFailed.Certainty;
import greenbelt.http.EventStream;
import greenbelt.http.EventStream.Event;
import greenbelt.http.Handler;
import greenbelt.http.Headers;
import greenbelt.http.Method;
import greenbelt.http.Problem;
import greenbelt.http.Request;
import greenbelt.http.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What every network does. Inherit it for each implementation, in each world it is for.
public abstract class NetworkContract extends NetworkInstancesContract {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofMillis(1500);

    protected NetworkContract() {}

    private void listen(Handler handler) {
        network.listen(server, SERVICE, handler);
    }

    private Response call(Request request) {
        return network.call(SERVICE, request, TIMEOUT);
    }

    @Test
    @DisplayName("carries method, path, query and headers as they were sent")
    final void carriesRequests() {
        var received = new AtomicReference<Request>();
        listen(request -> {
            received.set(request);
            return Response.of(204);
        });
        var headers =
                Headers.of("x-one", "1, 2").plus("x-two", "first").plus("x-two", "second; third");

        asClient(() -> {
            var request =
                    Request.of(Method.PATCH, "/a/%2e%2e//b%2Fc/%C3%A9?x=%20&y=1+2&&z")
                            .withHeaders(headers);
            assertThat(call(request).status()).isEqualTo(204);
        });

        var request = received.get();
        assertThat(request.method()).isEqualTo(Method.PATCH);
        assertThat(request.path()).isEqualTo("/a/%2e%2e//b%2Fc/%C3%A9");
        assertThat(request.query()).isEqualTo("x=%20&y=1+2&&z");
        assertThat(request.headers().all("x-one")).containsExactly("1, 2");
        assertThat(request.headers().all("X-Two")).containsExactly("first", "second; third");
        assertThat(request.body().length()).hasValue(0);
    }

    @Test
    @DisplayName("brings back status, headers and body")
    final void bringsBackResponses() {
        listen(request ->
                Response.text(418, "echo " + request.text())
                        .with("x-one", "1")
                        .withHeaders(
                                Headers.of("x-one", "1").plus("x-two", "a").plus("x-two", "b")));

        asClient(() -> {
            var request = Request.of(Method.POST, "/").withBody(Body.text("héllo"));
            var response = call(request);
            assertThat(response.status()).isEqualTo(418);
            assertThat(response.headers().all("x-two")).containsExactly("a", "b");
            assertThat(response.text()).isEqualTo("echo héllo");
        });
    }

    @Test
    @DisplayName("carries long bodies both ways, of known and of unknown length")
    final void longBodies() {
        var bytes = new byte[3_000_000];
        IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) (i * 31 + i / 977));
        listen(request -> {
            var received = readAll(request.body());
            assertThat(Arrays.equals(received, bytes)).isTrue();
            return Response.of(200)
                    .withBody(
                            request.query().isEmpty()
                                    ? Body.of(received)
                                    : Body.streaming(out -> out.write(received)));
        });

        asClient(() -> {
            var known = call(Request.of(Method.POST, "/").withBody(Body.of(bytes)));
            assertThat(Arrays.equals(readAll(known.body()), bytes)).isTrue();
            assertThat(known.body().length()).hasValue(bytes.length);
            var unknown =
                    call(
                            Request.of(Method.POST, "/?streaming")
                                    .withBody(Body.streaming(out -> out.write(bytes))));
            assertThat(Arrays.equals(readAll(unknown.body()), bytes)).isTrue();
            assertThat(unknown.body().length()).isEmpty();
        });
    }

    private static byte[] readAll(Body body) {
        try (body;
                var in = body.open()) {
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    @DisplayName("passes each event of a stream on before the next one is there")
    final void streamsResponses() {
        var read = world.watermark("read", 0);
        listen(_ ->
                Response.events(out -> {
                    for (int i = 1; i <= 3; i++) {
                        out.send(new Event(String.valueOf(i), "tick", "number " + i));
                        assertThat(read.awaitBeyond(i - 1, TIMEOUT)).isTrue();
                    }
                }));

        asClient(() -> {
            try (var events = EventStream.of(call(Request.get("/events")))) {
                for (int i = 1; i <= 3; i++) {
                    assertThat(events.next())
                            .contains(new Event(String.valueOf(i), "tick", "number " + i));
                    read.advanceTo(i);
                }
                assertThat(events.next()).isEmpty();
            }
        });
        assertThat(world.failures()).isEmpty();
    }

    @Test
    @DisplayName("passes each piece of a request on before the next one is there")
    final void streamsRequests() {
        var read = world.watermark("read", 0);
        listen(request -> {
            try (var in = request.body().open()) {
                for (int i = 1; i <= 3; i++) {
                    assertThat(in.read()).isEqualTo(i);
                    read.advanceTo(i);
                }
                assertThat(in.read()).isEqualTo(-1);
            } catch (IOException failure) {
                throw new AssertionError(failure);
            }
            return Response.of(204);
        });

        asClient(() -> {
            var body =
                    Body.streaming(out -> {
                        for (int i = 1; i <= 3; i++) {
                            out.write(i);
                            out.flush();
                            assertThat(read.awaitBeyond(i - 1, TIMEOUT)).isTrue();
                        }
                    });
            assertThat(call(Request.of(Method.POST, "/").withBody(body)).status()).isEqualTo(204);
        });
    }

    @Test
    @DisplayName("answers HEAD, 204 and 304 without a body")
    final void withoutBody() {
        listen(request ->
                Response.text(request.query().isEmpty() ? 200 : 304, "content").with("x-one", "1"));

        asClient(() -> {
            var head = call(Request.of(Method.HEAD, "/"));
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.headers().first("x-one")).contains("1");
            assertThat(head.text()).isEmpty();
            assertThat(call(Request.get("/?unchanged")).text()).isEmpty();
            assertThat(call(Request.get("/")).text()).isEqualTo("content");
        });
    }

    @Test
    @DisplayName("carries many calls at once, each with its own answer")
    final void manyAtOnce() {
        listen(request -> {
            world.sleep(Duration.ofMillis(20));
            return Response.text(200, request.query());
        });
        Set<String> answers = new ConcurrentSkipListSet<>();
        var done = world.mailbox("done", 100);

        asClient(() -> {
            for (int i = 0; i < 100; i++) {
                var query = "call-" + i;
                client.spawn(
                        query,
                        () -> {
                            var answer = call(Request.get("/?" + query)).text();
                            assertThat(answer).isEqualTo(query);
                            answers.add(answer);
                            done.put(query);
                        });
            }
            for (int i = 0; i < 100; i++) {
                assertThat(done.await(TIMEOUT)).isPresent();
            }
        });
        assertThat(answers).hasSize(100);
    }

    @Test
    @DisplayName("refuses a call to a service that nobody listens for")
    final void refuses() {
        asClient(() -> {
            var failure = failureOf(Request.get("/"), TIMEOUT);
            assertThat(failure.certainty()).isEqualTo(Certainty.NOT_SENT);
        });
    }

    private CallFailed failureOf(Request request, Duration timeout) {
        var failure =
                catchThrowableOfType(
                        CallFailed.class, () -> network.call(SERVICE, request, timeout));
        assertThat(failure).as("the call fails").isNotNull();
        return failure;
    }

    @Test
    @DisplayName("gives up a call when its time is over, and does not know what became of it")
    final void timesOut() {
        var handled = world.watermark("handled", 0);
        listen(request -> {
            if (request.path().equals("/slow")) {
                world.sleep(LONG);
                handled.advanceTo(1);
            }
            return Response.of(204);
        });

        asClient(() -> {
            call(Request.get("/quick")); // what is done once only must not count
            var failure = failureOf(Request.get("/slow"), SHORT);
            assertThat(failure.certainty()).isEqualTo(Certainty.UNKNOWN);
            assertThat(failure.isTimeout()).isTrue();
            assertThat(handled.awaitBeyond(0, TIMEOUT)).as("the handler goes on").isTrue();
        });
    }

    @Test
    @DisplayName("breaks a call whose target crashes meanwhile, and refuses the next one")
    final void targetCrashes() {
        var begun = world.watermark("begun", 0);
        listen(_ -> {
            begun.advanceTo(1);
            world.sleep(TIMEOUT);
            return Response.of(204);
        });

        asClient(() -> {
            client.spawn(
                    "crash",
                    () -> {
                        begun.awaitBeyond(0, TIMEOUT);
                        server.crash();
                    });
            var failure = failureOf(Request.get("/"), TIMEOUT);
            assertThat(failure.certainty()).isEqualTo(Certainty.UNKNOWN);
            assertThat(failure.isTimeout()).isFalse();
            assertThat(failureOf(Request.get("/"), TIMEOUT).certainty())
                    .isEqualTo(Certainty.NOT_SENT);
        });
        assertThat(world.failures()).isEmpty();
    }

    @Test
    @DisplayName("breaks a stream whose source crashes: its reader does not take it for the end")
    final void streamBreaks() {
        listen(_ ->
                Response.events(out -> {
                    out.send(new Event("1", "tick", "first"));
                    world.sleep(TIMEOUT);
                }));

        asClient(() -> {
            try (var events = EventStream.of(call(Request.get("/events")))) {
                assertThat(events.next()).isPresent();
                server.crash();
                assertThatThrownBy(events::next).isInstanceOf(IOException.class);
            }
        });
        assertThat(world.failures()).isEmpty();
    }

    @Test
    @DisplayName("lets a handler go on whose caller has crashed")
    final void callerCrashes() {
        var begun = world.watermark("begun", 0);
        var handled = world.watermark("handled", 0);
        listen(_ -> {
            begun.advanceTo(1);
            world.sleep(SHORT);
            handled.advanceTo(1);
            return Response.of(204);
        });
        var other = world.start("other");

        asClient(() -> {
            other.spawn("call", () -> call(Request.get("/")));
            assertThat(begun.awaitBeyond(0, TIMEOUT)).isTrue();
            other.crash();
            assertThat(handled.awaitBeyond(0, TIMEOUT)).isTrue();
        });
        assertThat(world.failures()).isEmpty();
    }

    @Test
    @DisplayName(
            "breaks a request whose body its sender breaks off: nobody takes it for a whole one")
    final void requestBreaks() {
        var received = new AtomicReference<>("");
        var tried = world.watermark("tried", 0);
        listen(request -> {
            if (request.method() == Method.GET) {
                return Response.of(204);
            }
            try {
                received.set(request.text());
            } finally {
                tried.advanceTo(1);
            }
            return Response.of(204);
        });

        asClient(() -> {
            var body =
                    Body.streaming(out -> {
                        out.write(new byte[100_000]);
                        out.flush();
                        throw new IOException("the source has gone");
                    });
            var request = Request.of(Method.POST, "/").withBody(body);
            assertThat(succeeds(request)).isFalse();
            assertThat(succeeds(Request.get("/"))).isTrue();
            tried.awaitBeyond(0, SHORT); // a network may also keep all of it back
        });

        assertThat(received.get()).isEmpty();
    }

    private boolean succeeds(Request request) {
        try {
            return call(request).isSuccess();
        } catch (CallFailed broken) {
            return false;
        }
    }

    @Test
    @DisplayName("tells who writes a stream that its reader has gone")
    final void readerLeaves() {
        var noticed = world.watermark("noticed", 0);
        listen(_ ->
                Response.events(out -> {
                    try {
                        while (noticed.value() == 0) {
                            out.comment("still here");
                            world.sleep(Duration.ofMillis(10));
                        }
                    } catch (IOException gone) {
                        noticed.advanceTo(1);
                        throw gone;
                    }
                }));

        asClient(() -> {
            var response = call(Request.get("/events"));
            assertThat(response.body().open().read()).isEqualTo(':');
            response.body().close();
            assertThat(noticed.awaitBeyond(0, TIMEOUT)).isTrue();
        });
        assertThat(world.failures()).isEmpty();
    }

    @Test
    @DisplayName("reaches a service again that was restarted on another node")
    final void restarts() {
        listen(_ -> Response.text(200, "first"));

        asClient(() -> {
            assertThat(call(Request.get("/")).text()).isEqualTo("first");
            server.crash();
            server = world.start("server");
            listen(_ -> Response.text(200, "second"));
            assertThat(call(Request.get("/")).text()).isEqualTo("second");
        });
    }

    @Test
    @DisplayName("lets a node listen for a service once")
    final void onlyOnce() {
        listen(_ -> Response.of(204));

        assertThatThrownBy(() -> listen(_ -> Response.of(204)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("service is listened to by server already");
    }

    @Test
    @DisplayName("answers with a problem when a handler fails, and keeps the reason to itself")
    final void handlerFails() {
        listen(_ -> {
            throw new IllegalStateException("a secret");
        });

        asClient(() -> {
            var response = call(Request.get("/"));
            assertThat(response.status()).isEqualTo(500);
            var problem = Problem.from(response);
            assertThat(problem.isA("internal-error")).isTrue();
            assertThat(problem.toString()).doesNotContain("secret");
        });
        assertThat(world.failures()).hasSize(1);
    }

    @Test
    @DisplayName("brings back the refusal of a body that is too large, and works on")
    final void tooLarge() {
        listen(request -> Response.text(200, "" + request.text().length()));

        asClient(() -> {
            var post = Request.of(Method.POST, "/");
            var tooLarge = Body.of(new byte[Body.MAX_IN_MEMORY_BYTES + 1]);
            var endless = Body.streaming(out -> out.write(new byte[2 * Body.MAX_IN_MEMORY_BYTES]));
            assertThat(call(post.withBody(tooLarge)).status()).isEqualTo(413);
            assertThat(call(post.withBody(endless)).status()).isEqualTo(413);
            assertThat(call(post.withBody(Body.text("abc"))).text()).isEqualTo("3");
        });
        assertThat(world.failures()).isEmpty();
    }

    @Test
    @DisplayName("must not be called inside undivided work")
    final void undivided() {
        listen(_ -> Response.of(204));

        asClient(() ->
                assertThatThrownBy(() ->
                                world.undivided("a transaction", () -> call(Request.get("/"))))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("a transaction"));
    }
}
