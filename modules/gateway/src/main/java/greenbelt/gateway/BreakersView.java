package greenbelt.gateway;

import greenbelt.gateway.breaker.Breaker;
import greenbelt.gateway.upstream.Upstream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The circuit breakers of the gateway, for people.
///
/// @param breakers one for each instance of an upstream that has them, in the order of the upstreams' names
public record BreakersView(List<BreakerView> breakers) {
    public BreakersView {
        breakers = List.copyOf(breakers);
    }

    /// One breaker.
    ///
    /// @param state closed, open or half-open
    /// @param calls how many calls it looks back at now
    /// @param failurePercent the share of those that failed; empty while there are too few to tell
    /// @param slowPercent the share of slow ones; empty while there are too few to tell
    /// @param until when the instance is tried again, if it is left alone
    /// @param opened how often it has opened
    /// @param says what it is, in a sentence
    public record BreakerView(
            String upstream,
            String instance,
            String state,
            int calls,
            Optional<Integer> failurePercent,
            Optional<Integer> slowPercent,
            Optional<Instant> until,
            long opened,
            String says) {}

    static BreakersView of(Collection<Upstream> upstreams, Instant now) {
        var breakers = new ArrayList<BreakerView>();
        for (var upstream : upstreams) {
            for (var instance : upstream.instances()) {
                if (instance.guard() instanceof Breaker breaker) {
                    breakers.add(view(upstream.name(), breaker, now));
                }
            }
        }
        return new BreakersView(breakers);
    }

    private static BreakerView view(String upstream, Breaker breaker, Instant now) {
        var counts = breaker.counts();
        return new BreakerView(
                upstream,
                breaker.name(),
                breaker.state(),
                counts.calls(),
                counts.failures(),
                counts.slow(),
                Optional.of(breaker.untilAdmits()).filter(it -> !it.isZero()).map(now::plus),
                counts.opened(),
                breaker.policy().sentence());
    }
}
