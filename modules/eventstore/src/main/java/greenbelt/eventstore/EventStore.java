package greenbelt.eventstore;

import greenbelt.event.Envelope;
import greenbelt.eventstore.MultiAppendResult.AllAppended;
import greenbelt.world.Watermark;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;

/// Keeps events, in streams and in one global order. No event is ever changed.
///
/// A stream begins with its first event. Versions are dense in a stream, from 1; positions increase over all streams,
/// and nobody may rely on their being dense. Readers see only durable events: what was read once cannot be forgotten by
/// a crash. Expectations are those of KurrentDB and Marten; where these differ, or are lax about ids, docs/decisions
/// 15 says what was chosen. Safe for many tasks. What cannot be done at all throws [EventStoreException].
public interface EventStore {
    /// Most events in one append, over all its streams.
    int MAX_EVENTS_PER_APPEND = 1_000;

    /// Most streams in one append.
    int MAX_STREAMS_PER_APPEND = 100;

    /// Most data in one append, in bytes of UTF-8: 16 MiB. One event has at most [Envelope#MAX_DATA_BYTES].
    int MAX_DATA_BYTES_PER_APPEND = 16 << 20;

    /// Most events, or streams, that one read returns, however many are asked for. Asking for none throws
    /// [IllegalArgumentException].
    int MAX_EVENTS_PER_READ = 10_000;

    /// Behind the last version, and the last position: where to read backward from.
    long END = Long.MAX_VALUE;

    /// Appends to one stream, as [#appendAll] does to several.
    default AppendResult append(StreamId stream, Expected expected, List<Envelope> events) {
        return switch (appendAll(List.of(new StreamAppend(stream, expected, events)))) {
            case AllAppended(var places) -> places.getFirst();
            case AppendResult.Refused refused -> refused;
        };
    }

    /// Appends events to streams, all or none, one after another in the global order, and waits until they are durable.
    ///
    /// An append is a repetition when its events are in the store already, in these streams, next to one another, and
    /// say the same ([Envelope#saysTheSameAs]), and what it expects was so before them. Then nothing is written, and the
    /// answer is that of the first time, whatever has happened since. Where only a part of that is true, the answer
    /// is [AppendResult.IdTaken]. Otherwise the first stream that is closed, or not as expected, is what it names.
    ///
    /// Throws [IllegalArgumentException] for more, or less, than [StreamAppend#together] takes.
    MultiAppendResult appendAll(List<StreamAppend> appends);

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

    /// Replaces what is written down about a stream.
    ///
    /// Throws [IllegalArgumentException] when it is longer than [StreamInfo#MAX_METADATA_LENGTH].
    StreamChange describe(StreamId stream, String metadata);

    /// Closes a stream: it takes no more events, and reads of all events leave its own out unless asked.
    StreamChange archive(StreamId stream, Expected expected);

    /// Removes a stream's events for good, and leaves a tombstone: nothing can be appended under its name.
    ///
    /// Their positions are not used again. The ids of the events are forgotten with them. Nobody is told: who keeps
    /// something of this stream elsewhere needs an event in another stream that says so.
    StreamChange delete(StreamId stream, Expected expected);

    /// Every type of events in every version that is in the store, sorted: to ask before one begins whether one can read
    /// them. Kept beside the events, so it costs nothing to know. It may name a shape whose events are gone.
    SortedSet<EventShape> shapes();

    /// Which edition of its log the store shows: another one once a stream was archived or deleted, never because events
    /// were appended. Empty while such a change is under way, when nobody can tell yet whether a crash will take it back.
    ///
    /// Who keeps a copy of all events keeps this with it, and knows by it whether the copy still says what the store
    /// says. The sum of the [StreamState#mark] of all streams, so it is the same after a restart. Never waits.
    OptionalLong edition();

    /// The position up to which everything is durable. Wait at it for new events.
    Watermark durablePosition();
}
