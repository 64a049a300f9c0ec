package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.Request;
import greenbelt.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A bulkhead")
class BulkheadTest {
    private static final String ROUTES =
            """
            upstreams:
              inventory: {instances: [inventory]}
              order: {instances: [order], bulkhead: 3}
            routes:
              - {name: a, path: {exact: /a}, upstream: order, access: [anonymous]}
              - {name: b, path: {exact: /b}, upstream: order, access: [anonymous]}
              - {name: c, path: {exact: /c}, upstream: inventory, access: [anonymous]}
            """;

    private final GatewayTown town = new GatewayTown(new RoutesText(ROUTES, "for a test"));

    @AfterEach
    void close() {
        town.close();
    }

    /// Sends requests that are under way together, and answers how many had which status.
    private Map<String, Integer> together(String... paths) {
        town.answer =
                _ -> {
                    town.world.sleep(Duration.ofSeconds(5));
                    return Response.of(200);
                };
        return town.during(() -> {
            var statuses = town.world.<String>mailbox("statuses", paths.length);
            for (var path : List.of(paths)) {
                town.outside()
                        .spawn(
                                "request " + path,
                                () -> statuses.put(path + " " + town.statusOf(Request.get(path))));
            }
            var counts = new TreeMap<String, Integer>();
            for (int i = 0; i < paths.length; i++) {
                counts.merge(statuses.await(), 1, Integer::sum);
            }
            return counts;
        });
    }

    @Test
    @DisplayName("lets so many requests be under way to an upstream, from all routes together")
    void bounds() {
        var counts = together("/a", "/a", "/a", "/a", "/b", "/b", "/c", "/c", "/c", "/c");

        assertThat(counts.get("/c 200")).isEqualTo(4);
        assertThat(counts.getOrDefault("/a 200", 0) + counts.getOrDefault("/b 200", 0))
                .isEqualTo(3);
        assertThat(counts.getOrDefault("/a 503", 0) + counts.getOrDefault("/b 503", 0))
                .isEqualTo(3);
        assertThat(town.gateway.safeguards().bulkheads())
                .containsExactly(new SafeguardsView.BulkheadView("order", 3, 0, 3));
    }

    @Test
    @DisplayName("says whose it is, and when to come again")
    void says() {
        town.answer =
                _ -> {
                    town.world.sleep(Duration.ofSeconds(5));
                    return Response.of(200);
                };

        var refused =
                town.during(() -> {
                    for (int i = 0; i < 3; i++) {
                        town.outside().spawn("first " + i, () -> town.statusOf(Request.get("/a")));
                    }
                    town.world.sleep(Duration.ofSeconds(1));
                    return town.network.call(
                            Gateway.SERVICE, Request.get("/b"), Duration.ofMinutes(1));
                });

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers().first("retry-after")).contains("1");
        String text = town.during(refused::text);
        assertThat(text).contains("Expected at most 3 requests under way to order, found more.");
    }
}
