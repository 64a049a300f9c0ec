package greenbelt.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.Request;
import greenbelt.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An instance that is asked how it is")
class HealthCheckTest {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private static Pool pool(List<String> instances, Duration slowStart) {
        var pool =
                new Pool(
                        new UpstreamTerms(
                                instances,
                                new Balance.RoundRobin(),
                                Optional.of(new HealthCheck("/health", EVERY, 3, 2)),
                                Ejection.USUAL,
                                slowStart));
        pool.begin();
        return pool;
    }

    private static Pool pool() {
        return pool(Pool.THREE, Duration.ZERO);
    }

    /// Lets so many questions be asked.
    private static void questions(Pool pool, int times) {
        for (int i = 0; i < times; i++) {
            pool.pass(EVERY.plusMillis(100));
        }
    }

    @Test
    @DisplayName("gets no requests after three bad answers, and does again after two good ones")
    void leavesAndComesBack() {
        try (var pool = pool()) {
            pool.ask(1);
            pool.answers.put("b", Pool.status(503));

            questions(pool, 2);
            assertThat(pool.health("b")).isEqualTo(new Health.Well());
            questions(pool, 1);
            assertThat(pool.health("b")).isEqualTo(new Health.Unhealthy("/health answered 503"));
            assertThat(pool.count(10)).isEqualTo(Map.of("a", 5, "c", 5));

            pool.answers.clear();
            questions(pool, 1);
            assertThat(pool.health("b")).isInstanceOf(Health.Unhealthy.class);
            questions(pool, 1);
            assertThat(pool.count(9)).isEqualTo(Map.of("a", 3, "b", 3, "c", 3));
        }
    }

    @Test
    @DisplayName("is brought back by that after a crash, without any request that has to fail")
    void comesBackAfterACrash() {
        try (var pool = pool()) {
            pool.ask(1);
            pool.crash("c");
            questions(pool, 3);

            assertThat(pool.health("c"))
                    .isEqualTo(new Health.Unhealthy("c refused the connection: nobody listens"));
            assertThat(pool.count(10)).isEqualTo(Map.of("a", 5, "b", 5));

            pool.start("c");
            questions(pool, 2);

            assertThat(pool.count(9)).isEqualTo(Map.of("a", 3, "b", 3, "c", 3));
        }
    }

    @Test
    @DisplayName("has a slow start when it comes back")
    void comesBackSlowly() {
        try (var pool = pool(Pool.THREE, Duration.ofSeconds(100))) {
            pool.ask(1);
            pool.crash("c");
            questions(pool, 3);
            pool.start("c");
            questions(pool, 2);

            assertThat(pool.health("c")).isInstanceOf(Health.SlowStart.class);
            assertThat(pool.count(60).get("c")).isEqualTo(2);
            pool.pass(Duration.ofSeconds(100));
            assertThat(pool.count(60).get("c")).isEqualTo(20);
        }
    }

    @Test
    @DisplayName("gets requests all the same while no other one is well")
    void allUnhealthy() {
        try (var pool = pool()) {
            pool.ask(1);
            Pool.THREE.forEach(name -> pool.answers.put(name, Pool.status(503)));
            questions(pool, 3);
            pool.answers.clear();

            assertThat(pool.health("a")).isInstanceOf(Health.Unhealthy.class);
            assertThat(pool.count(9)).isEqualTo(Map.of("a", 3, "b", 3, "c", 3));
        }
    }

    @Test
    @DisplayName(
            "is asked in the background: nobody waits for that, and time stands still meanwhile")
    void inTheBackground() {
        try (var pool = pool()) {
            pool.ask(1);
            long before = pool.world.nanoTime();

            pool.ask(1);

            assertThat(Duration.ofNanos(pool.world.nanoTime() - before))
                    .isLessThan(Duration.ofMillis(10));
        }
    }

    @Test
    @DisplayName("is not asked while it is the only one: there is nothing to choose")
    void notAlone() {
        try (var pool = pool(List.of("a"), Duration.ZERO)) {
            pool.ask(1);
            var asked = new int[1];
            pool.answers.put(
                    "a",
                    (Request request) -> {
                        asked[0]++;
                        return Response.of(200);
                    });

            questions(pool, 10);

            assertThat(asked[0]).isZero();
        }
    }
}
