package greenbelt.eventstore;

import greenbelt.event.Envelope;
import greenbelt.world.Watermark;
import java.util.List;

/// Keeps events, in streams and in one global order. Nothing is ever changed.
///
/// Readers see only durable events: what was read once cannot be forgotten by a crash. Safe for many tasks.
public interface EventStore {
    /// Most events in one append.
    int MAX_EVENTS_PER_APPEND = 1_000;

    /// Most events that one read returns.
    int MAX_EVENTS_PER_READ = 10_000;

    /// Appends events to a stream, all or none, and waits until they are durable.
    ///
    /// An append whose first event's id is in the stream already is a repetition: nothing is written, and the answer
    /// is that of the first time. Throws [IllegalArgumentException] when there are no events, or more than
    /// [#MAX_EVENTS_PER_APPEND], and [EventStoreException] when an event's id is somewhere else in the store.
    AppendResult append(StreamId stream, Expected expected, List<Envelope> events);

    /// The stream's events after `version` (0 for all), oldest first, at most `limit`.
    List<StoredEvent> read(StreamId stream, long version, int limit);

    /// All events after `position` (0 for all) in the global order, at most `limit`, durable ones only.
    List<StoredEvent> readAll(long position, int limit);

    /// The position up to which everything is durable. Wait at it for new events.
    Watermark durablePosition();
}
