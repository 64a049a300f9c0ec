package greenbelt.eventstore;

import greenbelt.world.Watermark;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// What an [EventStore] tells whoever only reads. Safe for many tasks.
public interface EventReader {
    /// Most events, or streams, that one read returns, however many are asked for. Asking for none throws
    /// [IllegalArgumentException].
    int MAX_EVENTS_PER_READ = 10_000;

    /// Behind the last version, and the last position: where to read backward from.
    long END = Long.MAX_VALUE;

    /// The stream's events after `version` (0 for all), oldest first, at most `limit`. None when there is no such stream,
    /// or it was deleted; [#stream] tells.
    List<StoredEvent> read(StreamId stream, long version, int limit);

    /// The stream's events before `version` ([#END] for all), newest first, at most `limit`.
    List<StoredEvent> readBackward(StreamId stream, long version, int limit);

    /// All events after `position` (0 for all) in the global order, at most `limit`, durable ones only, archived ones
    /// not. None when there are none left.
    default List<StoredEvent> readAll(long position, int limit) {
        long from = position;
        while (true) {
            var slice = readAll(from, limit, EventFilter.ALL);
            if (!slice.events().isEmpty() || slice.position() == from) {
                return slice.events();
            }
            from = slice.position();
        }
    }

    /// The next of the events that `filter` admits, after `position` (0 for all), at most `limit`, durable ones only.
    ///
    /// A store may look at a bounded number of events in one read, so that a slice may be empty and yet not the last:
    /// it is the last when its position is `position`.
    Slice readAll(long position, int limit, EventFilter filter);

    /// The events that `filter` admits before `position` ([#END] for all), newest first, at most `limit`.
    ///
    /// A slice may be empty and yet not the last: it is the last when its position is 0.
    Slice readAllBackward(long position, int limit, EventFilter filter);

    /// What is known of a stream; empty when it never had an event. A deleted one is known.
    Optional<StreamInfo> stream(StreamId stream);

    /// The streams whose name begins with `prefix`, in the order of their names, deleted ones too.
    ///
    /// @param after the last name of the page before, empty for the first page
    /// @param limit at most [#MAX_EVENTS_PER_READ]
    List<StreamInfo> streams(String prefix, String after, int limit);

    /// Every type of events in every version that is in the store, sorted: to ask before one begins whether one can read
    /// them. Kept beside the events, so it costs nothing to know. It may name a shape whose events are gone.
    SortedSet<EventShape> shapes();

    /// The position up to which everything is durable. Wait at it for new events.
    Watermark durablePosition();
}
