package greenbelt.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.Headers.Field;
import greenbelt.http.Request;
import greenbelt.testkit.Share;
import greenbelt.world.Randomness;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Random requests on a real socket")
class FuzzedRequestsTest {
    /// A small share; `./run.sh test --all` sends many more.
    private static final int REQUESTS = Share.of(500, 5_000);

    private static final int MOST_PIECES = 6;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 ([0-9]{3}) ");
    private static final Set<Integer> CLIENT_IS_WRONG =
            Set.of(400, 401, 403, 404, 405, 413, 414, 431);

    /// What paths are made of: names, and whatever servers have been known to disagree about.
    private static final List<String> PATH_PIECES =
            List.of(
                    "users",
                    "orders",
                    "ada",
                    "inventory",
                    "credit-reservations",
                    "/",
                    "/",
                    "/",
                    "//",
                    ".",
                    "..",
                    "/../",
                    "/./",
                    "%2e",
                    "%2E%2e",
                    "%2f",
                    "%2F",
                    "%5c",
                    "\\",
                    "%00",
                    "%",
                    "%25",
                    "%252e",
                    "%c0%ae",
                    "%c3%bc",
                    "%C3%BC",
                    "ü",
                    ";",
                    ";a=b",
                    "?",
                    "?a=b",
                    "&",
                    "#",
                    "#x",
                    "*",
                    "~",
                    "@",
                    ":",
                    "http://x",
                    "%0d%0a",
                    "\u0001",
                    "\u007f",
                    "\u00ff",
                    "%61",
                    "+",
                    "=",
                    "!",
                    "a b",
                    "|");

    private static final List<String> HEADER_NAMES =
            List.of(
                    "X-Greenbelt-User",
                    "x-greenbelt-user",
                    "X_Greenbelt_User",
                    "X-Greenbelt-User ",
                    "Forwarded",
                    "X-Forwarded-For",
                    "X-Forwarded-Proto",
                    "Via",
                    "X-Real-IP",
                    "X-Request-Id",
                    "Traceparent",
                    "Baggage",
                    "Connection",
                    "Keep-Alive",
                    "TE",
                    "Trailer",
                    "Upgrade",
                    "Proxy-Authorization",
                    "Expect",
                    "Host",
                    "Accept",
                    "X-Plain",
                    "X-Other",
                    "",
                    " X-Folded",
                    "X\u0000Nul",
                    "Content-Length",
                    "Transfer-Encoding",
                    "Cookie");

    private static final List<String> HEADER_VALUES =
            List.of(
                    "eve",
                    "10.0.0.1",
                    "close",
                    "x-greenbelt-user",
                    "authorization",
                    "0",
                    "-1",
                    "chunked",
                    "identity",
                    "trailers",
                    "100-continue",
                    "x",
                    "",
                    "a\u0000b",
                    "a\rb",
                    "a\nX-Greenbelt-User: eve",
                    "a\r\n b",
                    "\u00ff",
                    "h2c",
                    "\t",
                    "00-" + "1".repeat(32) + "-" + "2".repeat(16) + "-01");

    private final LiveGateway gateway = new LiveGateway();
    private final String token = new Forgery(gateway).fillIn("TOKEN");

    @AfterAll
    void close() {
        gateway.close();
    }

    @Test
    @DisplayName("reach a service with the very target that was sent, or not at all")
    void targets() throws IOException {
        int passed = 0;
        for (int n = 0; n < REQUESTS; n++) {
            var target = "/" + drawn(Randomness.of(n, "path"), PATH_PIECES);
            var head = "GET %s HTTP/1.1\r\nHost: x\r\n%s\r\n\r\n".formatted(target, token);
            var reached = send(head);
            passed += reached.size();
            assertThat(reached)
                    .as("request %d: %s", n, head)
                    .allSatisfy(request -> assertThat(request.target()).isEqualTo(target));
        }
        assertThat(passed).isBetween(1, REQUESTS - 1);
    }

    @Test
    @DisplayName(
            "reach a service with the headers that may pass, and the sender that the gateway found")
    void headers() throws IOException {
        int passed = 0;
        for (int n = 0; n < REQUESTS; n++) {
            var random = Randomness.of(n, "headers");
            var fields =
                    IntStream.rangeClosed(0, random.nextInt(MOST_PIECES))
                            .mapToObj(_ ->
                                    random.pick(HEADER_NAMES)
                                            + ": "
                                            + random.pick(HEADER_VALUES)
                                            + "\r\n")
                            .collect(Collectors.joining());
            var head = "GET /users HTTP/1.1\r\nHost: x\r\n%s\r\n%s\r\n".formatted(token, fields);
            var reached = send(head);
            passed += reached.size();
            assertThat(reached)
                    .as("request %d: %s", n, head)
                    .allSatisfy(FuzzedRequestsTest::isClean);
        }
        assertThat(passed).isBetween(1, REQUESTS - 1);
    }

    private static void isClean(Request request) {
        assertThat(request.headers().all("x-greenbelt-user")).containsExactly("ada");
        assertThat(names(request))
                .isSubsetOf(
                        "accept",
                        "content-length",
                        "cookie",
                        "forwarded",
                        "host",
                        "traceparent",
                        "x-forwarded-for",
                        "x-forwarded-host",
                        "x-forwarded-proto",
                        "x-greenbelt-scope",
                        "x-greenbelt-user",
                        "x-other",
                        "x-plain",
                        "x-request-id");
        assertThat(request.headers().all("forwarded"))
                .containsExactly("for=127.0.0.1;host=\"x\";proto=http");
        assertThat(request.headers().all("x-forwarded-for")).containsExactly("127.0.0.1");
        assertThat(request.headers().all("x-forwarded-host")).containsExactly("x");
        assertThat(request.headers().all("x-forwarded-proto")).containsExactly("http");
        assertThat(request.headers().all("x-greenbelt-scope"))
                .containsExactly(String.join(" ", GatewayTown.SCOPES));
        assertThat(request.headers().all("x-request-id")).hasSize(1).doesNotContain("eve");
    }

    private static Set<String> names(Request request) {
        return request.headers().fields().stream()
                .map(Field::name)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Sends a request and holds every answer against what a client may be told; answers what has reached a service.
    private List<Request> send(String head) throws IOException {
        gateway.reached.clear();
        var answer = gateway.send(head.getBytes(ISO_8859_1));
        var statuses =
                STATUS_LINE
                        .matcher(answer)
                        .results()
                        .map(it -> Integer.parseInt(it.group(1)))
                        .toList();

        assertThat(statuses).as("%s%s", head, answer).isNotEmpty().hasSizeLessThanOrEqualTo(2);
        assertThat(statuses)
                .as("%s%s", head, answer)
                .allMatch(status ->
                        status == 200
                                || CLIENT_IS_WRONG.contains(status)
                                || status == 501
                                || status == 505);
        assertThat(gateway.world.failures()).as(head).isEmpty();
        return List.copyOf(gateway.reached);
    }

    private static String drawn(Randomness random, List<String> pieces) {
        return IntStream.rangeClosed(0, random.nextInt(MOST_PIECES))
                .mapToObj(_ -> random.pick(pieces))
                .collect(Collectors.joining());
    }
}
