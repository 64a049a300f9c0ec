package greenbelt.gateway;

import greenbelt.gateway.limit.ConcurrencyLimiter;
import greenbelt.gateway.limit.Left;
import greenbelt.gateway.limit.RateLimiter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SequencedMap;

/// How the limits of the gateway fare, for people.
///
/// @param rates how many requests there may be, those of all routes first
/// @param concurrency how many may be under way at once
public record LimitsView(List<RateView> rates, List<ConcurrencyView> concurrency) {
    /// So many are named of those who have the fewest requests left.
    public static final int FEWEST = 3;

    public LimitsView {
        rates = List.copyOf(rates);
        concurrency = List.copyOf(concurrency);
    }

    /// How many requests there may be.
    ///
    /// @param name what answers call it: of all routes, or of one
    /// @param says what it is, in a sentence
    /// @param granted how many it has let pass
    /// @param refused how many it has refused
    /// @param remembered for how many it counts
    /// @param atMost for how many it can count; those beyond count as one
    /// @param fewest who has the fewest left, `name: left`
    public record RateView(
            String name,
            String says,
            long granted,
            long refused,
            int remembered,
            int atMost,
            List<String> fewest) {
        public RateView {
            fewest = List.copyOf(fewest);
        }
    }

    /// How many requests may be under way at once.
    ///
    /// @param says what it is, in a sentence
    /// @param bound how many now
    /// @param underWay how many are
    /// @param refused how many it has refused
    public record ConcurrencyView(
            String route, String says, int bound, int underWay, long refused) {}

    static LimitsView of(
            Collection<RateLimiter> rates, SequencedMap<String, ConcurrencyLimiter> concurrency) {
        var bounds = new ArrayList<ConcurrencyView>();
        concurrency.forEach((route, limiter) -> bounds.add(view(route, limiter)));
        return new LimitsView(rates.stream().map(LimitsView::view).toList(), bounds);
    }

    private static RateView view(RateLimiter limiter) {
        return new RateView(
                limiter.name(),
                limiter.limit().sentence(),
                limiter.granted(),
                limiter.refused(),
                limiter.size(),
                RateLimiter.MAX_KEYS,
                Left.fewest(limiter, FEWEST).stream()
                        .map(it -> it.key() + ": " + it.requests())
                        .toList());
    }

    private static ConcurrencyView view(String route, ConcurrencyLimiter limiter) {
        return new ConcurrencyView(
                route,
                limiter.limit().sentence(),
                limiter.bound(),
                limiter.underWay(),
                limiter.refused());
    }
}
