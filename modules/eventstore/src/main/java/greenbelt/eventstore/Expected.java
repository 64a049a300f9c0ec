package greenbelt.eventstore;

/// What the writer believes about the stream it appends to; if it is wrong, nothing is written.
public sealed interface Expected {
    /// Whether the belief is right of a stream that stands at `version`, 0 when it does not exist.
    default boolean holdsAt(long version) {
        return switch (this) {
            case Exactly exactly -> exactly.version() == version;
            case NoStream() -> version == 0;
            case StreamExists() -> version > 0;
            case Any() -> true;
        };
    }

    /// The stream stands at this version; its first event has version 1.
    record Exactly(long version) implements Expected {}

    /// The stream has no event yet.
    record NoStream() implements Expected {}

    /// The stream has at least one event.
    record StreamExists() implements Expected {}

    /// Nothing is expected.
    record Any() implements Expected {}
}
