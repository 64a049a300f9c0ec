package greenbelt.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.gateway.upstream.Outcome.Answered;
import greenbelt.http.Body;
import greenbelt.http.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An instance that fails")
class EjectionTest {
    private static final Duration OUT = Duration.ofSeconds(30);

    private static UpstreamTerms terms(int instances, int mostPercent, Duration slowStart) {
        return new UpstreamTerms(
                IntStream.range(0, instances).mapToObj(i -> "i" + i).toList(),
                new Balance.RoundRobin(),
                Optional.empty(),
                new Ejection(5, OUT, mostPercent),
                slowStart);
    }

    private static Pool pool(int instances, int mostPercent) {
        return new Pool(terms(instances, mostPercent, Duration.ZERO));
    }

    @Test
    @DisplayName(
            "is out after five failures in a row, for thirty seconds, and then gets its share again")
    void isOutForItsTime() {
        try (var pool = pool(3, 50)) {
            pool.answers.put("i1", Pool.status(503));

            assertThat(pool.count(14)).isEqualTo(Map.of("i0", 5, "503", 5, "i2", 4));
            assertThat(pool.health("i1")).isInstanceOf(Health.Ejected.class);
            assertThat(pool.count(90)).isEqualTo(Map.of("i0", 45, "i2", 45));

            pool.answers.clear();
            pool.pass(OUT);

            assertThat(pool.health("i1")).isEqualTo(new Health.Well());
            assertThat(pool.count(90)).isEqualTo(Map.of("i0", 30, "i1", 30, "i2", 30));
        }
    }

    @Test
    @DisplayName("says why it is out, and for how long")
    void saysWhy() {
        try (var pool = pool(2, 50)) {
            pool.answers.put("i0", Pool.status(502));
            var out = new ArrayList<Health>();

            pool.during(() -> {
                for (int i = 0; i < 10; i++) {
                    pool.upstream.forward(Request.get("/"), Pool.TIMEOUT);
                    if (pool.health("i0") instanceof Health.Ejected ejected && out.isEmpty()) {
                        out.add(ejected);
                    }
                }
                return out;
            });

            assertThat(out).containsExactly(new Health.Ejected(OUT, "answered 502"));
        }
    }

    @Test
    @DisplayName("is out too when it refuses connections, or has crashed")
    void isOutWhenDown() {
        try (var pool = pool(2, 50)) {
            pool.crash("i1");

            assertThat(pool.count(10)).isEqualTo(Map.of("i0", 5, "502", 5));
            assertThat(pool.count(10)).isEqualTo(Map.of("i0", 10));
        }
    }

    @Test
    @DisplayName("stays in when a request in between succeeds")
    void staysInWhenOneSucceeds() {
        try (var pool = pool(2, 50)) {
            for (int round = 0; round < 5; round++) {
                pool.answers.put("i0", Pool.status(503));
                pool.ask(8);
                pool.answers.clear();
                pool.ask(2);
            }

            assertThat(pool.health("i0")).isEqualTo(new Health.Well());
            assertThat(pool.instance("i0").failures()).isEqualTo(20);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "200, false",
        "404, false",
        "429, false",
        "500, false",
        "501, false",
        "502, true",
        "503, true",
        "504, true"
    })
    @DisplayName(
            "is one that cannot serve; what belongs to the request, as a 500 does, is no failure")
    void whatIsAFailure(int status, boolean isFailure) {
        assertThat(new Answered(status, Duration.ZERO).isFailure()).isEqualTo(isFailure);
    }

    @Test
    @DisplayName(
            "is not one whose client has not sent its body: nobody can have an instance taken out by that")
    void slowSendersCountForNothing() {
        try (var pool = pool(2, 50)) {
            var slow =
                    Request.get("/")
                            .withBody(Body.streaming(_ -> pool.world.sleep(Duration.ofMinutes(1))));
            pool.answers.put(
                    "i0",
                    request -> {
                        request.body().close();
                        pool.world.sleep(Duration.ofMinutes(2));
                        return Pool.status(200).handle(request);
                    });

            for (int i = 0; i < 12; i++) {
                pool.ask(slow);
            }

            assertThat(pool.instance("i0").failures()).isZero();
            assertThat(pool.health("i0")).isEqualTo(new Health.Well());
        }
    }

