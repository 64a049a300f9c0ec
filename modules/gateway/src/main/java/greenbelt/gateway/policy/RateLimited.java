package greenbelt.gateway.policy;

import greenbelt.gateway.limit.RateLimiter;
import greenbelt.gateway.verdict.Verdict;
import greenbelt.http.Response;

/// Refuses requests of those who have sent too many.
public record RateLimited(RateLimiter limiter) implements Policy {
    @Override
    public Verdict<Response> apply(Passage passage, Onward onward) {
        return limiter.admit(passage.principal())
                .then(left -> {
                    Decision.LIMIT.note("%d left of at most %s".formatted(left, limiter.limit()));
                    return onward.go(passage);
                });
    }
}
