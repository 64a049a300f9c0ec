package greenbelt.eventstore.journal;

import java.time.Duration;

/// How large a journal becomes, and how eager it is.
///
/// @param segmentBytes how long the records of a segment are together before the next one is begun
/// @param segments how many there are at most; when they are full, what comes later is read from the store
/// @param lag how many positions the store must be ahead before they are copied; and a reader behind its end before it is
///     served from the journal
/// @param firstLook how long after the store was opened the journal is looked at; a process that ends sooner pays nothing
record Limits(long segmentBytes, int segments, long lag, Duration firstLook) {
    static final Limits DEFAULT = new Limits(64L << 20, 64, 1_000, Duration.ofSeconds(10));
}
