package greenbelt.eventstore;

import java.util.List;

/// A piece of all events: those that the reader wanted, and where to go on.
///
/// @param events perhaps none, also when there are more: as many as were found in what was looked at
/// @param position where to read on, beyond everything that was looked at, wanted or not; when there was nothing left to
///     look at, that which was asked for, or backward 0
public record Slice(List<StoredEvent> events, long position) {
    public Slice {
        events = List.copyOf(events);
    }
}
