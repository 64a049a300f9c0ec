package greenbelt.gateway.limit;

import greenbelt.gateway.identity.Principal;
import greenbelt.gateway.verdict.Refusals;
import greenbelt.gateway.verdict.Verdict;
import greenbelt.gateway.verdict.Verdict.Passed;
import greenbelt.gateway.verdict.Verdict.Refused;
import greenbelt.world.World;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Counts requests per principal, on the world's clock: exact to the request in the virtual world. Never waits.
///
/// Safe for many tasks.
public final class RateLimiter {
    /// The most principals that have a bucket of their own; those beyond share one.
    public static final int MAX_PRINCIPALS = 100_000;

    private final World world;
    private final RateLimit limit;
    private final int maxPrincipals;
    private final ConcurrentHashMap<Principal, Bucket> buckets = new ConcurrentHashMap<>();
    private final Bucket shared;
    private final AtomicLong sweptAtNanos;

    public RateLimiter(World world, RateLimit limit) {
        this(world, limit, MAX_PRINCIPALS);
    }

    public RateLimiter(World world, RateLimit limit, int maxPrincipals) {
        this.world = world;
        this.limit = limit;
        this.maxPrincipals = maxPrincipals;
        this.shared = newBucket();
        this.sweptAtNanos = new AtomicLong(world.nanoTime());
    }

    /// Takes one request from what this principal may send; how many are left.
    public Verdict<Long> admit(Principal principal) {
        var probe = bucket(principal).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? new Passed<>(probe.getRemainingTokens())
                : new Refused<>(
                        Refusals.tooManyRequests(
                                limit.toString(),
                                Duration.ofNanos(probe.getNanosToWaitForRefill())));
    }

    /// What it holds them to.
    public RateLimit limit() {
        return limit;
    }

    /// How many principals have a bucket.
    public int size() {
        return buckets.size();
    }

    private Bucket bucket(Principal principal) {
        var known = buckets.get(principal);
        if (known != null) {
            return known;
        }
        if (buckets.size() >= maxPrincipals) {
            forgetTheIdle();
        }
        return buckets.size() < maxPrincipals
                ? buckets.computeIfAbsent(principal, key -> newBucket())
                : shared;
    }

    /// Drops full buckets, which a new one would equal: forgetting them gives nobody an advantage.
    ///
    /// At most once per time in which a bucket fills, because that is how long it takes to become idle.
    private void forgetTheIdle() {
        long now = world.nanoTime();
        long before = sweptAtNanos.get();
        if (now - before >= limit.timeToFill().toNanos()
                && sweptAtNanos.compareAndSet(before, now)) {
            buckets.values().removeIf(bucket -> bucket.getAvailableTokens() >= limit.burst());
        }
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(
                        Bandwidth.builder()
                                .capacity(limit.burst())
                                .refillGreedy(limit.perSecond(), Duration.ofSeconds(1))
                                .build())
                .withCustomTimePrecision(new WorldTime(world))
                .build();
    }

    /// The world's clock, as Bucket4j wants it.
    private record WorldTime(World world) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return world.nanoTime();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
