package greenbelt.eventstore;

/// What the writer believes about the stream it appends to; if it is wrong, nothing is written.
public sealed interface Expected {
    /// The stream stands at this version; its first event has version 1.
    record Exactly(long version) implements Expected {}

    /// The stream has no event yet.
    record NoStream() implements Expected {}

    /// The stream has at least one event.
    record StreamExists() implements Expected {}

    /// Nothing is expected.
    record Any() implements Expected {}
}
