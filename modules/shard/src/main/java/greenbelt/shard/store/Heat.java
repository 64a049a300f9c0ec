package greenbelt.shard.store;

import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/// Which shards and which keys are asked for most.
///
/// Shards are counted; of keys the most frequent are found in little memory by Space-Saving: a key that is not among the
/// [#KEYS] counted takes the place of the one with the smallest count, and goes on from there. So a key with more than one
/// [#KEYS]th of all requests is surely there, and its count is at most `overcount` too high. Behind the first [#ALL] requests
/// one in [#PART], by chance, counts for so many: to count a key takes as long as to find a row by it. For many tasks: a key
/// that comes while another is being counted is left out.
///
/// Source: Ahmed Metwally, Divyakant Agrawal, Amr El Abbadi, *Efficient Computation of Frequent and Top-k Elements in Data
/// Streams* (ICDT 2005).
public final class Heat {
    /// How many keys are counted.
    public static final int KEYS = 64;

    /// From which part of all requests on a key is hot.
    static final double HOT_KEY = 0.1;

    /// From how many times its fair share on a shard is hot.
    static final double HOT_SHARD = 1.5;

    /// Fewer requests say nothing.
    public static final long ENOUGH = 1_000;

    /// So many keys are counted one by one.
    static final int ALL = 4_096;

    /// Then one in so many; a power of two.
    static final int PART = 64;

    private final TreeMap<Object, Counted> keys = new TreeMap<>(Heat::compare);
    private final LongAdder[] shards = new LongAdder[ShardId.MAX + 1];
    private final AtomicBoolean busy = new AtomicBoolean();

    /// How many keys have come, up to [#ALL]; tasks may lose each other's counts.
    private volatile int come;

    /// Always the same chance, so that the same requests are counted alike.
    private int chance = 1;

    /// One that has counted nothing.
    public Heat() {
        for (int i = 0; i < shards.length; i++) {
            shards[i] = new LongAdder();
        }
    }

    private record Counted(long count, long overcount) {}

    /// A key, with how often it was asked for: about so often, where not each request was counted.
    ///
    /// @param overcount by how much `count` may be too high
    public record HotKey(Object key, long count, long overcount) {}

    private static int compare(Object one, Object other) {
        return one.getClass() == other.getClass()
                ? ShardKey.compare(one, other)
                : one.getClass().getName().compareTo(other.getClass().getName());
    }

    /// Somebody asked `shard` for `key`.
    public void routed(Object key, ShardId shard) {
        shards[shard.number()].increment();
        int seen = come;
        if (seen < ALL) {
            come = seen + 1;
            count(key, 1);
        } else if (isDrawn()) {
            count(key, PART);
        }
    }

    /// By the xorshift of George Marsaglia (2003).
    private boolean isDrawn() {
        int next = chance;
        next ^= next << 13;
        next ^= next >>> 17;
        next ^= next << 5;
        chance = next;
        return (next & (PART - 1)) == 0;
    }

    private void count(Object key, int times) {
        if (busy.compareAndSet(false, true)) {
            try {
                countAlone(ShardKey.of(key), times);
            } finally {
                busy.set(false);
            }
        }
    }

    private void countAlone(Object key, int times) {
        var known = keys.get(key);
        if (known != null) {
            keys.put(key, new Counted(known.count() + times, known.overcount()));
        } else if (keys.size() < KEYS) {
            keys.put(key, new Counted(times, 0));
        } else {
            var least =
                    keys.entrySet().stream()
                            .min(Comparator.comparingLong(entry -> entry.getValue().count()))
                            .orElseThrow();
            keys.remove(least.getKey());
            keys.put(key, new Counted(least.getValue().count() + times, least.getValue().count()));
        }
    }

    /// How many requests for a key there were.
    public long requests() {
        return Stream.of(shards).mapToLong(LongAdder::sum).sum();
    }

    /// How often each shard was asked for a key.
    public NavigableMap<ShardId, Long> shards() {
        var counts = new TreeMap<ShardId, Long>();
        for (int number = 1; number < shards.length; number++) {
            if (shards[number].sum() > 0) {
                counts.put(new ShardId(number), shards[number].sum());
            }
        }
        return counts;
    }

    /// The keys that were asked for most, most first, at most `most`; none when somebody is counting at this moment.
    public List<HotKey> keys(int most) {
        if (!busy.compareAndSet(false, true)) {
            return List.of();
        }
        try {
            return keys.entrySet().stream()
                    .map(entry ->
                            new HotKey(
                                    entry.getKey(),
                                    entry.getValue().count(),
                                    entry.getValue().overcount()))
                    .sorted(Comparator.comparingLong(HotKey::count).reversed())
                    .limit(most)
                    .toList();
        } finally {
            busy.set(false);
        }
    }

    /// What is hot and what to do about it, one sentence each; none when nothing is, or too little was asked.
    ///
    /// @param shardCount how many shards there are
    public List<String> advice(int shardCount) {
        double total = requests();
        if (total < ENOUGH) {
            return List.of();
        }
        var advice = new ArrayList<String>();
        for (var key : keys(KEYS)) {
            double part = (key.count() - key.overcount()) / total;
            if (part >= HOT_KEY) {
                advice.add(
                        String.format(
                                Locale.ROOT,
                                "key %s has %.0f%% of all requests: a hot key; a split does not help,"
                                        + " because one key stays on one shard: give it a shard of its"
                                        + " own with a directory, cache what is read, or spread its"
                                        + " rows over several keys",
                                key.key(),
                                100 * part));
            }
        }
        shards().forEach((shard, count) -> {
            double part = count / total;
            if (shardCount > 1 && part * shardCount >= HOT_SHARD) {
                advice.add(
                        String.format(
                                Locale.ROOT,
                                "%s has %.0f%% of all requests, %.1f times its share: a hot shard;"
                                        + " split it%s",
                                shard,
                                100 * part,
                                part * shardCount,
                                advice.isEmpty() ? "" : ", unless the hot key is the reason"));
            }
        });
        return advice;
    }
}
