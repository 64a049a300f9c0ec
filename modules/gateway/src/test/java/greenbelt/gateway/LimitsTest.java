package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.gateway.identity.ApiKey;
import greenbelt.http.Headers;
import greenbelt.http.Request;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A limit of a route")
class LimitsTest {
    private final GatewayTown town = new GatewayTown(Routes.of("name: a, path: {exact: /a}"));

    @AfterEach
    void close() {
        town.close();
    }

    private void routes(String... routes) {
        assertThat(town.during(() -> town.gateway.load(Routes.of(routes))))
                .isInstanceOf(Reload.Loaded.class);
    }

    private static String limited(String name, String limits) {
        return "name: %s, path: {exact: /%s}, policies: {limits: [%s]}"
                .formatted(name, name, limits);
    }

    /// The statuses of requests at one instant, without a network in between.
    private List<Integer> atOnce(int count, Request request) {
        return town.during(() ->
                IntStream.range(0, count)
                        .mapToObj(i -> town.gateway.handle(request).status())
                        .toList());
    }

    private long admitted(int count, Request request) {
        return atOnce(count, request).stream().filter(status -> status == 200).count();
    }

    @Test
    @DisplayName("by address counts each address on its own")
    void byAddress() {
        var text = Routes.of(limited("a", "{by: address, requests: 1, per: 1m, burst: 3}")).text();
        var instant = text.replace("upstream: order", "answer: api-description");
        town.during(() -> town.gateway.load(new RoutesText(instant, "no time passes")));

        assertThat(admitted(9, Request.get("/a").from("10.0.0.2"))).isEqualTo(3);
        assertThat(admitted(9, Request.get("/a").from("10.0.0.1"))).isEqualTo(3);
        town.pass(Duration.ofMinutes(1).minusNanos(1));
        assertThat(admitted(9, Request.get("/a").from("10.0.0.1"))).isZero();
        town.pass(Duration.ofNanos(1));
        assertThat(admitted(9, Request.get("/a").from("10.0.0.1"))).isEqualTo(1);
    }

    @Test
    @DisplayName("by address believes the network, and not what a header claims")
    void byAddressOfTheNetwork() {
        routes(limited("a", "{by: address, requests: 1, burst: 1}"));
        var request = Request.get("/a").from("10.0.0.1");

        assertThat(admitted(1, request.with("x-forwarded-for", "1.1.1.1"))).isEqualTo(1);
        assertThat(admitted(1, request.with("x-forwarded-for", "2.2.2.2"))).isZero();
    }

    @Test
    @DisplayName("by route counts everybody together, and each route on its own")
    void byRoute() {
        var limit = "{by: route, requests: 1, burst: 4}";
        routes(limited("a", limit), limited("b", limit));

        assertThat(admitted(3, Request.get("/a").from("10.0.0.1"))).isEqualTo(3);
        assertThat(admitted(3, Request.get("/a").from("10.0.0.2"))).isEqualTo(1);
        assertThat(admitted(9, Request.get("/b"))).isEqualTo(4);
    }

    @Test
    @DisplayName("by key counts programs, and nobody else")
    void byKey() {
        var key = "partner.secret";
        var text =
                """
                upstreams: {order: {instances: [order]}, user: {instances: [user]}}
                issuers: [{issuer: greenbelt-user, audience: greenbelt-api, algorithms: [EdDSA], keys: user}]
                keys: {partner: {sha256: %s, scopes: []}}
                limits: [{by: key, requests: 1, burst: 2}]
                routes:
                  - {name: a, path: {exact: /a}, upstream: order, access: [token, key]}
                  - {name: b, path: {exact: /b}, upstream: order, access: [key]}
                """
                        .formatted(ApiKey.hash(key));
        town.during(() -> town.gateway.load(new RoutesText(text, "keys")));
        var request = Request.get("/a").with("x-api-key", key);

        assertThat(admitted(5, town.get("/a"))).isEqualTo(5);
        assertThat(admitted(1, request)).isEqualTo(1);
        assertThat(admitted(5, Request.get("/b").with("x-api-key", key))).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "stands beside others: each answer tells of all, and the first that is empty refuses")
    void severalAtOnce() {
        routes(
                limited(
                        "a",
                        "{by: address, requests: 1, burst: 2}, {by: route, requests: 1, per: 1h, burst: 3}"));

        var answer = town.ask(Request.get("/a"));
        assertThat(answer.headers().all("ratelimit"))
                .containsExactlyInAnyOrder("\"a-address\";r=1;t=1", "\"a-route-2\";r=2;t=3600");
        atOnce(1, Request.get("/a").from("10.0.0.2"));
        atOnce(1, Request.get("/a").from("10.0.0.3"));
        var refused = town.ask(Request.get("/a"));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text()).contains("at most 1 requests per 60m, 3 at once");
        assertThat(refused.headers().all("ratelimit")).hasSize(2);
        assertThat(refused.headers().all("ratelimit-policy"))
                .containsExactlyInAnyOrder("\"a-address\";q=2;w=2", "\"a-route-2\";q=3;w=10800");
    }

    @Test
    @DisplayName("is shown with whom it has refused, and who has the fewest left")
    void isShown() {
        routes(limited("a", "{by: address, requests: 1, burst: 2}"));
        atOnce(3, Request.get("/a").from("10.0.0.1"));
        atOnce(1, Request.get("/a").from("10.0.0.2"));

        assertThat(town.gateway.limits().rates())
                .containsExactly(
                        new LimitsView.RateView(
                                "a-address",
                                "at most 1 requests per second, 2 at once, of each address",
                                3,
                                1,
                                2,
                                100_000,
                                List.of("10.0.0.1: 0", "10.0.0.2: 1")));
    }

    @Test
    @DisplayName("on headers refuses those that are too many or too long with 431")
    void headers() {
        routes("name: a, path: {exact: /a}");
        var many = Headers.NONE;
        for (int i = 0; i < 101; i++) {
            many = many.plus("x-" + i, "");
        }

        var tooMany = town.ask(Request.get("/a").withHeaders(many));
        var tooLong = town.ask(Request.get("/a").with("x-long", "a".repeat(16 * 1024)));

        assertThat(tooMany.status()).isEqualTo(431);
        assertThat(tooMany.text()).contains("Expected at most 100 header fields, found ");
        assertThat(tooLong.status()).isEqualTo(431);
        assertThat(tooLong.text()).contains("Expected headers of at most 16384 characters, found ");
        assertThat(town.received).isEmpty();
        assertThat(town.ask(Request.get("/a").with("x-long", "a".repeat(16_000))).status())
                .isEqualTo(200);
    }
}
