package greenbelt.http.helidon;

import static greenbelt.http.helidon.FrameWire.CONTINUATION;
import static greenbelt.http.helidon.FrameWire.DATA;
import static greenbelt.http.helidon.FrameWire.END_HEADERS;
import static greenbelt.http.helidon.FrameWire.END_STREAM;
import static greenbelt.http.helidon.FrameWire.HEADERS;
import static greenbelt.http.helidon.FrameWire.PING;
import static greenbelt.http.helidon.FrameWire.PRIORITY;
import static greenbelt.http.helidon.FrameWire.PUSH_PROMISE;
import static greenbelt.http.helidon.FrameWire.RST_STREAM;
import static greenbelt.http.helidon.FrameWire.SETTINGS;
import static greenbelt.http.helidon.FrameWire.UNKNOWN;
import static greenbelt.http.helidon.FrameWire.WINDOW_UPDATE;
import static greenbelt.http.helidon.FrameWire.fields;
import static greenbelt.http.helidon.FrameWire.request;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.Handler;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.world.LiveWorld;
import greenbelt.world.World;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Hostile frames of HTTP/2")
class HostileFramesTest {
    private static final Patience IMPATIENT =
            new Patience(
                    Duration.ofMillis(300),
                    Duration.ofMillis(300),
                    Duration.ofSeconds(30),
                    1 << 20);

    private static final String CALM = "goaway enhance your calm";

    private final World world = new LiveWorld();
    private final Queue<Request> reached = new ConcurrentLinkedQueue<>();
    private final Handler handler =
            request -> {
                var text = request.text();
                reached.add(request);
                return Response.text(200, text);
            };
    private final HelidonServer server = start(Listening.on(0));
    private final HelidonServer impatient = start(Listening.on(0).withPatience(IMPATIENT));

    private HelidonServer start(Listening listening) {
        var node = world.start("server with " + listening.patience().head());
        return HelidonServer.start(world, node, listening.withHttp2(), handler);
    }

    /// What somebody sends.
    @FunctionalInterface
    private interface Script {
        void send(FrameWire wire) throws IOException;
    }

    /// A row of the table.
    ///
    /// @param reaches whether a handler may see a request of it
    record Hostile(String why, String outcome, boolean reaches, boolean slow, Script script) {
        @Override
        public String toString() {
            return why + ": " + outcome;
        }
    }

    private static Hostile sound(String why, Script script) {
        return new Hostile(why, "answer 200", true, false, script);
    }

    private static Hostile hostile(String why, String outcome, Script script) {
        return new Hostile(why, outcome, false, false, script);
    }

    private static Hostile slow(String why, String outcome, Script script) {
        return new Hostile(why, outcome, false, true, script);
    }

    static Stream<Hostile> table() {
        return Stream.concat(soundAndHeaders(), framesAndFloods());
    }

