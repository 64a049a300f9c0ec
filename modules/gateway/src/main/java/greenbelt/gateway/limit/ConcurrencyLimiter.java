package greenbelt.gateway.limit;

import greenbelt.gateway.limit.ConcurrencyLimit.Adaptive;
import greenbelt.gateway.limit.ConcurrencyLimit.Fixed;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// Counts the requests that are under way. Never waits. Safe for many tasks.
public final class ConcurrencyLimiter {
    private static final double DECREASE = 0.9;

    private final ConcurrencyLimit limit;
    private final AtomicReference<State> state;
    private final AtomicLong refused = new AtomicLong();

    /// @param bound how many may be under way now; grows by fractions
    private record State(double bound, int underWay) {
        boolean hasRoom() {
            return underWay + 1 <= bound;
        }
    }

    public ConcurrencyLimiter(ConcurrencyLimit limit) {
        this.limit = limit;
        int first =
                switch (limit) {
                    case Fixed(var fixed) -> fixed;
                    case Adaptive adaptive -> adaptive.least();
                };
        this.state = new AtomicReference<>(new State(first, 0));
    }

    /// Lets one more be under way, if there is room; then [#leave] must follow.
    public boolean enter() {
        var before =
                state.getAndUpdate(
                        now -> now.hasRoom() ? new State(now.bound(), now.underWay() + 1) : now);
        if (!before.hasRoom()) {
            refused.incrementAndGet();
        }
        return before.hasRoom();
    }

    /// One is no longer under way.
    ///
    /// @param took how long
    /// @param failed whether the service did not bear it
    public void leave(Duration took, boolean failed) {
        state.updateAndGet(now -> new State(next(now, took, failed), now.underWay() - 1));
    }

    private double next(State now, Duration took, boolean failed) {
        return switch (limit) {
            case Fixed _ -> now.bound();
            case Adaptive adaptive -> {
                if (failed || took.compareTo(adaptive.slow()) > 0) {
                    yield Math.max(adaptive.least(), now.bound() * DECREASE);
                }
                // What is not used says nothing about what would be borne.
                boolean used = now.underWay() * 2 >= now.bound();
                yield used ? Math.min(adaptive.most(), now.bound() + 1 / now.bound()) : now.bound();
            }
        };
    }

    /// What it holds requests to.
    public ConcurrencyLimit limit() {
        return limit;
    }

    /// How many may be under way now.
    public int bound() {
        return (int) state.get().bound();
    }

    /// How many are.
    public int underWay() {
        return state.get().underWay();
    }

    /// How many it has refused.
    public long refused() {
        return refused.get();
    }
}
