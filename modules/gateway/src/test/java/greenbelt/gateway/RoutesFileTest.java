package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A file of routes")
class RoutesFileTest {
    private static final String HEAD =
            """
            upstreams: {order: {instances: [order]}}
            issuers: [{issuer: a, audience: b, algorithms: [EdDSA], keys: order}]
            """;
    private static final String ROUTE =
            """
            routes:
              - name: list
                path: {exact: /orders}
                upstream: order
                access: [token]
            """;

    private static void refused(String text, String message) {
        assertThatThrownBy(() -> RoutingReader.read(new RoutesText(text, "routes.yaml")))
                .isInstanceOf(RoutesRejected.class)
                .hasMessage("the routes (routes.yaml) are refused: " + message);
    }

    @Test
    @DisplayName("as it is shipped is taken")
    void takesTheShipped() {
        assertThat(RoutingReader.read(RoutesText.shipped()).table().routes()).hasSize(21);
    }

    @ParameterizedTest(name = "{0} → {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    upstream: order | upstrem: order     | line 6: routes[0].upstrem: expected one of the fields name, path, methods, host, headers, query, weight, rewrite, upstream, answer, access, scopes, policies; perhaps upstream, found the unknown field "upstrem"
                    upstream: order | upstream: ordre    | line 6: routes[0].upstream: expected one of the upstreams order; perhaps order, found "ordre"
                    upstream: order | answer: teapot     | line 6: routes[0]: answer must be api-description, was "teapot"
                    {exact: /orders} | {exakt: /orders}  | line 5: routes[0].path.exakt: expected one of the fields exact, prefix, template; perhaps exact, found the unknown field "exakt"
                    {exact: /orders} | {exact: /o, prefix: /o} | line 5: routes[0].path: a path must be one of exact, prefix, template, was 2 of them
                    {exact: /orders} | {exact: /orders/} | line 4: routes[0]: exact must have a canonical path such as /users, was "/orders/"
                    {exact: /orders} | {exact: /a/../b}  | line 4: routes[0]: exact must have a canonical path such as /users, was "/a/../b"
                    {exact: /orders} | {exact: "/%7e"}   | line 4: routes[0]: exact must have a canonical path such as /users, was "/%7e"
                    {exact: /orders} | {template: /a}    | line 4: routes[0]: template must have a place such as {id}; without one it is exact, was "/a"
                    {exact: /orders} | {template: "/{a}/{a}"} | line 4: routes[0]: template must have each place once, was "/{a}/{a}"
                    {exact: /orders} | {template: "/a{b}"} | line 4: routes[0]: template must have a canonical path such as /users/{id}, was "/a{b}"
                    access: [token] | access: [anybody]  | line 7: routes[0].access: access must be [anonymous], or of token and key, was [anybody]
                    access: [token] | methods: [GET]     | line 4: routes[0].access: expected a list, found nothing
                    access: [token] | `access: [token]\n    methods: [GTE]` | line 8: routes[0].methods[0]: expected one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS; perhaps GET, found "GTE"
                    access: [token] | `access: [token]\n    host: Example.org` | line 4: routes[0]: host must be a name in lower case, such as example.org or *.example.org, was "Example.org"
                    access: [token] | `access: [token]\n    policies: {timeout: 10}` | line 8: routes[0].policies.timeout: expected a text, found 10
                    access: [token] | `access: [token]\n    policies: {timeout: 0s}` | line 8: routes[0].policies.timeout: a length must be more than zero: a number with ms, s, m, h or d, such as 1.5s, at most 3650d, was "0s"
                    access: [token] | `access: [token]\n    policies: {limits: [{requests: 0}]}` | line 8: routes[0].policies.limits[0]: requests and burst must be >= 1, was 0 and 0
                    access: [token] | `access: [token]\n    policies: {limits: [{by: user, requests: 1}]}` | line 8: routes[0].policies.limits[0]: by must be principal, key, address or route, was "user"
                    access: [token] | `access: [token]\n    policies: {concurrency: {}}` | line 8: routes[0].policies.concurrency: concurrency must be either limit or adaptive, was neither
                    access: [token] | `access: [token]\n    policies: {concurrency: {limit: 0}}` | line 8: routes[0].policies.concurrency: limit must be 1 to 100000, was 0
                    access: [token] | `access: [token]\n    policies: {concurrency: {adaptive: {least: 5, most: 4, slow: 1s}}}` | line 8: routes[0].policies.concurrency: least and most must be 1 to 100000 and in this order, was 5 and 4
                    access: [token] | `access: [token]\n    rewrite: {strip: /order}` | line 8: routes[0].rewrite: expected the beginning of every path of the route (/orders), found "/order"
                    access: [token] | `access: [token]\n    rewrite: {strip: /orders, add: /v2}` | line 8: routes[0].rewrite: a rewrite must have at most one of strip, add, replace, was 2 of them
                    access: [token] | `access: [token]\n    rewrite: {add: /../v2}` | line 8: routes[0].rewrite: prefix must have a canonical path such as /users, was "/../v2"
                    access: [token] | `access: [token]\n    rewrite: {request: {set: {x-greenbelt-user: eve}}}` | line 8: routes[0].rewrite: expected a field that a rewrite may touch, found x-greenbelt-user, which the gateway or the network writes
                    access: [token] | `access: [token]\n    rewrite: {request: {remove: [Host]}}` | line 8: routes[0].rewrite: a header name must be in lower case and without underscores, was "Host"
                    access: [token] | `access: [token]\n    weight: {group: a, share: -1}` | line 8: routes[0].weight: share must be 0 to 1000 in a named group, was -1 in "a"
                    """)
    @DisplayName(
            "is refused as a whole where one thing in it is wrong, with the line and what was expected")
    void refusesMistakes(String piece, String other, String message) {
        assertThat(ROUTE).contains(piece);

        refused(HEAD + ROUTE.replace(piece, other.replace("\\n", "\n")), message);
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    path: {exact: /a}            | path: {exact: /a}
                    path: {template: "/a/{x}"}   | path: {template: "/a/{y}"}
                    path: {template: "/{x}/b"}   | path: {template: "/a/{x}"}
                    path: {prefix: /a}           | path: {prefix: /a}
                    path: {prefix: /a}, methods: [GET] | path: {exact: /a}
                    path: {exact: /a}, headers: {x-a: "1"} | path: {exact: /a}, query: {b: "2"}
                    path: {exact: /a}, host: a.org | path: {exact: /a}, headers: {x-a: "*"}
                    path: {exact: /a}, weight: {group: g, share: 1} | path: {exact: /a}, weight: {group: h, share: 1}
                    path: {exact: /a}, methods: [GET, PUT] | path: {exact: /a}, methods: [PUT, POST]
                    """)
    @DisplayName("is refused where a request fits two routes and neither is narrower")
    void refusesCollisions(String one, String other) {
        assertThatThrownBy(() ->
                        RoutingReader.read(Routes.of("name: one, " + one, "name: other, " + other)))
                .isInstanceOf(RoutesRejected.class)
                .hasMessageContaining(
                        "line 4: expected routes of which one is narrower, found one (")
                .hasMessageEndingWith("(the other is in line 3)");
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    path: {template: "/a/{x}"}   | path: {exact: /a/b}
                    path: {template: "/a/{x}"}   | path: {template: "/b/{x}"}
                    path: {prefix: /a}           | path: {template: "/a/{x}"}
                    path: {prefix: /}            | path: {prefix: /a}
                    path: {prefix: /a}           | path: {exact: /ab}
                    path: {exact: /a}            | path: {exact: /a}, methods: [GET]
                    path: {exact: /a}, methods: [GET] | path: {exact: /a}, methods: [HEAD]
                    path: {exact: /a}, methods: [GET] | path: {exact: /a}, methods: [POST]
                    path: {exact: /a}, host: "*.a.org" | path: {exact: /a}, host: b.a.org
                    path: {exact: /a}, host: a.org | path: {exact: /a}, host: "*.a.org"
                    path: {exact: /a}, headers: {x-a: "1"} | path: {exact: /a}, headers: {x-a: "2"}
                    path: {exact: /a}, headers: {x-a: "*"} | path: {exact: /a}, headers: {x-a: "2"}
                    path: {exact: /a}, weight: {group: g, share: 1} | path: {exact: /a}, weight: {group: g, share: 9}
                    """)
    @DisplayName("is taken where routes are apart, or one is narrower, or they share by weight")
    void takesWhatIsClear(String one, String other) {
        assertThatCode(() ->
                        RoutingReader.read(Routes.of("name: one, " + one, "name: other, " + other)))
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("is refused with every collision, not only the first")
    void reportsAllCollisions() {
        assertThatThrownBy(() ->
                        RoutingReader.read(
                                Routes.of(
                                        "name: a, path: {exact: /a}",
                                        "name: a, path: {exact: /b}",
                                        "name: c, path: {exact: /b}")))
                .hasMessageContainingAll(
                        "line 4: expected each name once, found a twice (the other is in line 3)",
                        "line 5: expected routes of which one is narrower, found a (/b) and c (/b)");
    }

    @Test
    @DisplayName("is refused when it is no YAML, with the line")
    void refusesBrokenYaml() {
        assertThatThrownBy(() -> RoutingReader.read(new RoutesText("routes:\n  - a: b: c", "x")))
                .isInstanceOf(RoutesRejected.class)
                .hasMessageContaining("line 2");
    }
}