    private static Stream<Hostile> soundAndHeaders() {
        return Stream.of(
                sound("a request", it -> it.get(1, "/")),
                sound("a body", it -> it.post(1, "/").frame(DATA, END_STREAM, 1, (byte) 'a')),
                sound(
                        "headers in two pieces",
                        it -> {
                            it.frame(HEADERS, END_STREAM, 1, request("GET", "/"));
                            it.frame(CONTINUATION, END_HEADERS, 1, fields("x-a", "b"));
                        }),
                sound(
                        "a frame of a kind that nobody knows",
                        it -> it.frame(UNKNOWN, 0, 0).get(1, "/")),
                hostile(
                        "a name in capitals",
                        "goaway protocol error",
                        it -> it.get(1, "/", "X-A", "b")),
                hostile(
                        "a field without a name",
                        "goaway internal error",
                        it -> it.get(1, "/", "", "b")),
                hostile(
                        "a connection field",
                        "goaway protocol error",
                        it -> it.get(1, "/", "connection", "close")),
                hostile(
                        "a transfer coding",
                        "goaway protocol error",
                        it -> it.get(1, "/", "transfer-encoding", "chunked")),
                hostile(
                        "a te that is not trailers",
                        "goaway protocol error",
                        it -> it.get(1, "/", "te", "gzip")),
                hostile(
                        "another host than its authority",
                        "goaway protocol error",
                        it -> it.get(1, "/", "host", "elsewhere")),
                hostile(
                        "two hosts",
                        "goaway protocol error",
                        it -> it.get(1, "/", "host", "localhost", "host", "localhost")),
                hostile(
                        "a pseudo field behind the fields",
                        "goaway protocol error",
                        it -> it.get(1, "/", "x-a", "b", ":path", "/2")),
                hostile("two paths", "goaway protocol error", it -> it.get(1, "/", ":path", "/2")),
                hostile(
                        "a status",
                        "goaway protocol error",
                        it -> it.get(1, "/", ":status", "200")),
                hostile(
                        "no path",
                        "goaway protocol error",
                        it ->
                                it.frame(
                                        HEADERS,
                                        END_HEADERS | END_STREAM,
                                        1,
                                        fields(
                                                ":method",
                                                "GET",
                                                ":scheme",
                                                "http",
                                                ":authority",
                                                "x"))),
                hostile(
                        "no method",
                        "goaway protocol error",
                        it ->
                                it.frame(
                                        HEADERS,
                                        END_HEADERS | END_STREAM,
                                        1,
                                        fields(
                                                ":path",
                                                "/",
                                                ":scheme",
                                                "http",
                                                ":authority",
                                                "x"))),
                hostile(
                        "no authority",
                        "goaway protocol error",
                        it ->
                                it.frame(
                                        HEADERS,
                                        END_HEADERS | END_STREAM,
                                        1,
                                        fields(":method", "GET", ":path", "/", ":scheme", "http"))),
                hostile(
                        "a line break in a value",
                        "goaway protocol error",
                        it -> it.get(1, "/", "x-a", "b\r\nx-c: d")),
                hostile(
                        "a line break in a name",
                        "goaway protocol error",
                        it -> it.get(1, "/", "x-a\r\nx-c", "d")),
                hostile("a blank in the path", "answer 400", it -> it.get(1, "/a b")),
                hostile("a line break in the path", "answer 400", it -> it.get(1, "/a\r\nb")),
                hostile("a path that does not begin with one", "answer 400", it -> it.get(1, "a")),
                hostile(
                        "a body shorter than it says",
                        "reset protocol error",
                        it ->
                                it.post(1, "/", "content-length", "5")
                                        .frame(DATA, END_STREAM, 1, (byte) 'a')),
                hostile(
                        "a body longer than it says",
                        "reset protocol error",
                        it ->
                                it.post(1, "/", "content-length", "1")
                                        .frame(DATA, END_STREAM, 1, (byte) 'a', (byte) 'b')),
                hostile(
                        "a length that is none",
                        "goaway protocol error",
                        it -> it.post(1, "/", "content-length", "+1")));
    }

