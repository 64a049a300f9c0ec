package greenbelt.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An upstream of a service")
class FoundInstancesTest {
    private static final String SERVICE = "service";

    private static Pool pool(Duration slowStart, String... nodes) {
        return Pool.found(
                new UpstreamTerms(
                        List.of(SERVICE),
                        new Balance.RoundRobin(),
                        Optional.empty(),
                        new Ejection(5, Duration.ofSeconds(30), 50),
                        slowStart),
                List.of(nodes));
    }

    @Test
    @DisplayName("sends to all that listen under its name, also to those that come later")
    void findsNewOnes() {
        try (var pool = pool(Duration.ZERO, "a", "b")) {
            assertThat(pool.ask(4)).containsExactly("a", "b", "a", "b");

            pool.start("c");

            assertThat(pool.count(30)).isEqualTo(Map.of("a", 10, "b", 10, "c", 10));
        }
    }

    @Test
    @DisplayName("gives one that comes to others a slow start, and none to those it found first")
    void startsNewOnesSlowly() {
        try (var pool = pool(Duration.ofSeconds(100), "a", "b")) {
            assertThat(pool.count(20)).isEqualTo(Map.of("a", 10, "b", 10));

            pool.start("c");

            assertThat(pool.health("a")).isEqualTo(new Health.Well());
            assertThat(pool.health("c")).isEqualTo(new Health.SlowStart(10));
            assertThat(pool.count(60)).isEqualTo(Map.of("a", 29, "b", 29, "c", 2));
        }
    }

    @Test
    @DisplayName("keeps what it knows of those who stay, and forgets who goes")
    void keepsRecords() {
        try (var pool = pool(Duration.ZERO, "a", "b")) {
            pool.ask(10);
            pool.start("c");
            pool.network.signOff(SERVICE, "b");

            assertThat(pool.upstream.instances())
                    .extracting(Instance::name)
                    .containsExactly("a", "c");
            assertThat(pool.instance("a").requests()).isEqualTo(5);
            assertThat(pool.instance("c").requests()).isZero();
        }
    }

    @Test
    @DisplayName("goes on to send to one that has crashed, until it has failed often enough")
    void triesCrashedOnes() {
        try (var pool = pool(Duration.ZERO, "a", "b")) {
            pool.ask(2);
            pool.crash("b");

            assertThat(pool.count(20)).isEqualTo(Map.of("a", 15, "502", 5));
        }
    }

    @Test
    @DisplayName(
            "takes back who is out when so many others have gone that more would be out than may be")
    void fitsTheCeiling() {
        try (var pool = pool(Duration.ZERO, "a", "b", "c", "d")) {
            pool.answers.put("a", Pool.status(503));
            pool.answers.put("b", Pool.status(503));
            pool.ask(20);
            assertThat(pool.health("a")).isInstanceOf(Health.Ejected.class);
            assertThat(pool.health("b")).isInstanceOf(Health.Ejected.class);

            pool.network.signOff(SERVICE, "c");

            assertThat(pool.health("a")).isEqualTo(new Health.Well()); // it was out first
            assertThat(pool.health("b")).isInstanceOf(Health.Ejected.class);
        }
    }

    @Test
    @DisplayName(
            "has an instance that nobody has heard of while nobody listens, and is refused by it")
    void nobody() {
        try (var pool = pool(Duration.ZERO)) {
            assertThat(pool.upstream.instances())
                    .extracting(Instance::name)
                    .containsExactly(SERVICE);
            assertThat(pool.ask(1)).containsExactly("502");

            pool.start("a");

            assertThat(pool.ask(2)).containsExactly("a", "a");
        }
    }
}
