package greenbelt.gateway.breaker;

import greenbelt.gateway.upstream.Guard;
import greenbelt.gateway.upstream.Outcome;
import greenbelt.world.World;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Watches the calls to one instance, and says when it is to be left alone.
///
/// Resilience4j decides, on the world's clock and without a thread of its own: an open breaker becomes half-open by the
/// first call that asks after its time, and not by a timer. Never waits. Safe for many tasks.
public final class Breaker implements Guard {
    private final World world;
    private final String name;
    private final BreakerPolicy policy;
    private final CircuitBreaker breaker;

    /// One is enough: it says nothing but that.
    private final CallHasFailed hasFailed = new CallHasFailed();

    /// Until when the instance is left alone, by [World#nanoTime].
    private final AtomicLong openUntilNanos = new AtomicLong();

    private final AtomicLong opened = new AtomicLong();

    /// How it stands.
    public enum State {
        /// Calls pass.
        CLOSED("closed"),
        /// No call passes.
        OPEN("open"),
        /// A few calls pass, and decide.
        HALF_OPEN("half-open");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /// What people call it.
        public String word() {
            return word;
        }
    }

    /// What it has seen.
    ///
    /// @param calls how many of them are in the window
    /// @param failures the share of those that failed, in percent; empty while there are too few to tell
    /// @param slow the share of slow ones, in percent; empty while there are too few to tell
    /// @param opened how often it has opened
    public record Counts(
            int calls, Optional<Integer> failures, Optional<Integer> slow, long opened) {}

    /// Closed, and has seen nothing.
    ///
    /// @param name the instance's
    public Breaker(World world, String name, BreakerPolicy policy) {
        this.world = world;
        this.name = name;
        this.policy = policy;
        this.breaker = CircuitBreaker.of(name, config(world, policy));
        breaker.getEventPublisher()
                .onStateTransition(event -> changed(event.getStateTransition().getToState()));
    }

    private static CircuitBreakerConfig config(World world, BreakerPolicy policy) {
        return CircuitBreakerConfig.custom()
                .clock(new SteadyClock(world))
                .currentTimestampFunction(_ -> world.nanoTime(), TimeUnit.NANOSECONDS)
                .slidingWindow(
                        policy.window(),
                        policy.least(),
                        SlidingWindowType.COUNT_BASED,
                        SlidingWindowSynchronizationStrategy.LOCK_FREE)
                .failureRateThreshold(policy.failures())
                .slowCallRateThreshold(policy.slow())
                .slowCallDurationThreshold(policy.slowAfter())
                .waitDurationInOpenState(policy.open())
                .permittedNumberOfCallsInHalfOpenState(policy.trials())
                .automaticTransitionFromOpenToHalfOpenEnabled(false)
                .build();
    }

    private void changed(CircuitBreaker.State to) {
        if (to == CircuitBreaker.State.OPEN) {
            openUntilNanos.set(world.nanoTime() + policy.open().toNanos());
            opened.incrementAndGet();
        }
    }

    @Override
    public boolean enter() {
        return breaker.tryAcquirePermission();
    }

    @Override
    public void ended(Outcome outcome) {
        long nanos = outcome.took().toNanos();
        if (outcome instanceof Outcome.Unclear) {
            breaker.releasePermission();
        } else if (outcome.isFailure()) {
            breaker.onError(nanos, TimeUnit.NANOSECONDS, hasFailed);
        } else {
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public boolean admits() {
        return untilAdmits().isZero();
    }

    @Override
    public Duration untilAdmits() {
        // Resilience4j lets the first call pass after that instant, not at it.
        long left = openUntilNanos.get() + 1 - world.nanoTime();
        return standing() == State.OPEN && left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
    }

    @Override
    public String state() {
        return standing().word();
    }

    /// How it stands.
    public State standing() {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> State.OPEN;
            case HALF_OPEN -> State.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> State.CLOSED;
        };
    }

    /// What it has seen.
    public Counts counts() {
        var metrics = breaker.getMetrics();
        return new Counts(
                metrics.getNumberOfBufferedCalls(),
                percent(metrics.getFailureRate()),
                percent(metrics.getSlowCallRate()),
                opened.get());
    }

    private static Optional<Integer> percent(float rate) {
        return rate < 0 ? Optional.empty() : Optional.of(Math.round(rate));
    }

    /// Whose it is.
    public String name() {
        return name;
    }

    /// When it opens.
    public BreakerPolicy policy() {
        return policy;
    }
}
