package greenbelt.order;

import java.util.List;
import java.util.OptionalInt;

/// What shapes the events of a store have, and which of the events cannot be read.
///
/// @param events how many there are
/// @param shapes each type in each version that is there, sorted by both
/// @param unreadable the first of those that cannot be read, in the order of the log, at most [#MAX_UNREADABLE]
/// @param unreadableCount how many cannot be read
public record SchemaReport(
        long events, List<Shape> shapes, List<Unreadable> unreadable, long unreadableCount) {
    /// Most events that are named one by one.
    public static final int MAX_UNREADABLE = 100;

    public SchemaReport {
        shapes = List.copyOf(shapes);
        unreadable = List.copyOf(unreadable);
    }

    /// Whether every event can be read.
    public boolean isReadable() {
        return unreadableCount == 0;
    }

    /// Events of one type in one version.
    ///
    /// @param count how many there are
    /// @param firstPosition where the first of them is in the log
    /// @param unreadable how many of them cannot be read
    /// @param upcasts how many steps lead from this version to the current one; empty when nobody here knows the type in
    ///     this version
    public record Shape(
            String type,
            int version,
            long count,
            long firstPosition,
            long unreadable,
            OptionalInt upcasts) {}

    /// An event that cannot be read.
    ///
    /// @param position in the log
    /// @param stream it is in
    /// @param version in the stream
    /// @param type of the event
    /// @param schemaVersion of its data
    /// @param reason what is wrong with it
    public record Unreadable(
            long position,
            String stream,
            long version,
            String type,
            int schemaVersion,
            String reason) {
        @Override
        public String toString() {
            return "position %d, event %d of %s, %s version %d: %s"
                    .formatted(position, version, stream, type, schemaVersion, reason);
        }
    }
}
