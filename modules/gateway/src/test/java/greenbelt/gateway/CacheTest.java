package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.Body;
import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A cache")
class CacheTest {
    private static final String HEAD =
            """
            upstreams: {order: {instances: [order]}, user: {instances: [user]}}
            issuers: [{issuer: greenbelt-user, audience: greenbelt-api, algorithms: [EdDSA], keys: user}]
            """;
    private static final String ROUTES =
            """
            routes:
              - {name: a, path: {prefix: /a}, methods: [GET], upstream: order, access: [anonymous], policies: {cache: {}}}
              - {name: b, path: {prefix: /a}, methods: [PUT, POST, DELETE], upstream: order, access: [anonymous]}
              - {name: t, path: {exact: /t}, upstream: order, access: [token], policies: {cache: {atMost: 10s}}}
              - {name: n, path: {exact: /n}, upstream: order, access: [anonymous]}
            """;

    private final GatewayTown town = new GatewayTown(new RoutesText(HEAD + ROUTES, "for a test"));
    private int answered;

    @AfterEach
    void close() {
        town.close();
    }

    /// The service answers each request with how many there were, and what it says about keeping it.
    private void serviceSays(String... fields) {
        town.answer =
                _ -> {
                    var response = Response.text(200, "answer " + ++answered);
                    for (int i = 0; i < fields.length; i += 2) {
                        response = response.with(fields[i], fields[i + 1]);
                    }
                    return response;
                };
    }

    private String get(String path, String... fields) {
        var request = Request.get(path);
        for (int i = 0; i < fields.length; i += 2) {
            request = request.with(fields[i], fields[i + 1]);
        }
        return town.ask(request).text();
    }

    private GatewayTown.Answer answer(String path) {
        return town.ask(Request.get(path));
    }

    @Test
    @DisplayName("answers again what holds still, says how old it is, and asks when it is too old")
    void keeps() {
        serviceSays("cache-control", "max-age=60");
        var first = answer("/a");
        town.pass(Duration.ofSeconds(59));
        var second = answer("/a");
        town.pass(Duration.ofSeconds(1));
        var third = answer("/a");

        assertThat(List.of(first.text(), second.text(), third.text()))
                .containsExactly("answer 1", "answer 1", "answer 2");
        assertThat(first.header("cache-status")).isEqualTo("greenbelt; fwd=miss; stored");
        assertThat(second.header("cache-status")).isEqualTo("greenbelt; hit; ttl=0");
        assertThat(third.header("cache-status")).isEqualTo("greenbelt; fwd=miss; stored");
        assertThat(List.of(first.header("age"), second.header("age"), third.header("age")))
                .containsExactly("", "59", "");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    max-age=60                      | yes
                    public, max-age=60              | yes
                    s-maxage=60                     | yes
                    s-maxage=60, max-age=0          | yes
                    MAX-AGE="60"                    | yes
                    max-age=60, must-revalidate     | yes
                    max-age=60, extension="a, b"    | yes
                    max-age=0                       | no
                    s-maxage=0, max-age=60          | no
                    max-age=soon                    | no
                    max-age=-1                      | no
                    max-age=60, max-age=0           | no
                    no-store                        | no
                    no-store, max-age=60            | no
                    private, max-age=60             | no
                    private="x-user", max-age=60    | no
                    no-cache, max-age=60            | no
                    must-revalidate                 | no
                    public                          | no
                    """)
    @DisplayName("keeps what says that it may, and nothing else")
    void honoursTheService(String says, String isKept) {
        serviceSays("cache-control", says);

        get("/a");

        assertThat(get("/a")).isEqualTo(isKept.equals("yes") ? "answer 1" : "answer 2");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    cache-control | max-age=30        | kept
                    cache-control | max-age=5         | asked
                    cache-control | no-cache          | asked
                    cache-control | no-store          | asked
                    cache-control | min-fresh=50      | kept
                    cache-control | min-fresh=51      | asked
                    cache-control | max-stale         | kept
                    pragma        | no-cache          | asked
                    range         | bytes=0-3         | asked
                    """)
    @DisplayName("answers a client that wants it, ten seconds later, and asks for others")
    void honoursTheClient(String field, String says, String outcome) {
        serviceSays("cache-control", "max-age=60");
        get("/a");
        town.pass(Duration.ofMillis(9_990));

        assertThat(get("/a", field, says))
                .isEqualTo(outcome.equals("kept") ? "answer 1" : "answer 2");
    }

    @Test
    @DisplayName("has 504 for a client that wants only what was kept, and there is nothing")
    void onlyIfCached() {
        serviceSays("cache-control", "max-age=60");
        var request = Request.get("/a").with("cache-control", "only-if-cached");

        assertThat(town.ask(request).status()).isEqualTo(504);
        get("/a");
        assertThat(town.ask(request).text()).isEqualTo("answer 1");
    }

