package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.http.Request;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Policies in a file of routes")
class PoliciesFileTest {
    private static String file(String policies) {
        return """
        upstreams: {order: {instances: [order]}, other: {instances: [other]}}
        routes:
          - name: list
            path: {exact: /orders}
            methods: [GET]
            upstream: order
            access: [anonymous]
            policies:
              %s
        """
                .formatted(policies);
    }

    private static void refused(String text, String message) {
        assertThatThrownBy(() -> RoutingReader.read(new RoutesText(text, "routes.yaml")))
                .isInstanceOf(RoutesRejected.class)
                .hasMessage("the routes (routes.yaml) are refused: " + message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    retries: {most: 11}                | line 9: routes[0].policies.retries: most must be 0 to 10, was 11
                    retries: {mots: 1}                 | line 9: routes[0].policies.retries.mots: expected one of the fields most, backoff, ceiling, keyed; perhaps most, found the unknown field "mots"
                    retries: {most: 1, backoff: 3s, ceiling: 2s} | line 9: routes[0].policies.retries: backoff must be more than zero and at most the ceiling, was 3s and 2s
                    perTry: 2s                         | line 9: routes[0].policies.perTry: expected retries beside it, of which each has that time, found none
                    {perTry: 2s, retries: {most: 0}}   | line 9: routes[0].policies.perTry: expected retries beside it, of which each has that time, found none
                    {perTry: 10s, retries: {most: 1}}  | line 9: routes[0].policies.perTry: expected less than the timeout for all tries, 10s, found 10s
                    {timeout: 1s, perTry: 2s, retries: {most: 1}} | line 9: routes[0].policies.perTry: expected less than the timeout for all tries, 1s, found 2s
                    fallback: {on: [], status: 200}    | line 9: routes[0].policies.fallback: on must name at least one cause, was none
                    fallback: {on: [timeuot], status: 200} | line 9: routes[0].policies.fallback: on must be of no-answer, timeout, open, busy, failed; perhaps timeout, was "timeuot"
                    fallback: {on: [timeout], status: 99} | line 9: routes[0].policies.fallback: status must be 200 to 599, was 99
                    fallback: {on: [timeout], status: 200, headers: {x-request-id: a}} | line 9: routes[0].policies.fallback: expected a field that a rewrite may touch, found x-request-id, which the gateway or the network writes
                    mirror: {to: order, share: 10}     | line 9: routes[0].policies.mirror: to must be another upstream than that of the route, was order
                    mirror: {to: othre, share: 10}     | line 9: routes[0].policies.mirror: expected one of the upstreams order, other; perhaps other, found "othre"
                    mirror: {to: other, share: 0}      | line 9: routes[0].policies.mirror: share must be 1 to 100 percent and most 1 to 1000, was 0 and 16
                    mirror: {to: other, share: 10, maxBodyBytes: 70000} | line 9: routes[0].policies.mirror: maxBodyBytes must be 0 to 65536, was 70000
                    cache: {atMost: 0s}                | line 9: routes[0].policies.cache.atMost: a length must be more than zero: a number with ms, s, m, h or d, such as 1.5s, at most 3650d, was "0s"
                    cache: {largest: 0}                | line 9: routes[0].policies.cache: largest must be 1 to 1048576, was 0
                    cors: {origins: []}                | line 9: routes[0].policies.cors: origins must be at least one, was none
                    cors: {origins: ["*"], credentials: true} | line 9: routes[0].policies.cors: origins must be named where credentials are allowed, was *
                    cors: {origins: ["*", "https://a.org"]} | line 9: routes[0].policies.cors: origins must be either * or named, was both
                    cors: {origins: ["https://a.org/"]} | line 9: routes[0].policies.cors: origins must be such as https://shop.example.org, in lower case and without a path, was "https://a.org/"
                    cors: {origins: ["https://*.a.org"]} | line 9: routes[0].policies.cors: origins must be such as https://shop.example.org, in lower case and without a path, was "https://*.a.org"
                    cors: {origins: ["https://a.org"], methods: [PUT]} | line 9: routes[0].policies.cors: methods must be of those of the route, [GET, HEAD], was [PUT]
                    cors: {origins: ["https://a.org"], headers: [X-A]} | line 9: routes[0].policies.cors: a header name must be in lower case and without underscores, was "X-A"
                    """)
    @DisplayName("are refused where they are wrong, with the line and what was expected")
    void refusesMistakes(String policies, String message) {
        refused(file(policies), message);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    methods: [GET]   | `methods: [POST]\n    rewrite: {}`  | retries: {most: 1, keyed: false} | line 10: routes[0].policies.retries: expected an idempotent method, or keyed: true for requests with an idempotency-key, found only [POST]
                    methods: [GET]   | `methods: [POST]\n    rewrite: {}`  | cache: {}  | line 10: routes[0].policies.cache: expected a route for GET, whose answers can be kept, found only [POST]
                    upstream: order  | answer: api-description | retries: {most: 1} | line 8: routes[0].policies: expected retries, perTry, mirror and fallback where a route has an upstream, found one that the gateway itself answers
                    routes:          | `defaults: {cache: {}}\nroutes:`  | timeout: 1s | line 2: defaults: expected timeout, perTry, retries, fallback, cors and maxBodyBytes; limits of all routes together stand beside defaults, others in a route
                    routes:          | `defaults: {perTry: 1s}\nroutes:` | timeout: 1s | line 2: defaults.perTry: expected retries beside it, of which each has that time, found none
                    routes:          | `defaults: {cors: {origins: ["*"], methods: [GET]}}\nroutes:` | timeout: 1s | line 2: defaults.cors: expected methods in a route: here they are those of each
                    routes:          | `cache: {entries: 0}\nroutes:` | timeout: 1s | line 2: cache: entries must be 1 to 100000 and bytes 1 to 1073741824, was 0 and 16777216
                    instances: [order] | `instances: [order], bulkhead: 0` | timeout: 1s | line 1: upstreams.order: limit must be 1 to 100000, was 0
                    instances: [order] | `instances: [order], breaker: {window: 5, least: 6}` | timeout: 1s | line 1: upstreams.order: window must be 1 to 1000 and least 1 to window, was 5 and 6
                    instances: [order] | `instances: [order], breaker: {failures: 0}` | timeout: 1s | line 1: upstreams.order: failures and slow must be 1 to 100 percent, was 0 and 100
                    instances: [order] | `instances: [order], breaker: {window: 2, trials: 3}` | timeout: 1s | line 1: upstreams.order: trials must be 1 to window, was 3 of 2
                    instances: [order] | `instances: [order], breaker: {fail: 1}` | timeout: 1s | line 1: upstreams.order.breaker.fail: expected one of the fields window, least, failures, slow, slowAfter, open, trials, found the unknown field "fail"
                    instances: [order] | `instances: [order], retryBudget: {share: 101}` | timeout: 1s | line 1: upstreams.order: share must be 0 to 100 percent and least 0 to 1000 each second, was 101 and 3
                    access:          | `weight: {group: a, share: 1, by: user}\n    access:` | timeout: 1s | line 7: routes[0].weight: by must be principal, key or address, or header beside it, was "user"
                    access:          | `weight: {group: a, share: 1, by: key, header: x-a}\n    access:` | timeout: 1s | line 7: routes[0].weight: weight must have at most one of by and header, was both
                    """)
    @DisplayName("are refused where they contradict what stands around them")
    void refusesContradictions(String piece, String other, String policies, String message) {
        var text = file(policies);
        assertThat(text).contains(piece);

        refused(text.replaceFirst(Pattern.quote(piece), other.replace("\\n", "\n")), message);
    }

    @Test
    @DisplayName("are refused where routes that share by weight are not sticky alike")
    void refusesUnlikeSides() {
        assertThatThrownBy(() ->
                        RoutingReader.read(
                                Routes.of(
                                        "name: a, path: {exact: /a}, weight: {group: g, share: 1, by: address}",
                                        "name: b, path: {exact: /a}, weight: {group: g, share: 1}")))
                .hasMessageEndingWith(
                        "line 4: expected routes that share by weight to be sticky alike, found a (the same for each address) and b (drawn) (the other is in line 3)");
    }

    @Test
    @DisplayName("as the ready example has them are taken, and explained")
    void takesTheExample() {
        var example = RoutesText.read(Path.of("examples/resilient-routes.yaml"));
        try (var town = new GatewayTown(example)) {
            assertThat(town.gateway.explain(Request.get("/inventory")).policies())
                    .contains(
                            "idempotent requests, and those with an idempotency-key, are sent again up to 2 times, each with 2s to begin an answer, after pauses of up to 50ms, doubled each time, at most 1s",
                            "retries are at most 20 % of the requests of 10 s, or 3 each second to inventory",
                            "answered with 200 when the upstream has none (no-answer, timeout, open)",
                            "answers of at most 262144 bytes are kept as long as they say, at most 1m",
                            "at most 64 under way at once to inventory, from all routes",
                            "an instance of inventory is left alone for 10s when of its last 20 calls, and of at least 10, 50 % fail or 100 % take longer than 5s; then 3 decide");
            assertThat(town.gateway.routes().routes())
                    .extracting(RoutesView.RouteView::name)
                    .containsAll(
                            RoutingReader.read(RoutesText.shipped()).table().routes().stream()
                                    .map(route -> route.name())
                                    .toList());
        }
    }
}
