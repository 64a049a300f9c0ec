package greenbelt.eventstore.journal;

import greenbelt.eventstore.EventFilter;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds out what of the files of a journal is of use for a store.
///
/// The last segment is read to its end, since a kill may have struck while it was written; the others are checked when
/// somebody reads them. Events are never changed, so when the first and the last one are those of the store, so are
/// those between.
///
/// @param folder where the files are
record Stock(JournalFolder folder) {

    /// What was found.
    ///
    /// @param segments that are of use
    /// @param lastBytes how long the records of the last one are together
    /// @param trouble why others are not, in a sentence
    record Found(List<Segment> segments, long lastBytes, Optional<String> trouble) {
        static Found nothing(String trouble) {
            return new Found(List.of(), 0, Optional.of(trouble));
        }
    }

    Found compare(EventStore store, long edition) {
        if (folder.isNew()) {
            return new Found(List.of(), 0, Optional.empty());
        }
        var its = folder.edition();
        var segments = new ArrayList<>(folder.segments());
        if (its.isEmpty()) {
            return Found.nothing("the journal is of another version, or does not say of which");
        }
        if (its.getAsLong() != edition) {
            return Found.nothing("the journal has streams that were archived or deleted since");
        }
        if (!segments.isEmpty() && segments.getFirst().begin() != 0) {
            return Found.nothing("the journal has lost its beginning");
        }
        var trouble = Optional.<String>empty();
        dropWhatWasOnlyBegun(segments);
        while (!segments.isEmpty()) {
            var last = segments.removeLast();
            try (var reader = new SegmentReader(last)) {
                goToEnd(reader);
                if (reader.position() > last.begin()) {
                    segments.add(last.endingAt(reader.position()));
                    return agrees(store, edition, segments, reader)
                            .map(Found::nothing)
                            .orElse(new Found(segments, reader.bytes(), trouble));
                }
            } catch (JournalDamaged damaged) {
                trouble = Optional.of(damaged.sentence());
            }
        }
        return new Found(List.of(), 0, trouble);
    }

    /// A kill may strike before the last segment has a file.
    private static void dropWhatWasOnlyBegun(List<Segment> segments) {
        if (!segments.isEmpty() && segments.getLast().hasNoFile()) {
            segments.removeLast();
        }
    }

    private static void goToEnd(SegmentReader reader) {
        boolean more = true;
        while (more) {
            more = reader.next();
        }
    }

    /// Why these segments are not of the store, if they are not.
    private static Optional<String> agrees(
            EventStore store, long edition, List<Segment> segments, SegmentReader last) {
        long end = store.durablePosition().value();
        if (last.position() > end) {
            return Optional.of(
                    "the journal is ahead of the store: it has position %d, the store %d"
                            .formatted(last.position(), end));
        }
        var all = new Coverage(0, edition, segments);
        var ofLast = new Coverage(0, edition, List.of(segments.getLast()));
        return isSame(store, all, 0) && isSame(store, ofLast, last.previous())
                ? Optional.empty()
                : Optional.of("the journal is of another store");
    }

    private static boolean isSame(EventStore store, Coverage coverage, long before) {
        try (var reader = new JournalReader(coverage, before, damage -> {})) {
            List<StoredEvent> mine = reader.slice(1, EventFilter.ALL).events();
            return !mine.isEmpty() && mine.equals(store.readAll(before, 1));
        }
    }
}
