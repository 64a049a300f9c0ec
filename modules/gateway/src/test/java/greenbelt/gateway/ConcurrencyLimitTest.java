package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.Request;
import greenbelt.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A limit on how many requests are under way at once")
class ConcurrencyLimitTest {
    private final GatewayTown town = new GatewayTown(Routes.of("name: a, path: {exact: /a}"));

    @AfterEach
    void close() {
        town.close();
    }

    private void routes(String... routes) {
        assertThat(town.during(() -> town.gateway.load(Routes.of(routes))))
                .isInstanceOf(Reload.Loaded.class);
    }

    /// Sends requests that are under way together, and answers with how many had which status.
    private Map<Integer, Integer> together(int count, String path) {
        return town.during(() -> {
            var statuses = town.world.<Integer>mailbox("statuses", count);
            for (int i = 0; i < count; i++) {
                town.outside()
                        .spawn(
                                "request " + i,
                                () -> statuses.put(town.statusOf(Request.get(path))));
            }
            var counts = new TreeMap<Integer, Integer>();
            for (int i = 0; i < count; i++) {
                counts.merge(statuses.await(), 1, Integer::sum);
            }
            return counts;
        });
    }

    private void serviceTakes(Duration duration) {
        town.answer =
                request -> {
                    town.world.sleep(duration);
                    return Response.of(200);
                };
    }

    @Test
    @DisplayName(
            "on how many are under way at once refuses the rest with 503, and lets others in when those are answered")
    void refuses() {
        routes("name: a, path: {exact: /a}, policies: {concurrency: {limit: 3}}");
        serviceTakes(Duration.ofSeconds(5));

        assertThat(together(10, "/a")).isEqualTo(Map.of(200, 3, 503, 7));
        assertThat(together(3, "/a")).isEqualTo(Map.of(200, 3));
        assertThat(town.gateway.limits().concurrency())
                .containsExactly(
                        new LimitsView.ConcurrencyView(
                                "a", "at most 3 under way at once", 3, 0, 7));
    }

    @Test
    @DisplayName("says when to come again")
    void saysWhen() {
        routes("name: a, path: {exact: /a}, policies: {concurrency: {limit: 1}}");
        serviceTakes(Duration.ofSeconds(5));

        var refused =
                town.during(() -> {
                    town.outside().spawn("first", () -> town.statusOf(Request.get("/a")));
                    town.world.sleep(Duration.ofSeconds(1));
                    return town.network.call(
                            Gateway.SERVICE, Request.get("/a"), Duration.ofMinutes(1));
                });

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers().first("retry-after")).contains("1");
        String text = town.during(refused::text);
        assertThat(text).contains("Expected at most 1 requests under way, found more.");
    }

    @Test
    @DisplayName("that adapts rises while answers are prompt, and falls when they are late or fail")
    void adapts() {
        routes(
                "name: a, path: {exact: /a}, policies: {concurrency: {adaptive: {least: 2, most: 8, slow: 1s}}}");
        var bounds = new ArrayList<Integer>();
        bounds.add(bound());
        for (int i = 0; i < 60; i++) {
            together(bound(), "/a");
        }
        bounds.add(bound());

        serviceTakes(Duration.ofSeconds(2));
        together(8, "/a");
        bounds.add(bound());
        town.answer = _ -> Response.of(503);
        for (int i = 0; i < 40; i++) {
            together(1, "/a");
        }
        bounds.add(bound());

        assertThat(bounds).containsExactly(2, 8, 3, 2);
    }

    private int bound() {
        return town.gateway.limits().concurrency().getFirst().bound();
    }
}
