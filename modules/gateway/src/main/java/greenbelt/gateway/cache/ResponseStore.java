package greenbelt.gateway.cache;

import greenbelt.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The answers that were kept, of all routes.
///
/// When there are too many, or too large ones, the oldest goes that was not used since it was last passed over: the second
/// chance. That is nearly the one that was used longest ago, needs neither clock nor lock, and is the same in every run of
/// the virtual world. Never waits. Safe for many tasks.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9111#section-4.1">RFC 9111, 4.1: Vary</a>
public final class ResponseStore {
    /// So many answers to requests for one thing are kept that differ by `vary`.
    static final int MAX_VARIANTS = 16;

    private final CacheBounds bounds;
    private final ConcurrentHashMap<CacheKey, List<Entry>> entries = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, List<CacheKey>> keysOfPath = new ConcurrentHashMap<>();
    private final Queue<Entry> oldestFirst = new ConcurrentLinkedQueue<>();

    /// More than there are entries, because what has gone stays in the queue for a while.
    private final AtomicInteger queued = new AtomicInteger();

    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong misses = new AtomicLong();
    private final AtomicLong evicted = new AtomicLong();
    private final Invalidations invalidations = new Invalidations();

    /// One answer in its place.
    private static final class Entry {
        private final CacheKey key;
        private final Stored stored;
        private volatile boolean used;
        private volatile boolean gone;

        Entry(CacheKey key, Stored stored) {
            this.key = key;
            this.stored = stored;
        }
    }

    public ResponseStore(CacheBounds bounds) {
        this.bounds = bounds;
    }

    /// The answer that was kept for a request with these fields.
    Optional<Stored> find(CacheKey key, Headers asked) {
        for (var entry : entries.getOrDefault(key, List.of())) {
            if (entry.stored.fits(asked)) {
                entry.used = true;
                return Optional.of(entry.stored);
            }
        }
        return Optional.empty();
    }

    /// Keeps an answer in place of the one for the same request, unless its path has been changed since `begun`.
    ///
    /// @param begun what [#now] was before the request was sent
    void keep(CacheKey key, Headers asked, Stored stored, long begun) {
        if (stored.bytes() > bounds.bytes() || !invalidations.isUnchanged(key.path(), begun)) {
            return;
        }
        var entry = new Entry(key, stored);
        entries.compute(
                key, (_, before) -> with(entry, before == null ? List.of() : before, asked));
        keysOfPath.compute(
                key.path(), (_, before) -> before == null ? List.of(key) : withKey(before, key));
        enqueue(entry);
        makeRoom();
    }

    private List<Entry> with(Entry entry, List<Entry> before, Headers asked) {
        var after = new ArrayList<Entry>();
        after.add(entry);
        for (var other : before) {
            if (other.stored.fits(asked) || after.size() == MAX_VARIANTS) {
                leave(other);
            } else {
                after.add(other);
            }
        }
        count.incrementAndGet();
        bytes.addAndGet(entry.stored.bytes());
        return List.copyOf(after);
    }

    private static List<CacheKey> withKey(List<CacheKey> before, CacheKey key) {
        if (before.contains(key)) {
            return before;
        }
        var after = new ArrayList<>(before);
        after.add(key);
        return List.copyOf(after);
    }

    /// The entry is no longer in the table; its place in the queue is dropped when it comes to the front.
    private void leave(Entry entry) {
        if (!entry.gone) {
            entry.gone = true;
            count.decrementAndGet();
            bytes.addAndGet(-entry.stored.bytes());
        }
    }

    private void makeRoom() {
        while (isTooFull() || queued.get() > 2 * bounds.entries()) {
            var oldest = oldestFirst.poll();
            if (oldest == null) {
                return;
            }
            queued.decrementAndGet();
            if (oldest.gone) {
                continue;
            }
            if (!isTooFull() || oldest.used) {
                oldest.used = oldest.used && !isTooFull();
                enqueue(oldest);
            } else {
                evicted.incrementAndGet();
                remove(oldest);
            }
        }
    }

    private boolean isTooFull() {
        return count.get() > bounds.entries() || bytes.get() > bounds.bytes();
    }

    private void enqueue(Entry entry) {
        oldestFirst.add(entry);
        queued.incrementAndGet();
    }

    private void remove(Entry entry) {
        entries.computeIfPresent(
                entry.key,
                (_, before) -> {
                    leave(entry);
                    var after = before.stream().filter(it -> it != entry).toList();
                    return after.isEmpty() ? null : after;
                });
        if (!entries.containsKey(entry.key)) {
            forget(entry.key);
        }
    }

    private void forget(CacheKey key) {
        keysOfPath.computeIfPresent(
                key.path(),
                (_, before) -> {
                    var after = before.stream().filter(it -> !it.equals(key)).toList();
                    return after.isEmpty() ? null : after;
                });
    }

    /// Drops every answer for this path, whatever the query and the route.
    void invalidate(String path) {
        invalidations.add(path);
        for (var key : keysOfPath.getOrDefault(path, List.of())) {
            entries.computeIfPresent(
                    key,
                    (_, before) -> {
                        before.forEach(this::leave);
                        return null;
                    });
            forget(key);
        }
    }

    /// Grows with each invalidation.
    long now() {
        return invalidations.now();
    }

    void countHit() {
        hits.incrementAndGet();
    }

    void countMiss() {
        misses.incrementAndGet();
    }

    /// What it holds itself to.
    public CacheBounds bounds() {
        return bounds;
    }

    /// How many answers it holds.
    public int size() {
        return count.get();
    }

    /// How many bytes they are.
    public long bytes() {
        return bytes.get();
    }

    /// How many requests were answered without asking a service for the whole answer.
    public long hits() {
        return hits.get();
    }

    /// How many that might have been were not.
    public long misses() {
        return misses.get();
    }

    /// How many answers went because others came.
    public long evicted() {
        return evicted.get();
    }
}
