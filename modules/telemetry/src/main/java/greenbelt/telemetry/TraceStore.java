package greenbelt.telemetry;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The latest traces, in memory.
///
/// A span is here from its start on, so what a crashed node was doing can be seen. When there are more traces than the
/// store holds, the oldest go; spans that come late for those are dropped. Both are counted. Safe for many tasks.
public final class TraceStore {
    /// How many traces are kept unless the store is told otherwise.
    public static final int DEFAULT_MAX_TRACES = 10_000;

    /// How many spans one trace may have; further ones are dropped and counted.
    public static final int MAX_SPANS_PER_TRACE = 1_000;

    /// How many evicted traces are remembered, to tell their late spans from the first of a resumed trace.
    private static final int MAX_EVICTED_IDS = 10_000;

    private final int maxTraces;
    private final Map<String, StoredTrace> traces = new ConcurrentHashMap<>();
    private final ConcurrentLinkedDeque<StoredTrace> oldestFirst = new ConcurrentLinkedDeque<>();
    private final AtomicInteger size = new AtomicInteger();
    private final RecentIds evictedIds;
    private final SharedValues shared = new SharedValues();
    private final LongAdder evicted = new LongAdder();
    private final LongAdder resumed = new LongAdder();
    private final LongAdder lateSpans = new LongAdder();
    private final LongAdder droppedSpans = new LongAdder();
    private final LongAdder spans = new LongAdder();

    /// What the store holds, and what it had to let go.
    ///
    /// @param traces how many are here
    /// @param spans how many are in them
    /// @param maxTraces how many traces can be here
    /// @param evictedTraces how many went because newer ones came
    /// @param resumedTraces how many began before the store did
    /// @param lateSpans how many were dropped because their trace was gone
    /// @param droppedSpans how many were dropped because their trace was full
    public record Stats(
            int traces,
            long spans,
            int maxTraces,
            long evictedTraces,
            long resumedTraces,
            long lateSpans,
            long droppedSpans) {}

    /// What came of looking for a trace.
    public sealed interface Lookup {
        /// There is one.
        record Found(Trace trace) implements Lookup {}

        /// Several ids begin like this.
        ///
        /// @param ids the newest of them, at most ten
        record Ambiguous(List<String> ids) implements Lookup {}

        /// There is none.
        record Missing() implements Lookup {}
    }

    /// A span whose parent is neither in its trace nor outside.
    public record Orphan(String traceId, Span span) {}

    public TraceStore() {
        this(DEFAULT_MAX_TRACES);
    }

    /// @param maxTraces at least 1
    public TraceStore(int maxTraces) {
        if (maxTraces < 1) {
            throw new IllegalArgumentException("maxTraces must be >= 1, was " + maxTraces);
        }
        this.maxTraces = maxTraces;
        this.evictedIds = new RecentIds(MAX_EVICTED_IDS);
    }

    /// The latest traces, newest first, at most `limit`.
    public List<Trace> recent(int limit) {
        return collect(limit, trace -> true);
    }

    /// The traces with a span about this order, newest first, at most `limit`.
    ///
    /// A span is about an order when its attribute [Tracer#ORDER], or the subject of its message, is the order's id.
    public List<Trace> ofOrder(String order, int limit) {
        return collect(limit, trace -> trace.isAbout(order));
    }

    /// Finds a trace by its id, by the beginning of its id, or by the word `last`: the newest that a request began, or
    /// simply the newest when there is none.
    public Lookup find(String idOrPrefix) {
        if (idOrPrefix.equals("last")) {
            return Stream.concat(collect(1, StoredTrace::isRequested).stream(), recent(1).stream())
                    .<Lookup>map(Lookup.Found::new)
                    .findFirst()
                    .orElseGet(Lookup.Missing::new);
        }
        var exact = traces.get(idOrPrefix);
        if (exact != null && !exact.isEmpty()) {
            return new Lookup.Found(exact.snapshot());
        }
        var matches = collect(10, trace -> trace.id().startsWith(idOrPrefix));
        return switch (matches.size()) {
            case 0 -> new Lookup.Missing();
            case 1 -> new Lookup.Found(matches.getFirst());
            default -> new Lookup.Ambiguous(matches.stream().map(Trace::id).toList());
        };
    }

