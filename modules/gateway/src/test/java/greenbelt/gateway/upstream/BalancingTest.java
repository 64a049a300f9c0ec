package greenbelt.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import greenbelt.http.Handler;
import greenbelt.http.Request;
import greenbelt.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An upstream with several instances")
class BalancingTest {
    private static final int KEYS = 10_000;

    private static UpstreamTerms terms(Balance balance, List<String> instances) {
        return new UpstreamTerms(
                instances, balance, Optional.empty(), Ejection.USUAL, Duration.ZERO);
    }

    private static Request of(String user) {
        return Request.get("/").with("x-user", user);
    }

    private static List<String> owners(Pool pool) {
        var owners = new ArrayList<String>();
        var balancer = Balancer.of(new Balance.HashByHeader("x-user"), pool.world, "pool");
        for (int key = 0; key < KEYS; key++) {
            owners.add(balancer.pick(pool.upstream.instances(), of("user-" + key)).name());
        }
        return owners;
    }

    @Test
    @DisplayName("sends to them in turn, as long as nothing else is said")
    void inTurn() {
        try (var pool = new Pool(UpstreamTerms.usual(Pool.THREE))) {
            assertThat(pool.ask(7)).containsExactly("a", "b", "c", "a", "b", "c", "a");
            assertThat(pool.count(3_000)).isEqualTo(Map.of("a", 1_000, "b", 1_000, "c", 1_000));
        }
    }

    @Test
    @DisplayName(
            "by least requests sends an instance that takes ten times as long far less than its share")
    void leastRequests() {
        try (var pool = new Pool(terms(new Balance.LeastRequests(), Pool.THREE))) {
            Pool.THREE.forEach(name -> pool.answers.put(name, taking(pool, 20)));
            pool.answers.put("c", taking(pool, 200));

            var sent = pool.flood(1_000, Duration.ofMillis(2));

            assertThat(sent).isEqualTo(Map.of("a", 468, "b", 465, "c", 67));
        }
    }

    private static Handler taking(Pool pool, int millis) {
        return _ -> {
            pool.world.sleep(Duration.ofMillis(millis));
            return Response.text(200, "");
        };
    }

    @Test
    @DisplayName("by least requests draws among idle ones, each as likely as any other")
    void leastRequestsIdle() {
        try (var pool = new Pool(terms(new Balance.LeastRequests(), Pool.THREE))) {
            // 3,000 draws with probability 1/3: 1,000, and a standard deviation of 26.
            assertThat(pool.count(3_000).values())
                    .allSatisfy(count -> assertThat(count).isCloseTo(1_000, within(104)));
        }
    }

    @Test
    @DisplayName(
            "by hash sends what has the same value to the same instance, whatever else is asked")
    void byHash() {
        try (var pool = new Pool(terms(new Balance.HashByHeader("x-user"), Pool.THREE))) {
            var ada = pool.ask(of("ada"));
            var bob = pool.ask(of("bob"));

            for (int i = 0; i < 10; i++) {
                assertThat(pool.ask(of("ada").with("x-other", "v" + i))).isEqualTo(ada);
                assertThat(pool.ask(of("bob"))).isEqualTo(bob);
            }
        }
    }

    @Test
    @DisplayName("by hash sends what has no value in turn")
    void byHashWithoutValue() {
        try (var pool = new Pool(terms(new Balance.HashByHeader("x-user"), Pool.THREE))) {
            assertThat(pool.ask(4)).containsExactly("a", "b", "c", "a");
        }
    }

    @Test
    @DisplayName("by hash gives a fourth instance a quarter of the values, and moves no other one")
    void byHashWithAFourth() {
        var balance = new Balance.HashByHeader("x-user");
        try (var three = new Pool(terms(balance, Pool.THREE));
                var four = new Pool(terms(balance, List.of("a", "b", "c", "d")))) {
            var before = owners(three);
            var after = owners(four);

            int moved = 0;
            for (int key = 0; key < KEYS; key++) {
                boolean stays = after.get(key).equals(before.get(key));
                assertThat(stays || after.get(key).equals("d")).isTrue();
                moved += stays ? 0 : 1;
            }
            // Each of 10,000 moves with probability 1/4: 2,500, and a standard deviation of 43.
            assertThat(moved).isCloseTo(KEYS / 4, within(4 * 43));
            assertThat(Pool.counted(before).values())
                    .allSatisfy(count -> assertThat(count).isCloseTo(KEYS / 3, within(4 * 47)));
        }
    }
}
