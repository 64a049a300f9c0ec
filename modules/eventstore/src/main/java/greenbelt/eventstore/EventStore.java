package greenbelt.eventstore;

import greenbelt.event.Envelope;
import greenbelt.eventstore.MultiAppendResult.AllAppended;
import java.util.List;
import java.util.OptionalLong;

/// Keeps events, in streams and in one global order. No event is ever changed. How they are read, [EventReader] says.
///
/// A stream begins with its first event. Versions are dense in a stream, from 1; positions increase over all streams,
/// and nobody may rely on their being dense. Readers see only durable events: what was read once cannot be forgotten by
/// a crash. Expectations are those of KurrentDB and Marten; where these differ, or are lax about ids, docs/decisions
/// 15 says what was chosen. Safe for many tasks. What cannot be done at all throws [EventStoreException].
public interface EventStore extends EventReader {
    /// Most events in one append, over all its streams.
    int MAX_EVENTS_PER_APPEND = 1_000;

    /// Most streams in one append.
    int MAX_STREAMS_PER_APPEND = 100;

    /// Most data in one append, in bytes of UTF-8: 16 MiB. One event has at most [Envelope#MAX_DATA_BYTES].
    int MAX_DATA_BYTES_PER_APPEND = 16 << 20;

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

    /// Which edition of its log the store shows: another one once a stream was archived or deleted, never because events
    /// were appended. Empty while such a change is under way, when nobody can tell yet whether a crash will take it back.
    ///
    /// Who keeps a copy of all events keeps this with it, and knows by it whether the copy still says what the store
    /// says. The sum of the [StreamState#mark] of all streams, so it is the same after a restart. Never waits.
    OptionalLong edition();
}
