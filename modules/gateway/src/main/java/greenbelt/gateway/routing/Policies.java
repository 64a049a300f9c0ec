package greenbelt.gateway.routing;

import greenbelt.gateway.cors.Cors;
import greenbelt.gateway.limit.ConcurrencyLimit;
import greenbelt.gateway.limit.RateLimit;
import greenbelt.world.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What holds for the requests of a route.
///
/// @param limits how many there may be, besides the limits of the gateway
/// @param concurrency how many may be under way at once, if that is limited
/// @param timeout how long the service may take to begin its answer, all tries together
/// @param maxBodyBytes how long a request's body may be
/// @param resilience what happens when the service fails
/// @param cache whether answers are kept
/// @param cors what scripts of other origins may do; nothing, when empty
public record Policies(
        List<RateLimit> limits,
        Optional<ConcurrencyLimit> concurrency,
        Duration timeout,
        long maxBodyBytes,
        Resilience resilience,
        Optional<CachePolicy> cache,
        Optional<Cors> cors) {
    public Policies {
        limits = List.copyOf(limits);
        if (!timeout.isPositive() || maxBodyBytes < 0) {
            throw new IllegalArgumentException(
                    "timeout must be > 0 and maxBodyBytes >= 0, was %s and %d"
                            .formatted(timeout, maxBodyBytes));
        }
    }

    /// What they say, one sentence each.
    List<String> sentences() {
        var sentences = new ArrayList<String>();
        cors.ifPresent(it -> sentences.add(it.sentence()));
        limits.forEach(limit -> sentences.add(limit.sentence()));
        concurrency.ifPresent(limit -> sentences.add(limit.sentence()));
        sentences.add("a body of at most " + maxBodyBytes + " bytes");
        cache.ifPresent(it -> sentences.add(it.sentence()));
        sentences.add("an answer must begin within " + Durations.format(timeout));
        sentences.addAll(resilience.sentences());
        return sentences;
    }
}