    /// Spans that lost their parent on the way, newest trace first, at most `limit`.
    public List<Orphan> orphans(int limit) {
        var found = new ArrayList<Orphan>();
        var newestFirst = oldestFirst.descendingIterator();
        while (newestFirst.hasNext() && found.size() < limit) {
            var stored = newestFirst.next();
            if (stored.hasOrphans()) {
                var trace = stored.snapshot();
                trace.orphans().forEach(span -> found.add(new Orphan(trace.id(), span)));
            }
        }
        return found.size() <= limit ? found : List.copyOf(found.subList(0, limit));
    }

    public Stats stats() {
        return new Stats(
                size.get(),
                spans.sum(),
                maxTraces,
                evicted.sum(),
                resumed.sum(),
                lateSpans.sum(),
                droppedSpans.sum());
    }

    /// Forgets every trace, and what was counted. Spans that come late for these traces are dropped.
    public void clear() {
        for (var oldest = oldestFirst.pollFirst();
                oldest != null;
                oldest = oldestFirst.pollFirst()) {
            forget(oldest);
        }
        List.of(evicted, resumed, lateSpans, droppedSpans).forEach(LongAdder::reset);
    }

    private List<Trace> collect(int limit, Predicate<StoredTrace> filter) {
        var found = new ArrayList<Trace>();
        Iterator<StoredTrace> newestFirst = oldestFirst.descendingIterator();
        while (newestFirst.hasNext() && found.size() < limit) {
            var trace = newestFirst.next();
            if (filter.test(trace) && !trace.isEmpty()) {
                found.add(trace.snapshot());
            }
        }
        return found;
    }

    SharedValues shared() {
        return shared;
    }

    /// Whether a span with a parent in this trace would be kept; counts it when not.
    boolean admits(String traceId) {
        var trace = traces.get(traceId);
        if (trace != null) {
            boolean room = trace.hasRoom();
            if (!room) {
                droppedSpans.increment();
            }
            return room;
        }
        boolean late = evictedIds.contains(traceId);
        if (late) {
            lateSpans.increment();
        }
        return !late;
    }

    void started(String traceId, boolean hasParent, StoredSpan span) {
        var trace = traces.get(traceId);
        boolean continues = hasParent && !span.parentOutside();
        if (trace == null && continues && evictedIds.contains(traceId)) {
            lateSpans.increment(); // evicted since it was admitted
            return;
        }
        if (trace == null) {
            trace = begin(traceId, continues);
        }
        if (trace.add(span)) {
            spans.increment();
        } else {
            droppedSpans.increment();
        }
    }

    private StoredTrace begin(String traceId, boolean isResumed) {
        var fresh = new StoredTrace(traceId, isResumed);
        var other = traces.putIfAbsent(traceId, fresh);
        if (other != null) {
            return other;
        }
        if (isResumed) {
            resumed.increment();
        }
        oldestFirst.addLast(fresh);
        if (size.incrementAndGet() > maxTraces) {
            evictOldest();
        }
        return fresh;
    }

    private void evictOldest() {
        var oldest = oldestFirst.pollFirst();
        if (oldest != null) {
            forget(oldest);
            evicted.increment();
        }
    }

    private void forget(StoredTrace trace) {
        evictedIds.add(trace.id());
        traces.remove(trace.id());
        size.decrementAndGet();
        spans.add(-trace.size());
    }

    /// The trace, unless it was evicted; then the span that wanted it is counted as late.
    Optional<StoredTrace> ofEndingSpan(String traceId) {
        var trace = traces.get(traceId);
        if (trace == null) {
            lateSpans.increment();
        }
        return Optional.ofNullable(trace);
    }
}