    @ParameterizedTest(name = "of {0} at most {1}%: {2}")
    @CsvSource({
        "1, 50, 0",
        "2, 50, 1",
        "3, 50, 1",
        "4, 50, 2",
        "10, 30, 3",
        "5, 0, 0",
        "3, 100, 3"
    })
    @DisplayName("is not out while as many others are as may be")
    void neverMoreThanTheCeiling(int instances, int mostPercent, int ceiling) {
        try (var pool = pool(instances, mostPercent)) {
            pool.upstream.instances().forEach(it -> pool.answers.put(it.name(), Pool.status(503)));
            var most = 0L;

            for (int i = 0; i < 20 * instances; i++) {
                pool.ask(1);
                most = Math.max(most, out(pool));
            }

            assertThat(most).isEqualTo(ceiling);
        }
    }

    private static long out(Pool pool) {
        return pool.upstream.instances().stream()
                .filter(it -> it.health() instanceof Health.Ejected)
                .count();
    }

    @Test
    @DisplayName("gets requests all the same while every other one is out, too")
    void isAskedWhenAllAreOut() {
        try (var pool = pool(2, 100)) {
            pool.answers.put("i0", Pool.status(503));
            pool.answers.put("i1", Pool.status(503));
            pool.ask(20);
            pool.answers.clear();

            assertThat(out(pool)).isEqualTo(2);
            assertThat(pool.count(10)).isEqualTo(Map.of("i0", 5, "i1", 5));
        }
    }

    @Test
    @DisplayName(
            "gets a tenth of its share when it comes back, and evenly more until the slow start is over")
    void comesBackSlowly() {
        try (var pool = new Pool(terms(2, 50, Duration.ofSeconds(100)))) {
            pool.answers.put("i0", Pool.status(503));
            pool.ask(10);
            pool.answers.clear();
            pool.pass(OUT);

            var sent = new ArrayList<Integer>();
            for (int tenth = 0; tenth < 11; tenth++) {
                sent.add(tenSecondsOfRequests(pool));
            }

            // 100 turns in 10 s; its share grows by 9% in that time, from 10% on.
            assertThat(sent).isEqualTo(List.of(14, 23, 33, 41, 51, 59, 69, 77, 87, 95, 100));
            assertThat(pool.health("i0")).isEqualTo(new Health.Well());
        }
    }

    /// How many of 200 requests in ten seconds the first instance gets.
    private static int tenSecondsOfRequests(Pool pool) {
        long before = pool.instance("i0").requests();
        pool.flood(200, Duration.ofMillis(50));
        return (int) (pool.instance("i0").requests() - before);
    }

    @Test
    @DisplayName(
            "gets no requests while its guard does not admit them; when none does, nobody is asked")
    void guarded() {
        var closed = new Switch();
        var open = new Switch();
        open.admits = false;
        var terms = terms(2, 50, Duration.ZERO);
        try (var pool = new Pool(terms, Map.of("i0", open, "i1", closed))) {
            assertThat(pool.count(4)).isEqualTo(Map.of("i1", 4));
            assertThat(closed.heard).isEqualTo(4);

            closed.admits = false;
            assertThat(pool.ask(2)).containsExactly("503", "503");
            assertThat(pool.instance("i0").requests()).isZero();
        }
    }

    /// A guard that somebody turns by hand.
    private static final class Switch implements Guard {
        private boolean admits = true;
        private int heard;

        @Override
        public boolean admits() {
            return admits;
        }

        @Override
        public boolean enter() {
            return admits;
        }

        @Override
        public void ended(Outcome outcome) {
            heard++;
        }

        @Override
        public Duration untilAdmits() {
            return admits ? Duration.ZERO : Duration.ofSeconds(1);
        }

        @Override
        public String state() {
            return admits ? "closed" : "open";
        }
    }
}