    @Test
    @DisplayName("asks whether what was kept still holds, and says it with content to who has none")
    void revalidates() {
        var asked = new ArrayList<String>();
        town.answer =
                request -> {
                    asked.add(request.headers().first("if-none-match").orElse("whole"));
                    var says =
                            Response.of(200)
                                    .with("etag", "\"v1\"")
                                    .with("cache-control", "max-age=5");
                    return asked.size() == 1
                            ? says.with("content-type", "text/plain")
                                    .withBody(Body.text("version 1"))
                            : new Response(304, says.headers(), Body.empty());
                };
        answer("/a");
        town.pass(Duration.ofSeconds(6));
        var later = answer("/a");
        town.pass(Duration.ofSeconds(4));
        var still = answer("/a");

        assertThat(asked).containsExactly("whole", "\"v1\"");
        assertThat(List.of(later.status(), later.text(), later.header("content-type")))
                .containsExactly(200, "version 1", "text/plain");
        assertThat(later.header("cache-status")).isEqualTo("greenbelt; fwd=stale; fwd-status=304");
        assertThat(still.header("cache-status")).startsWith("greenbelt; hit");
    }

    @ParameterizedTest(name = "{0}: {1} → {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    if-none-match     | "v1"                          | 304
                    if-none-match     | "v0", W/"v1"                  | 304
                    if-none-match     | *                             | 304
                    if-none-match     | "v2"                          | 200
                    if-modified-since | Sat, 01 Jan 2022 00:00:00 GMT | 304
                    if-modified-since | Thu, 31 Dec 2020 23:59:59 GMT | 200
                    """)
    @DisplayName("answers a client that has it already without content")
    void answersConditions(String field, String value, int status) {
        serviceSays(
                "cache-control", "max-age=60",
                "etag", "\"v1\"",
                "last-modified", "Fri, 01 Jan 2021 00:00:00 GMT");
        get("/a");

        var answer = town.ask(Request.get("/a").with(field, value));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).isEqualTo(status == 304 ? "" : "answer 1");
        assertThat(answer.header("etag")).isEqualTo("\"v1\"");
        assertThat(answered).isEqualTo(1);
    }

    @Test
    @DisplayName("keeps one answer for each value of what it varies by")
    void varies() {
        serviceSays("cache-control", "max-age=60", "vary", "Accept-Language");

        assertThat(get("/a", "accept-language", "de")).isEqualTo("answer 1");
        assertThat(get("/a", "accept-language", "en")).isEqualTo("answer 2");
        assertThat(get("/a", "accept-language", "de")).isEqualTo("answer 1");
        assertThat(get("/a")).isEqualTo("answer 3");
        assertThat(get("/a", "accept-language", "en")).isEqualTo("answer 2");
        assertThat(get("/a", "accept-language", "de", "accept", "*/*")).isEqualTo("answer 1");
    }

    @Test
    @DisplayName("keeps nothing that varies by everything, sets a cookie, or has no length")
    void keepsNothingElse() {
        serviceSays("cache-control", "max-age=60", "vary", "*");
        assertThat(List.of(get("/a"), get("/a"))).containsExactly("answer 1", "answer 2");
        serviceSays("cache-control", "max-age=60", "set-cookie", "a=b");
        assertThat(List.of(get("/a"), get("/a"))).containsExactly("answer 3", "answer 4");
        town.answer =
                _ ->
                        Response.of(200)
                                .with("cache-control", "max-age=60")
                                .withBody(Body.streaming(out -> out.write(++answered)));
        get("/a");
        get("/a");
        assertThat(answered).isEqualTo(6);
        assertThat(town.decided("cache")).isEqualTo("not kept: its length is not known beforehand");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    max-age=60                  | asked
                    max-age=60, public          | kept
                    s-maxage=60                 | kept
                    max-age=60, must-revalidate | kept
                    """)
    @DisplayName("shows what came for one sender to another only when the service says that it may")
    void isNotForOthers(String says, String outcome) {
        serviceSays("cache-control", says);
        town.ask(town.get("/t"));
        var other =
                town.during(() ->
                        Request.get("/t")
                                .with(
                                        "authorization",
                                        "Bearer " + town.issuer.issue("eve", List.of()).text()));

        assertThat(town.ask(other).text())
                .isEqualTo(outcome.equals("kept") ? "answer 1" : "answer 2");
        assertThat(town.ask(Request.get("/t")).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("uses nothing for longer than its route says")
    void hasACeiling() {
        serviceSays("cache-control", "public, max-age=60");
        town.ask(town.get("/t"));
        town.pass(Duration.ofSeconds(11));

        assertThat(town.ask(town.get("/t")).text()).isEqualTo("answer 2");
    }

    @ParameterizedTest(name = "{0} {1} with {2}: {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PUT    | /a     | 204 | forgotten
                    POST   | /a     | 201 | forgotten
                    DELETE | /a     | 303 | forgotten
                    PUT    | /a     | 502 | forgotten
                    PUT    | /a?x=1 | 200 | forgotten
                    PUT    | /a     | 404 | kept
                    PUT    | /a/b   | 200 | kept
                    """)
    @DisplayName("forgets what somebody has changed, or may have")
    void isInvalidated(String method, String target, int status, String outcome) {
        serviceSays("cache-control", "max-age=60");
        get("/a");
        get("/a?page=2");
        town.answer = _ -> Response.of(status);
        town.ask(Request.of(Method.valueOf(method), target));
        serviceSays("cache-control", "max-age=60");

        assertThat(List.of(get("/a"), get("/a?page=2")))
                .isEqualTo(
                        outcome.equals("kept")
                                ? List.of("answer 1", "answer 2")
                                : List.of("answer 3", "answer 4"));
    }

    @Test
    @DisplayName("does not keep an answer from before a change that ended while it was on its way")
    void isNotOvertaken() {
        town.answer =
                request -> {
                    if (request.method() == Method.GET) {
                        int number = ++answered;
                        town.world.sleep(Duration.ofSeconds(2));
                        return Response.text(200, "answer " + number)
                                .with("cache-control", "max-age=60");
                    }
                    return Response.of(204);
                };

        town.during(() -> {
            town.outside().spawn("read", () -> town.statusOf(Request.get("/a")));
            town.world.sleep(Duration.ofSeconds(1));
            return town.statusOf(Request.of(Method.PUT, "/a"));
        });

        assertThat(get("/a")).isEqualTo("answer 2");
        assertThat(get("/a")).isEqualTo("answer 2");
    }

    @Test
    @DisplayName("is not there for routes that do not ask for it, nor for other methods")
    void isOffByDefault() {
        serviceSays("cache-control", "max-age=60");

        assertThat(List.of(get("/n"), get("/n"))).containsExactly("answer 1", "answer 2");
        assertThat(answer("/n").header("cache-status")).isEmpty();
        town.ask(Request.of(Method.HEAD, "/a"));
        assertThat(get("/a")).isEqualTo("answer 5");
    }

    @Test
    @DisplayName("counts the age that an answer had when it came")
    void countsTheAge() {
        serviceSays("cache-control", "max-age=60", "age", "50");
        get("/a");

        town.pass(Duration.ofSeconds(5));
        assertThat(answer("/a").header("age")).isEqualTo("55");
        town.pass(Duration.ofSeconds(5));
        assertThat(get("/a")).isEqualTo("answer 2");
    }

    @Test
    @DisplayName("holds as much as it may, and first gives up what nobody used")
    void isBounded() {
        town.load(new RoutesText(HEAD + "cache: {entries: 3}\n" + ROUTES, "for a test"));
        serviceSays("cache-control", "max-age=600");
        for (var path : List.of("/a/1", "/a/2", "/a/3")) {
            get(path);
        }
        assertThat(get("/a/1")).isEqualTo("answer 1");

        get("/a/4");

        assertThat(get("/a/1")).isEqualTo("answer 1");
        assertThat(get("/a/2")).isEqualTo("answer 5");
        assertThat(town.gateway.safeguards().cache())
                .hasValueSatisfying(cache -> {
                    assertThat(cache.entries()).isEqualTo(3);
                    assertThat(cache.hits()).isEqualTo(2);
                    assertThat(cache.misses()).isEqualTo(5);
                    assertThat(cache.evicted()).isEqualTo(2);
                });
    }

    @Test
    @DisplayName("holds as many bytes as it may, and no answer that is too long")
    void isBoundedInBytes() {
        town.load(
                new RoutesText(
                        HEAD
                                + "cache: {bytes: 5000}\n"
                                + ROUTES.replace("cache: {}", "cache: {largest: 2000}"),
                        "for a test"));
        town.answer =
                request ->
                        Response.text(
                                        200,
                                        "x".repeat(request.path().endsWith("long") ? 2_001 : 2_000))
                                .with("cache-control", "max-age=600");

        get("/a/1");
        get("/a/2");
        get("/a/3");
        get("/a/long");

        assertThat(town.decided("cache")).isEqualTo("not kept: it is longer than 2000 bytes");
        assertThat(town.gateway.safeguards().cache())
                .hasValueSatisfying(cache -> {
                    assertThat(cache.entries()).isEqualTo(2);
                    assertThat(cache.bytes()).isBetween(4_000L, 5_000L);
                });
    }

    @Test
    @DisplayName("does not use what was kept for a route that has changed since")
    void forgetsOtherRoutes() {
        serviceSays("cache-control", "max-age=600");
        get("/a");

        town.load(new RoutesText(HEAD + ROUTES, "the same"));
        assertThat(get("/a")).isEqualTo("answer 1");

        town.load(
                new RoutesText(
                        HEAD + ROUTES.replace("name: a, path", "name: a, host: '*.org', path"),
                        "another"));
        assertThat(get("/a", "host", "a.org")).isEqualTo("answer 2");
    }
}
