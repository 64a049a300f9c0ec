package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.gateway.BreakersView.BreakerView;
import greenbelt.http.Request;
import greenbelt.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An upstream whose instances have breakers")
class BreakersTest {
    private static final String BREAKER =
            "breaker: {window: 10, least: 4, failures: 50, slow: 80, slowAfter: 1s, open: 10s, trials: 2}";

    private final GatewayTown town = new GatewayTown(routes("timeout: 9s"));

    /// Two services stand for two instances, taken in turn; nothing else takes them out.
    private static RoutesText routes(String policies) {
        return new RoutesText(
                """
                upstreams: {both: {instances: [inventory, order], eject: {most: 0%%}, %s}}
                routes:
                  - {name: a, path: {exact: /a}, upstream: both, access: [anonymous], policies: {%s}}
                """
                        .formatted(BREAKER, policies),
                "for a test");
    }

    @AfterEach
    void close() {
        town.close();
    }

    private Map<Integer, Integer> ask(int times) {
        var counts = new TreeMap<Integer, Integer>();
        for (int i = 0; i < times; i++) {
            counts.merge(town.ask(Request.get("/a")).status(), 1, Integer::sum);
        }
        return counts;
    }

    private List<String> states() {
        return town.during(() -> town.gateway.breakers()).breakers().stream()
                .map(it -> it.instance() + " " + it.state())
                .toList();
    }

    private BreakerView breaker(String instance) {
        return town.during(() -> town.gateway.breakers()).breakers().stream()
                .filter(it -> it.instance().startsWith(instance))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("sends to the one that answers while the other is left alone")
    void leavesOneAlone() {
        town.crash("order-1");

        assertThat(ask(8)).isEqualTo(Map.of(200, 4, 502, 4));
        assertThat(breaker("order").state()).isEqualTo("open");
        assertThat(breaker("inventory").state()).isEqualTo("closed");

        assertThat(ask(20)).isEqualTo(Map.of(200, 20));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {502, 503, 504})
    @DisplayName("counts an answer that says it failed as none")
    void countsFailures(int status) {
        town.answer = _ -> Response.of(status);

        ask(8);

        assertThat(states()).allSatisfy(it -> assertThat(it).endsWith(" open"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {200, 404, 429, 500, 501})
    @DisplayName("stays closed while instances answer, whatever they say of the request")
    void countsAnswers(int status) {
        town.answer = _ -> Response.of(status);

        ask(20);

        assertThat(states()).allSatisfy(it -> assertThat(it).endsWith(" closed"));
    }

    @Test
    @DisplayName("has 503 when all are left alone, with who and until when, and asks nobody")
    void allOpen() {
        town.answer = _ -> Response.of(503);
        ask(8);
        int before = town.received.size();
        town.pass(Duration.ofSeconds(4));

        var answer = town.ask(Request.get("/a"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("6");
        assertThat(answer.text())
                .contains("\"type\":\"urn:greenbelt:problem:circuit-open\"")
                .containsPattern(
                        "both has failed too much, and is left alone for a while: inventory[^ ]*, order")
                .contains("\"service\":\"both\"");
        assertThat(town.received).hasSize(before);
    }

    @Test
    @DisplayName("tries them again after their time, and sends as before when they answer")
    void recovers() {
        town.answer = _ -> Response.of(503);
        ask(8);
        town.answer = _ -> Response.of(200);
        town.pass(Duration.ofSeconds(10));

        assertThat(ask(1)).isEqualTo(Map.of(200, 1));
        assertThat(states()).anySatisfy(it -> assertThat(it).endsWith(" half-open"));
        assertThat(ask(3)).isEqualTo(Map.of(200, 3));
        assertThat(states()).allSatisfy(it -> assertThat(it).endsWith(" closed"));
    }

    @Test
    @DisplayName("leaves them alone again when the trials fail")
    void failsAgain() {
        town.answer = _ -> Response.of(503);
        ask(8);
        town.pass(Duration.ofSeconds(10));

        ask(4);

        assertThat(states()).allSatisfy(it -> assertThat(it).endsWith(" open"));
        assertThat(breaker("order").opened()).isEqualTo(2);
    }

    @Test
    @DisplayName("opens for slow answers, though they are good")
    void opensWhenSlow() {
        town.answer =
                _ -> {
                    town.world.sleep(Duration.ofSeconds(2));
                    return Response.of(200);
                };

        assertThat(ask(8)).isEqualTo(Map.of(200, 8));

        assertThat(states()).allSatisfy(it -> assertThat(it).endsWith(" open"));
        assertThat(breaker("order").slowPercent()).contains(100);
    }

    @Test
    @DisplayName("sends a retry to the other one, so that nobody outside notices")
    void retriesElsewhere() {
        town.load(routes("timeout: 9s, retries: {most: 1, backoff: 1ms}"));
        town.crash("order-1");

        assertThat(ask(20)).isEqualTo(Map.of(200, 20));
        assertThat(breaker("order").state()).isEqualTo("open");
    }

    @Test
    @DisplayName("has what was prepared when all are left alone")
    void fallsBack() {
        town.load(routes("timeout: 9s, fallback: {on: [open], status: 200, body: prepared}"));
        town.answer = _ -> Response.of(503);

        assertThat(ask(12)).isEqualTo(Map.of(503, 8, 200, 4));
    }

    @Test
    @DisplayName("is shown with what was seen, and until when somebody is left alone")
    void isShown() {
        town.crash("order-1");
        ask(8);

        var shown = breaker("order");

        assertThat(shown)
                .isEqualTo(
                        new BreakerView(
                                "both",
                                shown.instance(),
                                "open",
                                4,
                                Optional.of(100),
                                Optional.of(0),
                                shown.until(),
                                1,
                                "left alone for 10s when of its last 10 calls, and of at least 4, 50 % fail or 80 % take longer than 1s; then 2 decide"));
        assertThat(Duration.between(town.world.now(), shown.until().orElseThrow()))
                .isBetween(Duration.ofMillis(9_980), Duration.ofSeconds(10));
        assertThat(breaker("inventory").until()).isEmpty();
    }

    @Test
    @DisplayName("goes on with what was seen when other routes are loaded and it stays the same")
    void survivesReloads() {
        town.answer = _ -> Response.of(503);
        ask(8);
        town.load(routes("timeout: 8s"));
        assertThat(states()).allSatisfy(it -> assertThat(it).endsWith(" open"));

        var other = routes("timeout: 8s").text().replace("open: 10s", "open: 11s");
        town.load(new RoutesText(other, "for a test"));
        assertThat(states()).allSatisfy(it -> assertThat(it).endsWith(" closed"));
    }

    @Test
    @DisplayName("lets no more pass than decide while trials are under way")
    void trials() {
        town.answer = _ -> Response.of(503);
        ask(8);
        town.pass(Duration.ofSeconds(10));
        town.answer =
                _ -> {
                    town.world.sleep(Duration.ofMillis(500));
                    return Response.of(200);
                };

        var statuses =
                town.during(() -> {
                    var answers = town.world.<Integer>mailbox("answers", 10);
                    for (int i = 0; i < 10; i++) {
                        town.outside()
                                .spawn(
                                        "ask " + i,
                                        () -> answers.put(town.statusOf(Request.get("/a"))));
                    }
                    var all = new ArrayList<Integer>();
                    for (int i = 0; i < 10; i++) {
                        all.add(answers.await());
                    }
                    return all;
                });

        assertThat(statuses).filteredOn(it -> it == 200).hasSize(4);
        assertThat(statuses).filteredOn(it -> it == 503).hasSize(6);
    }
}
