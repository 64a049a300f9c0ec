package greenbelt.world;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// A stream of random numbers: the n-th is a function of (seed, name, n) and of nothing else.
///
/// The mixing function is SplitMix64 (Guy Steele, Doug Lea, Christine Flood: Fast Splittable Pseudorandom Number
/// Generators, OOPSLA 2014). Good for simulation, not for secrets. Safe for use by many tasks.
public final class Randomness {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long origin;
    private final LongSupplier count;

    private Randomness(long origin, LongSupplier count) {
        this.origin = origin;
        this.count = count;
    }

    /// The stream of this seed and name, from its beginning.
    public static Randomness of(long seed, String name) {
        return new Randomness(origin(seed, name), new AtomicLong()::incrementAndGet);
    }

    /// The stream of this seed and name, from where it was left.
    static Randomness of(long seed, String name, DrawCounts counts) {
        long origin = origin(seed, name);
        return new Randomness(origin, () -> counts.next(origin));
    }

    static long origin(long seed, String name) {
        return mix(seed ^ hash(name));
    }

    /// The n-th number of the stream with this origin.
    static long number(long origin, long n) {
        return mix(origin + n * GOLDEN);
    }

    /// The number from 0 to `bound` - 1 that `bits` stand for.
    static long below(long bound, long bits) {
        return Math.unsignedMultiplyHigh(bits, bound);
    }

    private static long hash(String text) {
        long hash = 0xCBF29CE484222325L; // FNV-1a, 64 bit; String.hashCode has too few bits
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    public long nextLong() {
        return number(origin, count.getAsLong());
    }

    /// A number from 0 to `bound` - 1; `bound` must be at least 1.
    public long nextLong(long bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound must be >= 1, was " + bound);
        }
        return below(bound, nextLong());
    }

    /// A number from 0 to `bound` - 1; `bound` must be at least 1.
    public int nextInt(int bound) {
        return (int) nextLong(bound);
    }

    /// A number from 0 (included) to 1 (excluded).
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /// True with this probability, 0 to 1.
    public boolean chance(double probability) {
        return nextDouble() < probability;
    }

    /// A duration from `least` to `most`, both included, each nanosecond as likely as any other.
    public Duration between(Duration least, Duration most) {
        return least.plusNanos(nextLong(most.minus(least).toNanos() + 1));
    }

    /// One of `items`, which must not be empty.
    public <T> T pick(List<T> items) {
        return items.get(nextInt(items.size()));
    }

    /// A random UUID (version 4, RFC 9562).
    public UUID nextUuid() {
        long high = (nextLong() & ~0xF000L) | 0x4000L;
        long low = (nextLong() >>> 2) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    void fill(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) nextLong();
        }
    }
}
