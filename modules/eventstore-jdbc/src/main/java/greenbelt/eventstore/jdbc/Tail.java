package greenbelt.eventstore.jdbc;

import greenbelt.eventstore.StoredEvent;
import java.util.List;
import java.util.stream.Stream;

/// The events that were written last, in memory: whoever keeps up with the store need not ask the table.
///
/// @param events without a gap, oldest first, at most [#MAX_EVENTS] and those of one more batch
record Tail(List<StoredEvent> events) {
    /// How many events are kept at least, if there were so many.
    static final int MAX_EVENTS = 200;

    static final Tail EMPTY = new Tail(List.of());

    /// This tail and the events of one more batch.
    ///
    /// @param position where the store stood before; what lies between it and the end of this tail is not known here
    Tail plus(long position, List<StoredEvent> batch) {
        if (!reaches(position)) {
            return new Tail(batch);
        }
        int surplus = Math.max(0, events.size() - MAX_EVENTS);
        return new Tail(
                Stream.concat(events.subList(surplus, events.size()).stream(), batch.stream())
                        .toList());
    }

    private boolean reaches(long position) {
        return !events.isEmpty() && events.getLast().position() == position;
    }

    /// The events after `position`, at most `limit`; none when there are no newer ones, or not all of them are here.
    List<StoredEvent> after(long position, int limit) {
        if (events.isEmpty()) {
            return List.of();
        }
        long from = position + 1 - events.getFirst().position();
        return from < 0 || from >= events.size()
                ? List.of()
                : events.subList((int) from, (int) Math.min(from + limit, events.size()));
    }
}
