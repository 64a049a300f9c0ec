package greenbelt.gateway.routing;

import greenbelt.gateway.breaker.BreakerPolicy;
import greenbelt.gateway.limit.ConcurrencyLimit;
import greenbelt.gateway.resilience.RetryBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What holds for the requests to one upstream, whatever route they take.
///
/// @param bulkhead how many may be under way at once, if that is limited
/// @param budget how many of them may be retries
/// @param breaker when one of its instances is left alone, if ever
public record UpstreamPolicies(
        Optional<ConcurrencyLimit.Fixed> bulkhead,
        RetryBudget budget,
        Optional<BreakerPolicy> breaker) {
    /// What they say to a route, one sentence each.
    ///
    /// @param retries whether the route has retries
    public List<String> sentences(String upstream, boolean retries) {
        var sentences = new ArrayList<String>();
        bulkhead.ifPresent(it ->
                sentences.add("%s to %s, from all routes".formatted(it.sentence(), upstream)));
        if (retries) {
            sentences.add("%s to %s".formatted(budget.sentence(), upstream));
        }
        breaker.ifPresent(
                it -> sentences.add("an instance of %s is %s".formatted(upstream, it.sentence())));
        return sentences;
    }
}
