package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.gateway.breaker.Breaker;
import greenbelt.gateway.breaker.Breaker.Counts;
import greenbelt.gateway.breaker.Breaker.State;
import greenbelt.gateway.breaker.BreakerPolicy;
import greenbelt.gateway.upstream.Outcome;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A circuit breaker")
class BreakerTest {
    private static final Duration QUICK = Duration.ofMillis(10);
    private static final Duration SLOW = Duration.ofMillis(1_001);
    private static final Duration OPEN = Duration.ofSeconds(10);

    private final VirtualWorld world = new VirtualWorld(1);
    private final Node node = world.start("gateway-1");
    private final Breaker breaker =
            new Breaker(
                    world,
                    "order-1",
                    new BreakerPolicy(10, 4, 50, 80, Duration.ofSeconds(1), OPEN, 2));

    @AfterEach
    void close() {
        world.close();
    }

    private void pass(Duration duration) {
        world.enter(
                node,
                "wait",
                () -> {
                    world.sleep(duration);
                    return true;
                });
    }

    private void calls(int count, Duration took, boolean failed) {
        for (int i = 0; i < count; i++) {
            assertThat(breaker.enter()).isTrue();
            breaker.ended(new Outcome.Answered(failed ? 503 : 200, took));
        }
    }

    @Test
    @DisplayName("stays closed while fewer calls than the least have ended")
    void waitsForEnough() {
        calls(3, QUICK, true);

        assertThat(breaker.standing()).isEqualTo(State.CLOSED);
        assertThat(breaker.counts())
                .isEqualTo(new Counts(3, Optional.empty(), Optional.empty(), 0));
    }

    @Test
    @DisplayName("opens when the share of failures is reached, and lets nobody pass")
    void opens() {
        calls(2, QUICK, false);
        calls(1, QUICK, true);
        assertThat(breaker.standing()).isEqualTo(State.CLOSED);
        calls(1, QUICK, true);

        assertThat(breaker.standing()).isEqualTo(State.OPEN);
        assertThat(breaker.enter()).isFalse();
        assertThat(breaker.counts()).isEqualTo(new Counts(4, Optional.of(50), Optional.of(0), 1));
    }

    @Test
    @DisplayName("opens when the share of slow answers is reached, though none failed")
    void opensWhenSlow() {
        calls(2, QUICK, false);
        calls(7, SLOW, false);
        assertThat(breaker.standing()).isEqualTo(State.CLOSED);
        calls(1, SLOW, false);

        assertThat(breaker.standing()).isEqualTo(State.OPEN);
        assertThat(breaker.counts().slow()).contains(80);
    }

    @Test
    @DisplayName("looks at the last calls of its window only")
    void slides() {
        calls(6, QUICK, false);
        calls(4, QUICK, true);
        calls(10, QUICK, false);
        calls(4, QUICK, true);
        assertThat(breaker.standing()).isEqualTo(State.CLOSED);

        calls(1, QUICK, true);
        assertThat(breaker.standing()).isEqualTo(State.OPEN);
    }

    @Test
    @DisplayName("is tried again after its time, to the nanosecond")
    void isTriedAgain() {
        calls(4, QUICK, true);
        assertThat(breaker.untilAdmits()).isEqualTo(OPEN.plusNanos(1));

        pass(OPEN);
        assertThat(breaker.admits()).isFalse();
        assertThat(breaker.enter()).isFalse();

        pass(Duration.ofNanos(1));
        assertThat(breaker.admits()).isTrue();
        assertThat(breaker.enter()).isTrue();
        assertThat(breaker.standing()).isEqualTo(State.HALF_OPEN);
    }

    @Test
    @DisplayName("lets as many pass when half-open as decide, and closes when they are answered")
    void closes() {
        calls(4, QUICK, true);
        pass(OPEN.plusNanos(1));

        assertThat(breaker.enter()).isTrue();
        assertThat(breaker.enter()).isTrue();
        assertThat(breaker.enter()).isFalse();
        breaker.ended(new Outcome.Answered(200, QUICK));
        assertThat(breaker.standing()).isEqualTo(State.HALF_OPEN);
        breaker.ended(new Outcome.Answered(200, QUICK));

        assertThat(breaker.standing()).isEqualTo(State.CLOSED);
        assertThat(breaker.counts().calls()).isZero();
    }

    @Test
    @DisplayName("opens again when they fail, for as long as before")
    void opensAgain() {
        calls(4, QUICK, true);
        pass(OPEN.plusNanos(1));
        calls(2, QUICK, true);

        assertThat(breaker.standing()).isEqualTo(State.OPEN);
        assertThat(breaker.untilAdmits()).isEqualTo(OPEN.plusNanos(1));
        assertThat(breaker.counts().opened()).isEqualTo(2);
    }

    @Test
    @DisplayName("gives a place back that a call did not use to the end")
    void givesBack() {
        calls(4, QUICK, true);
        pass(OPEN.plusNanos(1));

        assertThat(breaker.enter()).isTrue();
        assertThat(breaker.enter()).isTrue();
        assertThat(breaker.enter()).isFalse();
        breaker.ended(new Outcome.Unclear(QUICK));

        assertThat(breaker.enter()).isTrue();
    }
}
