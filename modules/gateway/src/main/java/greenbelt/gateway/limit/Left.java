package greenbelt.gateway.limit;

import java.util.Comparator;
import java.util.List;

/// What somebody has left.
///
/// @param key whose bucket it is
/// @param requests how many are in it
public record Left(String key, long requests) {
    /// Those who have the fewest left, the fewest first; those whose bucket is full have not sent anything lately.
    ///
    /// @param most how many to name at most
    public static List<Left> fewest(RateLimiter limiter, int most) {
        return limiter.buckets().entrySet().stream()
                .map(it -> new Left(it.getKey(), it.getValue().getAvailableTokens()))
                .filter(it -> it.requests() < limiter.limit().burst())
                .sorted(Comparator.comparingLong(Left::requests))
                .limit(most)
                .toList();
    }
}