    private static Stream<Hostile> framesAndFloods() {
        var four = new byte[4];
        var eight = new byte[8];
        return Stream.of(
                hostile(
                        "something else in the middle of headers",
                        "goaway protocol error",
                        it ->
                                it.frame(HEADERS, END_STREAM, 1, request("GET", "/"))
                                        .frame(PING, 0, 0, eight)),
                hostile(
                        "a continuation of nothing",
                        "goaway protocol error",
                        it -> it.frame(CONTINUATION, END_HEADERS, 1, request("GET", "/"))),
                hostile("a stream of the server's", "goaway protocol error", it -> it.get(2, "/")),
                hostile(
                        "data of a stream that is not open",
                        "goaway protocol error",
                        it -> it.frame(DATA, END_STREAM, 1, (byte) 'a')),
                hostile(
                        "a push",
                        "goaway refused stream",
                        it -> it.frame(PUSH_PROMISE, END_HEADERS, 1, four)),
                hostile(
                        "a window that grows by nothing",
                        "goaway protocol error",
                        it -> it.frame(WINDOW_UPDATE, 0, 0, four)),
                hostile(
                        "a ping of another size",
                        "goaway frame size error",
                        it -> it.frame(PING, 0, 0, four)),
                hostile(
                        "settings of another size",
                        "goaway frame size error",
                        it -> it.frame(SETTINGS, 0, 0, four)),
                hostile(
                        "a frame that is too large",
                        "goaway frame size error",
                        it -> it.frame(DATA, 0, 1, new byte[16_385])),
                hostile(
                        "headers that are too large",
                        "goaway code 431",
                        it ->
                                it.frame(
                                                HEADERS,
                                                END_STREAM,
                                                1,
                                                request("GET", "/", "x-a", "b".repeat(16_000)))
                                        .frame(
                                                CONTINUATION,
                                                0,
                                                1,
                                                fields("x-b", "c".repeat(16_000)))
                                        .frame(
                                                CONTINUATION,
                                                END_HEADERS,
                                                1,
                                                fields("x-c", "d".repeat(16_000)))),
                hostile(
                        "an index that no table has",
                        "goaway protocol error",
                        it ->
                                it.frame(
                                        HEADERS,
                                        END_HEADERS | END_STREAM,
                                        1,
                                        (byte) 0xFF,
                                        (byte) 0x7F)),
                hostile(
                        "empty continuations without an end",
                        CALM,
                        it ->
                                it.frame(HEADERS, END_STREAM, 1, request("GET", "/"))
                                        .frames(100, CONTINUATION, 0, 1)),
                hostile("a flood of pings", CALM, it -> it.frames(1_000, PING, 0, 0, eight)),
                hostile("a flood of settings", CALM, it -> it.frames(1_000, SETTINGS, 0, 0)),
                hostile(
                        "a flood of priorities",
                        CALM,
                        it ->
                                it.frames(
                                        1_000, PRIORITY, 0, 1, (byte) 0, (byte) 0, (byte) 0,
                                        (byte) 3, (byte) 1)),
                hostile(
                        "a flood of frames that nobody knows",
                        CALM,
                        it -> it.frames(1_000, UNKNOWN, 0, 0)),
                new Hostile(
                        "requests taken back at once, CVE-2023-44487",
                        CALM,
                        true,
                        false,
                        it -> {
                            for (int stream = 1; stream < 1_000; stream += 2) {
                                it.post(stream, "/")
                                        .frame(
                                                RST_STREAM,
                                                0,
                                                stream,
                                                (byte) 0,
                                                (byte) 0,
                                                (byte) 0,
                                                (byte) 8);
                            }
                        }),
                new Hostile(
                        "more requests at once than there may be",
                        "goaway refused stream",
                        true,
                        false,
                        it -> {
                            for (int stream = 1; stream < 400; stream += 2) {
                                it.post(stream, "/");
                            }
                        }),
                slow("half a preface", "closed", it -> it.bytes(new byte[] {'P', 'R', 'I'})),
                slow("half a frame", "closed", it -> it.begin().bytes(new byte[] {0, 0, 8, PING})),
                slow(
                        "headers without their end",
                        "closed",
                        it -> it.begin().frame(HEADERS, END_STREAM, 1, request("GET", "/"))),
                slow("a body that does not come", "answer 408", it -> it.begin().post(1, "/")),
                slow(
                        "a body that stops",
                        "answer 408",
                        it -> it.begin().post(1, "/").frame(DATA, 0, 1, (byte) 'a')));
    }

    @BeforeEach
    void forget() {
        reached.clear();
    }

    @AfterAll
    void close() {
        world.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    @DisplayName("have the one right outcome, and reach a handler only where nothing is wrong")
    void outcome(Hostile hostile) throws IOException {
        var at = hostile.slow() ? impatient : server;
        try (var wire = new FrameWire(at.address())) {
            if (!hostile.slow()) {
                wire.begin();
            }
            hostile.script().send(wire);

            var outcome =
                    hostile.outcome().startsWith("goaway")
                            ? wire.outcomeOfConnection()
                            : wire.outcomeOfRequest();
            // Where the server ends in the middle of a flood, the end may overtake what it says.
            assertThat(outcome)
                    .isIn(
                            hostile.outcome(),
                            hostile.outcome().equals(CALM) ? "closed" : hostile.outcome());
            if (!hostile.reaches()) {
                assertThat(reached).isEmpty();
            }
            assertThat(world.failures()).isEmpty();
        }
    }
}
