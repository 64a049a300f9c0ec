package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.gateway.limit.RateLimit;
import greenbelt.gateway.limit.RateLimit.Per;
import greenbelt.gateway.limit.RateLimiter;
import greenbelt.http.Request;
import greenbelt.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The gateway's rate limit")
class RateLimitTest {
    private static final RateLimit LIMIT =
            new RateLimit(Per.PRINCIPAL, 4, Duration.ofSeconds(1), 10);

    private final GatewayTown town =
            new GatewayTown(
                    Routes.shippedBut(
                            "requests: 5000, per: 1s, burst: 10000", "requests: 4, burst: 10"));

    @AfterEach
    void close() {
        town.close();
    }

    /// The statuses of requests that come at one instant: the handler is called without a network in between.
    private List<Integer> atOnce(int count, Request request) {
        return town.during(() ->
                IntStream.range(0, count)
                        .mapToObj(i -> town.gateway.handle(request).status())
                        .toList());
    }

    private long admitted(int count, Request request) {
        return atOnce(count, request).stream().filter(status -> status == 200).count();
    }

    /// Fills the buckets again, and has the keys fetched.
    private Request warmedUp() {
        var request = town.get("/openapi.yaml");
        atOnce(1, request);
        town.pass(LIMIT.timeToFill());
        return request;
    }

    @Test
    @DisplayName("lets the burst pass and refuses the rest")
    void allowsTheBurst() {
        var request = warmedUp();

        assertThat(admitted(30, request)).isEqualTo(10);
        assertThat(atOnce(3, request)).containsOnly(429);
    }

    @Test
    @DisplayName("gives back each request exactly when it is due")
    void refillsExactly() {
        var request = warmedUp();
        admitted(30, request);

        town.pass(Duration.ofMillis(250).minusNanos(1));
        assertThat(admitted(5, request)).isZero();
        town.pass(Duration.ofNanos(1));
        assertThat(admitted(5, request)).isEqualTo(1);
        town.pass(Duration.ofSeconds(1));
        assertThat(admitted(9, request)).isEqualTo(4);
        town.pass(Duration.ofMinutes(10));
        assertThat(admitted(30, request)).isEqualTo(10);
    }

    @Test
    @DisplayName("says when to come again, and is then as good as its word")
    void saysWhen() {
        var request = warmedUp();
        admitted(30, request);

        Response refused = town.during(() -> town.gateway.handle(request));
        var text = town.during(refused::text);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers().first("retry-after")).contains("1");
        assertThat(text)
                .contains("Expected at most 4 requests per second, 10 at once, found more.")
                .contains("\"retryAfterSeconds\":1");
        town.pass(Duration.ofSeconds(1));
        assertThat(admitted(1, request)).isEqualTo(1);
    }

    @Test
    @DisplayName("counts each user alone, and all who are anonymous as one")
    void countsPerPrincipal() {
        var ada = warmedUp();
        var bea = town.during(() -> town.issuer.issue("bea", GatewayTown.SCOPES).text());
        var ofBea = Request.get("/openapi.yaml").with("authorization", "Bearer " + bea);
        var anonymous = Request.post("/auth/token", "");

        assertThat(admitted(30, ada)).isEqualTo(10);
        assertThat(admitted(30, ofBea)).isEqualTo(10);
        assertThat(atOnce(20, anonymous).subList(10, 20)).contains(429);
    }

    @Test
    @DisplayName("counts no request that was refused before")
    void countsOnlyTheValid() {
        var request = warmedUp();
        atOnce(50, town.get("/nowhere"));
        atOnce(50, Request.get("/openapi.yaml"));

        assertThat(admitted(30, request)).isEqualTo(10);
    }

    @Test
    @DisplayName("counts a user once, however many tokens with other scopes they have")
    void countsAcrossTokens() {
        var ada = warmedUp();
        var fewer = town.during(() -> town.issuer.issue("ada", List.of("users:read")).text());
        admitted(30, ada);

        assertThat(atOnce(3, ada.with("authorization", "Bearer " + fewer))).containsOnly(429);
    }

    @Test
    @DisplayName("forgets those whose bucket is full, and only those")
    void isBounded() {
        var limiter = new RateLimiter(town.world, "a", LIMIT, 100);
        IntStream.range(0, 100).forEach(i -> limiter.take("user " + i));
        assertThat(limiter.size()).isEqualTo(100);

        limiter.take("one more");
        assertThat(limiter.size()).isEqualTo(100);

        town.pass(LIMIT.timeToFill());
        limiter.take("one more");
        assertThat(limiter.size()).isEqualTo(1);
    }

    @Test
    @DisplayName("is told in each answer: how many may come, how many are left, and until when")
    void tellsEverybody() {
        var request = warmedUp();

        var first = town.during(() -> town.gateway.handle(request));
        assertThat(first.headers().all("ratelimit-policy"))
                .containsExactly("\"all-principal\";q=10;w=3");
        assertThat(first.headers().all("ratelimit")).containsExactly("\"all-principal\";r=9;t=1");

        admitted(30, request);
        var refused = town.during(() -> town.gateway.handle(request));
        assertThat(refused.headers().all("ratelimit-policy"))
                .containsExactly("\"all-principal\";q=10;w=3");
        assertThat(refused.headers().all("ratelimit")).containsExactly("\"all-principal\";r=0;t=1");
        String text = town.during(refused::text);
        assertThat(text).contains("\"violatedPolicies\":[\"all-principal\"]");
    }
}
