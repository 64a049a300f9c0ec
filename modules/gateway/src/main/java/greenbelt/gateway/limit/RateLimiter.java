package greenbelt.gateway.limit;

import greenbelt.world.World;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Counts requests by a key, on the world's clock: exact to the request in the virtual world. Never waits.
///
/// Safe for many tasks.
public final class RateLimiter {
    /// The most keys that have a bucket of their own; those beyond share one.
    public static final int MAX_KEYS = 100_000;

    private final World world;
    private final String name;
    private final RateLimit limit;
    private final int maxKeys;
    private final ConcurrentHashMap<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final Bucket shared;
    private final AtomicLong sweptAtNanos;
    private final AtomicLong granted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    /// @param name what answers call it, such as `all-principal`
    public RateLimiter(World world, String name, RateLimit limit) {
        this(world, name, limit, MAX_KEYS);
    }

    public RateLimiter(World world, String name, RateLimit limit, int maxKeys) {
        this.world = world;
        this.name = name;
        this.limit = limit;
        this.maxKeys = maxKeys;
        this.shared = newBucket();
        this.sweptAtNanos = new AtomicLong(world.nanoTime());
    }

    /// Takes one request from what this key may send, if there is one left.
    public Allowance take(String key) {
        var probe = bucket(key).tryConsumeAndReturnRemaining(1);
        (probe.isConsumed() ? granted : refused).incrementAndGet();
        long left = probe.getRemainingTokens();
        return new Allowance(
                probe.isConsumed(), left, untilNext(probe), limit.timeFor(limit.burst() - left));
    }

    private Duration untilNext(ConsumptionProbe probe) {
        return probe.isConsumed() && probe.getRemainingTokens() == 0
                ? limit.timeFor(1) // or less: a part of it may have come back
                : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    /// What answers call it.
    public String name() {
        return name;
    }

    /// What it holds them to.
    public RateLimit limit() {
        return limit;
    }

    /// How many keys have a bucket.
    public int size() {
        return buckets.size();
    }

    /// How many requests it has let pass.
    public long granted() {
        return granted.get();
    }

    /// How many requests it has refused.
    public long refused() {
        return refused.get();
    }

    /// The buckets as they are now, by key.
    SortedMap<String, Bucket> buckets() {
        return new TreeMap<>(buckets);
    }

    private Bucket bucket(String key) {
        var known = buckets.get(key);
        if (known != null) {
            return known;
        }
        if (buckets.size() >= maxKeys) {
            forgetTheIdle();
        }
        return buckets.size() < maxKeys ? buckets.computeIfAbsent(key, _ -> newBucket()) : shared;
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
                                .refillGreedy(limit.requests(), limit.per())
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
