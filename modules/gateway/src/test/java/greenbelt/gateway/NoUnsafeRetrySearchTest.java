package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.Body;
import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Under random faults, for hundreds of seeds,")
class NoUnsafeRetrySearchTest {
    private static final int SEEDS = 200;
    private static final int REQUESTS = 12;
    private static final List<Method> METHODS =
            List.of(Method.GET, Method.PUT, Method.DELETE, Method.POST, Method.PATCH);

    private static RoutesText routes() {
        return Routes.with(
                "retryBudget: {share: 100, least: 1000}",
                "timeout: 4s, perTry: 500ms, retries: {most: 4, backoff: 50ms}");
    }

    /// How often requests reached the service, by what they are: `POST`, or `POST with a key`.
    private static void run(long seed, Map<String, Integer> most) {
        try (var town = new GatewayTown(seed, routes())) {
            var arrivals = new TreeMap<String, Integer>();
            town.answer =
                    request -> {
                        arrivals.merge(
                                request.headers().first("x-number").orElseThrow(), 1, Integer::sum);
                        return answer(town);
                    };
            town.during(() -> {
                town.outside().spawn("chaos", () -> chaos(town));
                for (int i = 0; i < REQUESTS; i++) {
                    var request = request(town, i);
                    town.statusOf(request);
                    var count = arrivals.getOrDefault(Integer.toString(i), 0);
                    most.merge(kind(request), count, Math::max);
                }
                return true;
            });
        }
    }

    private static Request request(GatewayTown town, int number) {
        var random = town.world.random("request");
        var request =
                Request.of(random.pick(METHODS), "/a")
                        .with("x-number", Integer.toString(number))
                        .withBody(Body.text("body"));
        return random.chance(0.3) ? request.with("idempotency-key", "k" + number) : request;
    }

    private static String kind(Request request) {
        boolean keyed = request.headers().first("idempotency-key").isPresent();
        return request.method() + (keyed ? " with a key" : "");
    }

    private static Response answer(GatewayTown town) {
        var random = town.world.random("answer");
        if (random.chance(0.2)) {
            town.world.sleep(random.between(Duration.ZERO, Duration.ofSeconds(3)));
        }
        return Response.of(random.pick(List.of(200, 200, 500, 502, 503, 504, 429)));
    }

    /// The service is down now and then.
    private static void chaos(GatewayTown town) {
        var random = town.world.random("chaos");
        for (int i = 0; i < 8; i++) {
            town.world.sleep(random.between(Duration.ZERO, Duration.ofSeconds(1)));
            town.crash("order-1");
            town.world.sleep(random.between(Duration.ZERO, Duration.ofMillis(300)));
            town.restart("order");
        }
    }

    @Test
    @DisplayName("nothing is sent twice of which twice is not as good as once")
    void neverTwice() {
        var most = new TreeMap<String, Integer>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            run(seed, most);
        }

        var once = new ArrayList<String>();
        var again = new ArrayList<String>();
        most.forEach((kind, count) -> (count > 1 ? again : once).add(kind));
        assertThat(once).containsExactly("PATCH", "POST");
        // What is found in the others is the proof that the search could find it here.
        assertThat(again).contains("GET", "PUT", "DELETE", "POST with a key", "PATCH with a key");
    }
}
