package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.http.Response;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A route")
class RewriteTest {
    private final GatewayTown town = new GatewayTown(Routes.of("name: a, path: {exact: /a}"));

    @AfterEach
    void close() {
        town.close();
    }

    private void route(String... routes) {
        assertThat(town.during(() -> town.gateway.load(Routes.of(routes))))
                .isInstanceOf(Reload.Loaded.class);
    }

    @ParameterizedTest(name = "{1}: {2} → {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {prefix: /api}       | strip: /api                            | /api/a%20b?x=%2F | /a%20b?x=%2F
                    {prefix: /api}       | strip: /api                            | /api             | /
                    {prefix: /api}       | strip: /api                            | /api/api         | /api
                    {exact: /a}          | add: /v2                               | /a?b             | /v2/a?b
                    {prefix: /old}       | replace: {prefix: /old, with: /new/it} | /old/x/y         | /new/it/x/y
                    {template: "/a/{b}"} | replace: {prefix: /a, with: /c}        | /a/b             | /c/b
                    """)
    @DisplayName("rewrites the path, and forwards the string that was judged again")
    void rewritesPaths(String path, String rewrite, String asked, String received) {
        route("name: r, path: " + path + ", rewrite: {" + rewrite + "}");

        assertThat(town.ask(Request.get(asked)).status()).isEqualTo(200);
        assertThat(town.reached()).containsExactly("GET " + received);
    }

    @Test
    @DisplayName("refuses what is too long once it is rewritten")
    void judgesAgain() {
        route("name: r, path: {prefix: /a}, rewrite: {add: /" + "v".repeat(100) + "}");

        var answer = town.ask(Request.get("/a/" + "b".repeat(2_000)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("a path of at most 2048 characters, found 2104");
        assertThat(town.received).isEmpty();
    }

    @Test
    @DisplayName("sets and removes header fields, of the request and of the answer")
    void rewritesHeaders() {
        route(
                "name: r, path: {exact: /a}, rewrite: {"
                        + "request: {set: {x-version: '2'}, remove: [x-debug]},"
                        + "response: {set: {x-served-by: us}, remove: [server]}}");
        town.answer = _ -> Response.of(200).with("server", "secret 1.0").with("x-served-by", "it");

        var answer = town.ask(Request.get("/a").with("x-debug", "1").with("x-version", "1"));

        assertThat(town.received.getFirst().headers().all("x-version")).containsExactly("2");
        assertThat(town.received.getFirst().headers().all("x-debug")).isEmpty();
        assertThat(answer.headers().all("x-served-by")).containsExactly("us");
        assertThat(answer.headers().all("server")).isEmpty();
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET /a           | a.org | ''  | /exact/a
                    POST /a          | a.org | ''  | /any/a
                    GET /a/b         | a.org | ''  | /form/a/b
                    GET /a/b/c       | a.org | ''  | /below/a/b/c
                    GET /a/b?v=2     | a.org | ''  | /second/a/b?v=2
                    GET /a/b?v=%32   | a.org | ''  | /second/a/b?v=%32
                    GET /a/b?v=2&v=3 | a.org | ''  | /form/a/b?v=2&v=3
                    GET /a           | b.org | ''  | /elsewhere/a
                    GET /a           | B.ORG:8080 | '' | /elsewhere/a
                    GET /a           | a.org | yes | /beta/a
                    GET /a           | a.org | no  | /exact/a
                    """)
    @DisplayName("takes a request that fits it, if no narrower one does")
    void choosesTheNarrowest(String line, String host, String beta, String received) {
        route(
                "name: below, path: {prefix: /a}, rewrite: {add: /below}",
                "name: form, path: {template: '/a/{x}'}, rewrite: {add: /form}",
                "name: second, path: {template: '/a/{x}'}, query: {v: '2'}, rewrite: {add: /second}",
                "name: any, path: {exact: /a}, rewrite: {add: /any}",
                "name: exact, path: {exact: /a}, methods: [GET], rewrite: {add: /exact}",
                "name: elsewhere, path: {exact: /a}, methods: [GET], host: b.org, headers: {x-beta: '*'}, rewrite: {add: /both}",
                "name: beta, path: {exact: /a}, methods: [GET], headers: {x-beta: 'yes'}, host: a.org, rewrite: {add: /beta}",
                "name: b, path: {exact: /a}, methods: [GET], host: b.org, rewrite: {add: /elsewhere}");
        var words = line.split(" ", 2);
        var request = Request.of(Method.valueOf(words[0]), words[1]).with("host", host);

        town.ask(beta.isEmpty() ? request : request.with("x-beta", beta));

        assertThat(town.reached()).containsExactly(words[0] + " " + received);
    }

    @Test
    @DisplayName("takes its share of the requests by weight, the same in every run of a seed")
    void sharesByWeight() {
        route(
                "name: stable, path: {exact: /a}, weight: {group: a, share: 90}, rewrite: {add: /stable}",
                "name: canary, path: {exact: /a}, weight: {group: a, share: 10}, rewrite: {add: /canary}",
                "name: off, path: {exact: /a}, weight: {group: a, share: 0}, rewrite: {add: /off}");

        for (int i = 0; i < 1_000; i++) {
            town.ask(Request.get("/a"));
        }

        var counts = new TreeMap<String, Integer>();
        town.reached().forEach(target -> counts.merge(target, 1, Integer::sum));
        assertThat(counts).containsOnlyKeys("GET /canary/a", "GET /stable/a");
        assertThat(counts.get("GET /canary/a")).isBetween(70, 130);
    }
}
