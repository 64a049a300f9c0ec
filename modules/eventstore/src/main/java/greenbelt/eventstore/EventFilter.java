package greenbelt.eventstore;

import java.util.Arrays;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which events a reader of all events wants; those that meet every condition. The store evaluates it.
///
/// @param types of the events, empty for all types
/// @param streamPrefix how the names of their streams begin, empty for all streams
/// @param archivedToo whether the events of archived streams are wanted
public record EventFilter(SortedSet<String> types, String streamPrefix, boolean archivedToo) {
    /// The most types that can be named.
    public static final int MAX_TYPES = 100;

    /// Every event of a stream that is not archived.
    public static final EventFilter ALL = new EventFilter(Collections.emptySortedSet(), "", false);

    public EventFilter {
        types = Collections.unmodifiableSortedSet(new TreeSet<>(types));
        if (types.size() > MAX_TYPES) {
            throw new IllegalArgumentException(
                    "a filter names at most %d types, named %d".formatted(MAX_TYPES, types.size()));
        }
    }

    /// Events of these types only.
    public static EventFilter ofTypes(String... types) {
        return new EventFilter(new TreeSet<>(Arrays.asList(types)), "", false);
    }

    /// Events of streams only whose name begins like this.
    public static EventFilter ofStreams(String prefix) {
        return new EventFilter(Collections.emptySortedSet(), prefix, false);
    }

    /// These events, of streams only whose name begins like this.
    public EventFilter andStreams(String prefix) {
        return new EventFilter(types, prefix, archivedToo);
    }

    /// These events, those of archived streams too.
    public EventFilter withArchived() {
        return new EventFilter(types, streamPrefix, true);
    }

    /// Whether type and stream are wanted. Whether the stream is archived is for the store to ask.
    public boolean admits(StoredEvent event) {
        return (types.isEmpty() || types.contains(event.event().type()))
                && event.stream().value().startsWith(streamPrefix);
    }
}
