package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.Request;
import greenbelt.http.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Routes that are loaded while the gateway works")
class ReloadTest {
    private final GatewayTown town = new GatewayTown(Routes.of("name: a, path: {exact: /a}"));

    @AfterEach
    void close() {
        town.close();
    }

    private Reload load(String... routes) {
        return town.during(() -> town.gateway.load(Routes.of(routes)));
    }

    private int status(String path) {
        return town.ask(Request.get(path)).status();
    }

    @Test
    @DisplayName("hold for the next request, and say what is different")
    void areTaken() {
        var reload =
                load("name: a, path: {exact: /a}, methods: [GET]", "name: b, path: {exact: /b}");

        assertThat(reload)
                .isEqualTo(
                        new Reload.Loaded(2, "for a test", List.of("a has changed", "b is new")));
        assertThat(status("/b")).isEqualTo(200);
        assertThat(load("name: c, path: {exact: /c}"))
                .isEqualTo(
                        new Reload.Loaded(
                                3, "for a test", List.of("c is new", "a is gone", "b is gone")));
        assertThat(status("/b")).isEqualTo(404);
    }

    @Test
    @DisplayName("are kept out as a whole when one is wrong, and those from before stay")
    void areKeptOut() {
        var reload = load("name: b, path: {exact: /b}", "name: c, path: {exakt: /c}");

        assertThat(reload)
                .isInstanceOfSatisfying(
                        Reload.Kept.class,
                        kept -> {
                            assertThat(kept.version()).isEqualTo(1);
                            assertThat(kept.complaint()).contains("line 4", "perhaps exact");
                        });
        assertThat(status("/a")).isEqualTo(200);
        assertThat(status("/b")).isEqualTo(404);
        assertThat(town.gateway.routes().refused())
                .hasValueSatisfying(it -> assertThat(it).contains("exakt"));

        load("name: b, path: {exact: /b}");
        assertThat(town.gateway.routes().refused()).isEmpty();
    }

    @Test
    @DisplayName("do not concern a request that has begun: it ends by the routes it began with")
    void spareWhatHasBegun() {
        load("name: slow, path: {exact: /slow}, rewrite: {response: {set: {x-routes: first}}}");
        town.answer =
                request -> {
                    town.world.sleep(Duration.ofSeconds(5));
                    return Response.text(200, "late");
                };

        var routes =
                town.during(() -> {
                    var answers = town.world.<String>mailbox("answers", 1);
                    town.outside()
                            .spawn(
                                    "ask",
                                    () ->
                                            answers.put(
                                                    town.network
                                                            .call(
                                                                    Gateway.SERVICE,
                                                                    Request.get("/slow"),
                                                                    Duration.ofMinutes(1))
                                                            .headers()
                                                            .first("x-routes")
                                                            .orElse("none")));
                    town.world.sleep(Duration.ofSeconds(1));
                    town.gateway.load(Routes.of("name: a, path: {exact: /a}"));
                    int meanwhile = town.statusOf(Request.get("/slow"));
                    return List.of(Integer.toString(meanwhile), answers.await());
                });

        assertThat(routes).containsExactly("404", "first");
    }

    @Test
    @DisplayName("leave counts as they are where a limit stays the same")
    void keepCounts() {
        var limited = "name: a, path: {exact: /a}, policies: {limits: [{requests: 1, burst: 2}]}";
        load(limited);
        assertThat(List.of(status("/a"), status("/a"), status("/a")))
                .containsExactly(200, 200, 429);

        load(limited, "name: b, path: {exact: /b}");
        assertThat(status("/a")).isEqualTo(429);

        load(limited.replace("burst: 2", "burst: 3"));
        assertThat(status("/a")).isEqualTo(200);
    }
}
