package greenbelt.gateway.policy;

import greenbelt.gateway.limit.ConcurrencyLimiter;
import greenbelt.gateway.verdict.Refusals;
import greenbelt.gateway.verdict.Verdict;
import greenbelt.gateway.verdict.Verdict.Passed;
import greenbelt.gateway.verdict.Verdict.Refused;
import greenbelt.http.Response;
import greenbelt.world.World;
import java.time.Duration;

/// Refuses requests while too many are under way. One is under way until its answer begins: a long answer, such as a
/// stream of events, holds no place.
///
/// @param limiter who counts
public record ConcurrencyLimited(World world, ConcurrencyLimiter limiter) implements Policy {
    @Override
    public Verdict<Response> apply(Passage passage, Onward onward) {
        if (!limiter.enter()) {
            return new Refused<>(Refusals.tooBusy(limiter.bound()));
        }
        long began = world.nanoTime();
        boolean failed = true;
        try {
            Decision.CONCURRENCY.note(
                    limiter.underWay() + " of at most " + limiter.bound() + " under way");
            var outcome = onward.go(passage);
            failed = isTooMuch(outcome);
            return outcome;
        } finally {
            limiter.leave(Duration.ofNanos(world.nanoTime() - began), failed);
        }
    }

    /// Whether the service did not bear it: no answer, or one that says come later.
    private static boolean isTooMuch(Verdict<Response> outcome) {
        return switch (outcome) {
            case Passed<Response>(var response) -> response.saysLater();
            case Refused<Response>(var refusal) -> refusal.problem().status() >= 500;
        };
    }
}
