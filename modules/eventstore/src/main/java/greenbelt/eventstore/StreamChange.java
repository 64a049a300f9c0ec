package greenbelt.eventstore;

/// What came of a change to a stream as a whole: archiving, deleting, describing.
public sealed interface StreamChange
        permits StreamChange.Changed,
                StreamChange.NoSuchStream,
                AppendResult.Conflict,
                AppendResult.Closed {
    /// It is done, and durable; or it was done before, since doing it twice is doing it once.
    ///
    /// @param stream as it is now
    record Changed(StreamInfo stream) implements StreamChange {}

    /// No event was ever appended to a stream of this name.
    record NoSuchStream(StreamId stream) implements StreamChange {}
}
