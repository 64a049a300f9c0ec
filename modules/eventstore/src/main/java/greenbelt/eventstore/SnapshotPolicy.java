package greenbelt.eventstore;

/// When a snapshot of a stream is made.
public sealed interface SnapshotPolicy {
    /// Never; those that are there are not looked at.
    record Never() implements SnapshotPolicy {}

    /// When a stream has grown past another multiple of `events`.
    ///
    /// @param events at least 1
    record Every(int events) implements SnapshotPolicy {
        public Every {
            if (events < 1) {
                throw new IllegalArgumentException("events must be >= 1, was " + events);
            }
        }
    }

    /// Whether a snapshot is due when a stream has grown from one version to another.
    default boolean isDue(long before, long after) {
        return switch (this) {
            case Never() -> false;
            case Every(var events) -> before / events < after / events;
        };
    }
}
