package greenbelt.eventstore;

/// What came of an append.
public sealed interface AppendResult {
    /// The events are in the stream and durable.
    ///
    /// @param version of the last of them in the stream
    /// @param position of the last of them in the global order
    record Appended(long version, long position) implements AppendResult {}

    /// The expectation was wrong; nothing was written.
    ///
    /// @param version where the stream stands, 0 when it does not exist
    record Conflict(long version) implements AppendResult {}
}
