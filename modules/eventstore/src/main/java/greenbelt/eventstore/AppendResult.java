package greenbelt.eventstore;

import greenbelt.event.MessageId;

/// What came of an append to one stream.
public sealed interface AppendResult {
    /// The events are in the stream and durable.
    ///
    /// @param version of the last of them in the stream
    /// @param position of the last of them in the global order
    record Appended(long version, long position) implements AppendResult {}

    /// Nothing was written, to any stream of the append; appending the same again would be refused again.
    sealed interface Refused extends AppendResult, MultiAppendResult {}

    /// The expectation was wrong. Read the stream, decide anew, append with the version that was read.
    ///
    /// @param version where the stream stands, 0 when it does not exist
    record Conflict(StreamId stream, long version) implements Refused, StreamChange {}

    /// The stream takes no events any more.
    ///
    /// @param state [StreamState#ARCHIVED] or [StreamState#DELETED]
    record Closed(StreamId stream, StreamState state) implements Refused, StreamChange {}

    /// An event of this id is in the store already, and this append is not a repetition of the one that brought it:
    /// it says something else, or to another stream, or with more or fewer events, or expects what was not so then.
    ///
    /// @param stream where the event is
    /// @param version its place there
    record IdTaken(MessageId id, StreamId stream, long version) implements Refused {}
}
