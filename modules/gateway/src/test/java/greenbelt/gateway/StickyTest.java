package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.Request;
import greenbelt.http.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A canary")
class StickyTest {
    private final GatewayTown town = new GatewayTown(canary("by: address", 10));

    private static RoutesText canary(String sticky, int share) {
        return new RoutesText(
                """
                upstreams: {order: {instances: [order]}, user: {instances: [user]}}
                issuers: [{issuer: greenbelt-user, audience: greenbelt-api, algorithms: [EdDSA], keys: user}]
                trustedPeers: [outside]
                routes:
                  - {name: old, path: {exact: /a}, upstream: order, access: [anonymous], rewrite: {response: {set: {x-side: old}}},
                     weight: {group: a, share: %d, %s}}
                  - {name: new, path: {exact: /a}, upstream: order, access: [anonymous], rewrite: {response: {set: {x-side: new}}},
                     weight: {group: a, share: %d, %s}}
                """
                        .formatted(100 - share, sticky, share, sticky),
                "for a test");
    }

    @AfterEach
    void close() {
        town.close();
    }

    private String side(Request request) {
        return town.ask(request).header("x-side");
    }

    /// The sides of a hundred senders, each of whom sends twice; fails when one has two sides.
    private List<String> sides(String field, String value) {
        var sides = new ArrayList<String>();
        for (int i = 0; i < 100; i++) {
            var request = Request.get("/a").with(field, value + i);
            var side = side(request);
            assertThat(side(request)).isEqualTo(side);
            sides.add(side);
        }
        return sides;
    }

    private static long news(List<String> sides) {
        return sides.stream().filter("new"::equals).count();
    }

    @Test
    @DisplayName("by address shows each address one side")
    void byAddress() {
        assertThat(news(sides("x-forwarded-for", "10.0.0."))).isBetween(3L, 20L);
    }

    @Test
    @DisplayName("by header shows each value one side, and draws for those who send none")
    void byHeader() {
        town.load(canary("header: x-tenant", 50));

        assertThat(news(sides("x-tenant", "t"))).isBetween(35L, 65L);
        var drawn = new HashSet<String>();
        for (int i = 0; i < 50; i++) {
            drawn.add(side(Request.get("/a")));
        }
        assertThat(drawn).containsExactlyInAnyOrder("old", "new");
    }

    @Test
    @DisplayName("by principal shows a user one side, with whichever token")
    void byPrincipal() {
        town.load(canary("by: principal", 50));

        var sides = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            var user = "user " + i;
            var first = side(as(user));
            assertThat(side(as(user))).isEqualTo(first);
            sides.add(first);
        }
        assertThat(news(sides)).isBetween(10L, 30L);
    }

    private Request as(String user) {
        return town.during(() -> {
            var token = town.issuer.issue(user, List.of("at " + town.world.nanoTime())).text();
            return Request.get("/a").with("authorization", "Bearer " + token);
        });
    }

    @Test
    @DisplayName("by key shows a program one side")
    void byKey() {
        town.load(canary("by: key", 50));

        assertThat(news(sides("x-api-key", "partner.secret"))).isBetween(35L, 65L);
    }

    @Test
    @DisplayName("that grows takes over senders, and gives none back")
    void grows() {
        var before = sides("x-forwarded-for", "10.0.0.");
        town.load(canary("by: address", 30));
        var after = sides("x-forwarded-for", "10.0.0.");

        assertThat(news(after)).isGreaterThan(news(before));
        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i)).isIn(before.get(i), "new");
        }
    }

    @Test
    @DisplayName("that is drawn may show one sender both sides")
    void isDrawnByDefault() {
        town.load(canary("", 50));

        var sides = new HashSet<String>();
        for (int i = 0; i < 50; i++) {
            sides.add(side(Request.get("/a")));
        }
        assertThat(sides).containsExactlyInAnyOrder("old", "new");
    }

    @Test
    @DisplayName("is explained with the side of the sender")
    void isExplained() {
        town.answer = _ -> Response.of(200);
        town.load(canary("header: x-tenant", 50));
        for (int i = 0; i < 10; i++) {
            var request = Request.get("/a").with("x-tenant", "t" + i);
            assertThat(town.gateway.explain(request).route()).contains(side(request));
        }
        assertThat(town.gateway.explain(Request.get("/a")).decided())
                .anySatisfy(it ->
                        assertThat(it).endsWith("50 in 100, the same for each header x-tenant"));
    }
}
